//! Details of the body: the grant type, parameters too many, how they are written, and whether they can be read.

use serde_json::json;

use super::{Change, differs};
use crate::requests::{
    phrases,
    token_request::{ContentType, Format, TokenRequest},
};

/// The largest body that is read: 100 kB as production counts them.
const SIZE_LIMIT: usize = 102_400;

phrases! {
    /// A detail of the body.
    BodyDetail, "body", Change {
        "without the grant type" => differs(|r| r.without("grant_type")),
        "with an empty grant type" => differs(|r| r.set("grant_type", "")),
        "with the password grant type" => differs(|r| r.set("grant_type", "password")),
        "with the client credentials grant type" => differs(|r| r.set("grant_type", "client_credentials")),
        "with the implicit grant type" => differs(|r| r.set("grant_type", "implicit")),
        "with the first letter of the grant type a capital" => differs(|r| r.change("grant_type", |it| {
            it.char_indices().map(|(place, c)| if place == 0 { c.to_ascii_uppercase() } else { c }).collect()
        })),
        "with the grant type in capitals" => differs(|r| r.change("grant_type", str::to_ascii_uppercase)),
        "with a blank after the grant type" => differs(|r| r.change("grant_type", |it| format!("{it} "))),
        "with a list for the grant type" => differs(|r| r.set_value("grant_type", json!([r.text("grant_type")]))),
        "with the grant type repeated" => differs(|r| r.repeat("grant_type")),
        "with a scope added" => differs(|r| {
            let granted = r.grant.scopes.first().cloned();
            r.set("scope", granted.as_deref().unwrap_or("BOOKING_READ"));
        }),
        "with a state added" => differs(|r| r.set("state", "x")),
        "with a parameter called toString added" => differs(|r| r.set("toString", "x")),
        "with an unknown parameter added" => differs(|r| r.set("colour", "blue")),
        "with two unknown parameters added" => differs(|r| {
            r.set("zeta", "1");
            r.set("alpha", "2");
        }),
        "with only the client id and the grant type" => {
            differs(|r| r.fields.retain(|(name, _)| matches!(name.as_str(), "client_id" | "grant_type")))
        },
        "as JSON" => differs(|r| r.format = Format::Json),
        "as JSON that says it is UTF-8" => differs(|r| typed(r, "application/json; charset=utf-8")),
        "as JSON with its type in capitals" => differs(|r| typed(r, "APPLICATION/JSON")),
        "as JSON in Latin-1" => differs(|r| typed(r, "application/json; charset=latin1")),
        "as a form" => differs(|r| r.format = Format::Form),
        "as a form that says it is UTF-8" => differs(|r| {
            r.format = Format::Form;
            typed(r, "application/x-www-form-urlencoded; charset=utf-8");
        }),
        "as a form in Latin-1" => differs(|r| {
            r.format = Format::Form;
            typed(r, "application/x-www-form-urlencoded; charset=latin1");
        }),
        "as a multipart form" => differs(|r| r.format = Format::Multipart),
        "with the body called plain text" => differs(|r| typed(r, "text/plain")),
        "with the body called XML" => differs(|r| typed(r, "application/xml")),
        "without saying the body's type" => differs(|r| r.content_type = ContentType::Unsaid),
        "without a body" => differs(|r| r.bodiless = true),
        "with a body of broken JSON" => differs(|r| r.rewrite = Some(|_| b"{client_id: }".to_vec())),
        "with the end of the JSON body cut off" => differs(|r| r.rewrite = Some(|mut body| {
            body.pop();
            body
        })),
        "with a JSON string as the body" => differs(|r| r.rewrite = Some(|_| b"\"x\"".to_vec())),
        "with a JSON number as the body" => differs(|r| r.rewrite = Some(|_| b"1".to_vec())),
        "with a JSON null as the body" => differs(|r| r.rewrite = Some(|_| b"null".to_vec())),
        "with a JSON list as the body" => differs(|r| r.rewrite = Some(|_| b"[]".to_vec())),
        "with blanks up to the size limit" => differs(|r| r.padded_to = Some(SIZE_LIMIT)),
        "with blanks to one byte over the size limit" => differs(|r| r.padded_to = Some(SIZE_LIMIT + 1)),
        "with blanks to ten times the size limit" => differs(|r| r.padded_to = Some(SIZE_LIMIT * 10)),
        "by GET" => differs(|r| {
            r.method = reqwest::Method::GET;
            r.bodiless = true;
        }),
        "by PUT" => differs(|r| r.method = reqwest::Method::PUT),
        "by DELETE" => differs(|r| r.method = reqwest::Method::DELETE),
    }
}

fn typed(r: &mut TokenRequest, content_type: &'static str) {
    r.content_type = ContentType::Said(content_type);
}
