use strum::IntoEnumIterator as _;

use super::*;

/// Everything that may stand in a target file.
const WHOLE: &str = r#"[target]
name = "staging"
app_url = "https://app.staging.example"
api_url = "https://api.staging.example"

[clients.confidential]
id = "c-1"
secret = { env = "SECRET" }
redirect_uris = ["https://acme.example/callback", "https://acme.example/second?lang=en"]
scopes = ["BOOKING_READ", "PROFILE_READ", "ORG_MEMBERSHIP_READ"]

[clients.public]
id = "c-2"
redirect_uris = ["http://localhost:3000/cb"]
scopes = ["PROFILE_READ"]

[clients.legacy]
id = "c-3"
secret = { env = "SECRET" }
redirect_uris = ["https://oldie.example/"]

[clients.rotating]
id = "c-4"
secret = { env = "SECRET" }
redirect_uris = ["https://acme.example/callback"]
scopes = ["PROFILE_READ"]
second_secret = { env = "SECRET" }
revoked_secret = { env = "SECRET" }

[platform]
id = "clu1fcmb10001khr7x7dreyl4"
secret = { env = "SECRET" }
redirect_uris = ["https://acme.example/callback", "https://*.acme.example", "*"]

[users.owner]
email = "owner@staging.example"
password = { env = "PASSWORD" }

[consent]
strategy = "form"

[provision]
strategy = "static"

[clock]
strategy = "none"

[limits]
rate = "60/m"
destructive = false

[fixtures]
team = 42
booking = "uid-7"

[capabilities]
embed = { present = false, reason = "not offered by this deployment" }
teams = { present = true }
"#;

const SHORT: &str = "[target]\nname = \"x\"\napp_url = \"http://127.0.0.1:1\"\napi_url = \"http://127.0.0.1:1\"\n\n\
                     [provision]\nstrategy = \"control\"\n";

fn lookup(name: &str) -> Option<String> {
    match name {
        "SECRET" => Some("hush-hush".to_owned()),
        "PASSWORD" => Some("pass".to_owned()),
        "EMPTY" => Some(String::new()),
        _ => None,
    }
}

fn read(text: &str) -> Result<Profile, Unusable> {
    Profile::parse(&Handwritten::new("target.toml", text), &lookup)
}

#[track_caller]
fn spoilt(from: &str, to: &str) -> String {
    assert!(WHOLE.contains(from), "{from} does not stand in the file");
    read(&WHOLE.replacen(from, to, 1)).unwrap_err().to_string()
}

#[test]
fn a_short_file_is_enough() {
    let profile = read(SHORT).unwrap();
    assert!(profile.moves_the_clock, "by default the clock is moved where clients come to be by the door");
    assert_eq!((profile.consent, profile.rate), (Consent::Form, None));
}

#[test]
fn everything_that_may_stand_there_is_read() {
    let profile = read(WHOLE).unwrap();
    let acme = &profile.clients[&Role::Confidential];
    assert_eq!(acme.secret.as_deref(), Some("hush-hush"));
    assert_eq!(acme.redirect_uris.len(), 2);
    assert_eq!(profile.clients[&Role::Rotating].second_secret.as_deref(), Some("hush-hush"));
    assert_eq!(profile.users[&Person::Owner].password.as_deref(), Some("pass"));
    assert_eq!(profile.rate, Some("60/m".parse().unwrap()));
    assert!(!profile.moves_the_clock && !profile.destructive);
    assert_eq!(profile.absent[&Capability::Embed], "not offered by this deployment");
    assert_eq!(profile.absent.len(), 1);
    let fixtures =
        BTreeMap::from([(Fixture::Team, Value::from(42)), (Fixture::Booking, Value::from("uid-7"))]);
    assert_eq!(profile.fixtures, fixtures);
    let platform = profile.platform.as_ref().unwrap();
    assert_eq!((platform.id.as_str(), platform.secret.as_str()), ("clu1fcmb10001khr7x7dreyl4", "hush-hush"));
    assert_eq!(platform.redirect_uris.len(), 3);
    assert!(!format!("{profile:?}").contains("hush"), "{profile:?}");
}

#[test]
fn the_clock_of_a_static_target_may_be_moved_where_the_file_says_so() {
    let profile =
        read(&WHOLE.replace("[clock]\nstrategy = \"none\"", "[clock]\nstrategy = \"control\"")).unwrap();
    assert!(profile.moves_the_clock);
}

#[test]
fn a_mistake_is_named_with_its_place_and_its_mend() {
    for (from, to, told) in [
        (
            "name = \"staging\"",
            "nam = \"staging\"",
            "target.toml:2:1: unknown key `nam`; did you mean `name`?",
        ),
        ("[users.owner]", "[users.ownr]", ":35:8: unknown key `ownr`; did you mean `owner`?"),
        ("[clients.public]", "[clients.pubilc]", "did you mean `public`?"),
        ("team = 42", "taem = 42", "did you mean `team`?"),
        ("team = 42", "team = 4.2", "an id is a number or a text"),
        ("booking = \"uid-7\"", "booking = \"uid/7\"", "\"uid/7\" cannot stand in a path"),
        ("booking = \"uid-7\"", "booking = \"\"", "cannot stand in a path"),
        ("[platform]", "[platfrom]", "did you mean `platform`?"),
        (
            "id = \"clu1fcmb10001khr7x7dreyl4\"\nsecret = { env = \"SECRET\" }",
            "id = \"7\"",
            "[platform] has no `secret`",
        ),
        ("\"clu1fcmb10001khr7x7dreyl4\"", "\"c-1\"", "[clients.confidential] has this id too"),
        ("\"clu1fcmb10001khr7x7dreyl4\"", "\"c/1\"", "stands in paths"),
        ("\"https://*.acme.example\"", "\"acme.example\"", "\"acme.example\" is no redirect URI"),
        (
            "embed = { present = false",
            "managed_users = { present = false",
            "[platform] is there, but [capabilities] managed_users is not",
        ),
        ("api_url = ", "ca = \"ca.pem\"\napi_url = ", "unknown key `ca`"),
        (
            "strategy = \"form\"",
            "strategy = \"webdriver\"",
            "unknown value `webdriver`; known here: form, manual",
        ),
        ("strategy = \"static\"", "strategy = \"command\"", "known here: static, control"),
        ("strategy = \"none\"", "strategy = \"command\"", "known here: none, control"),
        ("embed = ", "manged_users = ", "did you mean `managed_users`?"),
        ("name = \"staging\"", "name = \"\"", ":2:8: name is empty"),
        ("\"https://app.staging.example\"", "\"ftp://x\"", ":3:11: app_url must be an http or https address"),
        ("\"https://api.staging.example\"", "\"api.example\"", ":4:11: api_url must be"),
        ("\"https://api.staging.example\"", "\"https://me:pw@api.example\"", "has no place in it"),
        ("\"https://api.staging.example\"", "\"https://api.example?x=1\"", "before a ?"),
        ("rate = \"60/m\"", "rate = \"fast\"", "\"fast\" is no rate; write 60/m"),
        (", reason = \"not offered by this deployment\"", "", "absent without a reason"),
        ("teams = { present = true }", "legacy = { present = false, reason = \"gone\" }", "take one away"),
        ("\"c-2\"", "\"c-1\"", "[clients.confidential] has this id too"),
        (
            "redirect_uris = [\"http://localhost:3000/cb\"]",
            "redirect_uris = []",
            "[clients.public] has no redirect URI",
        ),
        ("redirect_uris = [\"http://localhost:3000/cb\"]\n", "", "`redirect_uris` is missing"),
        ("http://localhost:3000/cb", "localhost/cb", "is no redirect URI"),
        ("http://localhost:3000/cb", "http://localhost:3000/cb#x", "#fragment"),
        ("?lang=en", "?state=en", "`state`"),
        ("https://acme.example/second?lang=en", "https://acme.example/callback", "twice"),
        ("\"BOOKING_READ\"", "\"BOOKING_RAED\"", "did you mean BOOKING_READ?"),
        ("\"BOOKING_READ\"", "\"everything\"", "is no scope"),
        ("scopes = [\"BOOKING_READ\", \"PROFILE_READ\", \"ORG_MEMBERSHIP_READ\"]\n", "", "has no `scopes`"),
        (
            "[\"https://oldie.example/\"]",
            "[\"https://oldie.example/\"]\nscopes = [\"PROFILE_READ\"]",
            "legacy client has no scopes",
        ),
        (
            "second_secret = { env = \"SECRET\" }\nrevoked_secret = { env = \"SECRET\" }\n",
            "",
            "neither second_secret nor revoked",
        ),
        ("id = \"c-2\"", "id = \"c-2\"\nsecret = { env = \"SECRET\" }", "a public client has no secret"),
        (
            "id = \"c-1\"\nsecret = { env = \"SECRET\" }",
            "id = \"c-1\"",
            "[clients.confidential] has no `secret`",
        ),
        (
            "id = \"c-3\"",
            "id = \"c-3\"\nsecond_secret = { env = \"SECRET\" }",
            "belongs to [clients.rotating]",
        ),
        ("password = { env = \"PASSWORD\" }", "", "[users.owner] has no `password`"),
        ("[provision]", "provision = 1\n[x]", "target.toml:"),
    ] {
        let error = spoilt(from, to);
        assert!(error.contains(told) && error.starts_with("target.toml:"), "{told}\n{error}");
    }
}

#[test]
fn a_secret_in_the_file_is_refused_and_not_shown() {
    for literal in [
        "\"s3cr3t\"",
        "12345678",
        "[\"s3cr3t\"]",
        "1.5",
        "true",
        "{ value = \"s3cr3t\" }",
        "{ env = \"s3cr3t-value\" }",
        "{ env = \"0a1b2c3d4e5f\" }",
        "{ env = \"a0b1c2d3a0b1c2d3a0b1c2d3a0b1c2d3\" }",
        "{ env = 12345678 }",
        "{}",
    ] {
        let error = spoilt("secret = { env = \"SECRET\" }", &format!("secret = {literal}"));
        assert!(error.starts_with("target.toml:8:"), "{literal}: {error}");
        assert!(
            error.contains("env = \"NAME\"") || error.contains("name of a variable"),
            "{literal}: {error}"
        );
        for secret in ["s3cr3t", "1234", "0a1b", "a0b1"] {
            assert!(!error.contains(secret), "{error}");
        }
    }
}

#[test]
fn a_variable_that_is_not_set_or_empty_is_named_with_its_place() {
    let error = spoilt("{ env = \"PASSWORD\" }", "{ env = \"CAL_OWNER_PASSWORD\" }");
    assert_eq!(error, "target.toml:37:12: the variable CAL_OWNER_PASSWORD is not set; set it to the secret");
    let error = spoilt("{ env = \"PASSWORD\" }", "{ env = \"EMPTY\" }");
    assert!(error.contains("EMPTY is empty"), "{error}");
}

#[test]
fn a_person_at_the_browser_needs_users_who_stay() {
    let by_hand = WHOLE.replace("strategy = \"form\"", "strategy = \"manual\"");
    let without_password = by_hand.replace("password = { env = \"PASSWORD\" }", "");
    assert_eq!(read(&without_password).unwrap().users[&Person::Owner].password, None);
    let error = read(&by_hand.replace("strategy = \"static\"", "strategy = \"control\"")).unwrap_err();
    assert!(error.to_string().contains("nobody can sign in by hand"), "{error}");
}

#[test]
fn the_sections_are_called_as_the_interface_calls_them() {
    let roles: Vec<String> = Role::iter().map(|role| role.to_string()).collect();
    assert_eq!(roles, ["confidential", "public", "legacy", "pending", "rejected", "rotating", "other"]);
    let people: Vec<String> = Person::iter().map(|person| person.to_string()).collect();
    assert_eq!(people, ["owner", "other", "admin"]);
}
