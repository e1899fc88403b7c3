//! Every detail in which an authorization request may differ from the usual one.

use super::{
    AuthorizationRequest, PUBLISHED_CHALLENGE, PUBLISHED_VERIFIER, TeamRelation, UNKNOWN_CLIENT_ID,
    UNKNOWN_SCOPE, VERIFIER, challenge,
};
use crate::{
    cast::{ClientRole, REDIRECT_URI_WITH_QUERY},
    requests::{phrases, redirect_uri as uri},
    target::consent::form::Decision,
};

/// 128 characters, the most of RFC 7636, 4.1. Its challenge is the same in every alphabet of Base64, so that only its
/// length is tried.
fn longest_verifier() -> String {
    let verifiers = (0..1_000).map(|number| format!("{number:0>128}"));
    verifiers.into_iter().find(|it| !challenge(it).contains(['-', '_'])).unwrap_or_else(|| "v".repeat(128))
}

pub(super) type Change = fn(&mut AuthorizationRequest);

phrases! {
    /// A detail of an authorization request that is no set of scopes.
    PlainDetail, "request", Change {
        "she denies it" => |r| r.decision = Some(Decision::Deny),
        "she denies it, and no state was sent" => |r| {
            r.decision = Some(Decision::Deny);
            r.without("state");
        },
        "for a client that is pending" => |r| r.instead = Some(ClientRole::Novice),
        "for a client that is rejected" => |r| r.instead = Some(ClientRole::Outcast),
        "for a team that she runs" => |r| r.team = Some(TeamRelation::Runs),
        "for a team in which she is a mere member" => |r| r.team = Some(TeamRelation::Member),
        "for a team to which she does not belong" => |r| r.team = Some(TeamRelation::Stranger),
        "with an unknown client id" => |r| r.set("client_id", UNKNOWN_CLIENT_ID),
        "without the client id" => |r| r.without("client_id"),
        "with the client id in capitals" => |r| r.change_client_id(str::to_ascii_uppercase),
        "with a blank after the client id" => |r| r.change_client_id(|id| format!("{id} ")),
        "with an empty client id" => |r| r.set("client_id", ""),
        "without the redirect URI" => |r| r.without("redirect_uri"),
        "with an empty redirect URI" => |r| r.set("redirect_uri", ""),
        "with a redirect URI that is no web address" => |r| r.set("redirect_uri", "not a web address"),
        "with its first redirect URI" => |r| r.set("redirect_uri", &r.first_uri()),
        "with its other redirect URI" => AuthorizationRequest::other_uri,
        "with its fifth redirect URI" => |r| r.numbered_uri(5),
        "with its tenth redirect URI" => |r| r.numbered_uri(10),
        "with a redirect URI that has a query" => |r| {
            r.registers = Some(REDIRECT_URI_WITH_QUERY);
            r.set("redirect_uri", REDIRECT_URI_WITH_QUERY);
        },
        "with an unregistered redirect URI" => |r| r.stray(|_| uri::UNREGISTERED.to_owned()),
        "with the redirect URI under another scheme" => |r| r.stray(uri::other_scheme),
        "with the redirect URI on another host" => |r| r.stray(uri::other_host),
        "with the redirect URI on a subdomain" => |r| r.stray(uri::subdomain),
        "with the redirect URI on another port" => |r| r.stray(uri::other_port),
        "with a registered loopback address on another port" => |r| {
            r.registers = Some("http://127.0.0.1:3000/callback");
            r.set("redirect_uri", "http://127.0.0.1:3001/callback");
        },
        "with a registered redirect URI without its query" => |r| {
            r.registers = Some("https://acme.example/tenants?tenant=7");
            r.set("redirect_uri", "https://acme.example/tenants");
        },
        "with the redirect URI's default port written out" => |r| r.stray(uri::default_port),
        "with the redirect URI's scheme in capitals" => |r| r.stray(uri::scheme_in_capitals),
        "with the redirect URI's host in capitals" => |r| r.stray(uri::host_in_capitals),
        "with the redirect URI's path in capitals" => |r| r.stray(uri::path_in_capitals),
        "with the redirect URI on another path" => |r| r.stray(uri::other_path),
        "with the redirect URI one folder deeper" => |r| r.stray(uri::one_folder_deeper),
        "with dot segments in the redirect URI" => |r| r.stray(uri::dot_segments),
        "with a letter of the redirect URI percent-encoded" => |r| r.stray(uri::percent_encoded_letter),
        "with a slash after the redirect URI" => |r| r.stray(|uri| format!("{uri}/")),
        "with a query after the redirect URI" => |r| r.stray(uri::one_more_parameter),
        "with a question mark after the redirect URI" => |r| r.stray(|uri| format!("{uri}?")),
        "with a fragment after the redirect URI" => |r| r.stray(|uri| format!("{uri}#x")),
        "with more letters after the redirect URI" => |r| r.stray(|uri| format!("{uri}evil")),
        "with only the start of the redirect URI" => |r| r.stray(uri::start),
        "with a user name in the redirect URI" => |r| r.stray(uri::with_user_name),
        "with a blank after the redirect URI" => |r| r.stray(|uri| format!("{uri} ")),
        "without a scope" => |r| r.without("scope"),
        "with an empty scope" => |r| r.set("scope", ""),
        "with only separators for a scope" => |r| r.set("scope", ", ,"),
        "with the scope TEAM_BOOKING_WRITE, which is not enabled" => |r| r.foreign_scope("TEAM_BOOKING_WRITE"),
        "with the scope ORG_BOOKING_WRITE, which is not enabled" => |r| r.foreign_scope("ORG_BOOKING_WRITE"),
        "with scopes of all three families" => |r| r.set("scope", "SCHEDULE_READ TEAM_BOOKING_READ ORG_PROFILE_WRITE"),
        "with both old scopes" => |r| r.set("scope", "READ_BOOKING READ_PROFILE"),
        "with an old scope beside a new one" => |r| r.set("scope", "READ_BOOKING SCHEDULE_READ"),
        "with every scope" => AuthorizationRequest::every_scope,
        "with the scope READ_BOOKING alone" => |r| r.foreign_scope("READ_BOOKING"),
        "with a scope that does not exist" => |r| r.set("scope", UNKNOWN_SCOPE),
        "with a scope that does not exist before the others" => |r| r.put_scope_before(UNKNOWN_SCOPE),
        "with a scope that does not exist after the others" => |r| r.put_scope_after(UNKNOWN_SCOPE),
        "with a scope that is not enabled" => |r| {
            let scope = r.not_enabled();
            r.set("scope", scope);
        },
        "with a scope that is not enabled before the others" => |r| {
            let scope = r.not_enabled();
            r.put_scope_before(scope);
        },
        "with a scope that is not enabled after the others" => |r| {
            let scope = r.not_enabled();
            r.put_scope_after(scope);
        },
        "with a blank between the scopes" => |r| r.two_scopes(|a, b| format!("{a} {b}")),
        "with a comma between the scopes" => |r| r.two_scopes(|a, b| format!("{a},{b}")),
        "with a comma and a blank between the scopes" => |r| r.two_scopes(|a, b| format!("{a}, {b}")),
        "with many blanks between the scopes" => |r| r.two_scopes(|a, b| format!("{a}   {b}")),
        "with many commas between the scopes" => |r| r.two_scopes(|a, b| format!("{a},,,{b}")),
        "with commas and blanks around the scopes" => |r| r.two_scopes(|a, b| format!(", {a} {b} ,")),
        "with three scopes, a comma and a blank between" => |r| {
            r.three_scopes(|[first, second, third]| format!("{second},{third} {first}"));
        },
        "with the scopes in reverse order" => |r| r.two_scopes(|a, b| format!("{b} {a}")),
        "with one scope twice" => |r| r.two_scopes(|a, b| format!("{a} {b} {a}")),
        "with the scopes in lower case" => |r| {
            let lower = r.client.scopes.usual().join(" ").to_ascii_lowercase();
            r.set("scope", &lower);
        },
        "with a tab between the scopes" => |r| r.two_scopes(|a, b| format!("{a}\t{b}")),
        "with a line break between the scopes" => |r| r.two_scopes(|a, b| format!("{a}\n{b}")),
        "with a semicolon between the scopes" => |r| r.two_scopes(|a, b| format!("{a};{b}")),
        "without a state" => |r| r.without("state"),
        "with an empty state" => |r| r.set("state", ""),
        "with a state of letters and digits" => |r| r.set("state", "abcXYZ0189"),
        "with a state of plus signs" => |r| r.set("state", "a+b++c"),
        "with a state of blanks" => |r| r.set("state", "a b  c"),
        "with a state of blanks at both ends" => |r| r.set("state", " a "),
        "with a state of percent signs" => |r| r.set("state", "100%a%%"),
        "with a state of percent codes" => |r| r.set("state", "%41%2B%20%00"),
        "with a state of ampersands and equals signs" => |r| r.set("state", "a=b&code=c&&d=="),
        "with a state of hashes and question marks" => |r| r.set("state", "#a?b#?"),
        "with a state of quotes and apostrophes" => |r| r.set("state", "a\"b'c`d"),
        "with a state of markup" => |r| r.set("state", "</script><b>&amp;"),
        "with a state of backslashes" => |r| r.set("state", r"\a\\n\u0041"),
        "with a state of JSON" => |r| r.set("state", r#"{"a":[1,"b c"]}"#),
        "with a state of a web address" => |r| r.set("state", "https://acme.example/x?y=1&z=2#t"),
        "with a state of padded Base64" => |r| r.set("state", "+/+/ab=="),
        "with a state of umlauts" => |r| r.set("state", "äöüßÄÖÜ"),
        "with a state of emoji" => |r| r.set("state", "🎉👩\u{200d}💻"),
        "with a state of Hebrew letters" => |r| r.set("state", "שלום"),
        "with a state of combining accents" => |r| r.set("state", "e\u{301}"),
        "with a state of line breaks" => |r| r.set("state", "a\r\nb"),
        "with a state of one character" => |r| r.set("state", "0"),
        "with a state of two thousand letters" => |r| r.set("state", &"s".repeat(2_000)),
        "without a response type" => |r| r.without("response_type"),
        "with the response type code" => |r| r.set("response_type", "code"),
        "with the response type token" => |r| r.set("response_type", "token"),
        "with a made-up response type" => |r| r.set("response_type", "nonsense"),
        "with an empty response type" => |r| r.set("response_type", ""),
        "with a challenge" => |r| r.set_challenge(VERIFIER, "S256"),
        "without a challenge" => |r| {
            r.without("code_challenge");
            r.without("code_challenge_method");
        },
        "with an empty challenge" => |r| r.set("code_challenge", ""),
        "without a challenge method" => |r| r.without("code_challenge_method"),
        "with a challenge by the plain method" => |r| {
            r.set_challenge(VERIFIER, "plain");
            r.set("code_challenge", VERIFIER);
        },
        "with a challenge by another method" => |r| r.set_challenge(VERIFIER, "S512"),
        "with the challenge method in lower case" => |r| r.set_challenge(VERIFIER, "s256"),
        "with the challenge of a verifier of 128 characters" => |r| {
            r.set_challenge(&longest_verifier(), "S256");
        },
        "with the challenge of the published example" => |r| {
            r.set("code_challenge", PUBLISHED_CHALLENGE);
            r.set("code_challenge_method", "S256");
            r.verifier = Some(PUBLISHED_VERIFIER.to_owned());
        },
    }
}
