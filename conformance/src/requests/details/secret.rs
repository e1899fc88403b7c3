//! Details about which of its secrets a client sends, where it was given several.

use super::{Before, Change, differs};
use crate::{
    cast::secrets::ordinal,
    requests::{phrases, spoil, token_request::TokenRequest},
};

phrases! {
    /// A detail about which secret is sent.
    SecretDetail, "client secret", Change {
        "with its first secret" => differs(|r| send(r, 0)),
        "with its second secret" => differs(|r| send(r, 1)),
        "with its third secret" => differs(|r| send(r, 2)),
        "with half of each of its secrets" => differs(|r| {
            send_both(r, |first, second| spoil::half(first) + second.get(spoil::half(second).len()..).unwrap_or_default());
        }),
        "with both of its secrets in a row" => differs(|r| send_both(r, |first, second| format!("{first}{second}"))),
        "with its revoked secret" => Change {
            before: Before::SecretRevoked,
            apply: |r| match r.client.secrets.revoked().map(str::to_owned) {
                Some(revoked) => r.set("client_secret", &revoked),
                None => r.cannot(format!("{} names no revoked_secret", r.client.role.section())),
            },
        },
    }
}

fn send_both(r: &mut TokenRequest, join: fn(&str, &str) -> String) {
    let both = r.client.secrets.at(0).zip(r.client.secrets.at(1)).map(|(first, second)| join(first, second));
    match both {
        Some(both) => r.set("client_secret", &both),
        None => r.cannot(format!("{} names no {}_secret", r.client.role.section(), ordinal(1))),
    }
}

fn send(r: &mut TokenRequest, place: usize) {
    match r.client.secrets.at(place).map(str::to_owned) {
        Some(secret) => r.set("client_secret", &secret),
        None => r.cannot(format!("{} names no {}_secret", r.client.role.section(), ordinal(place))),
    }
}
