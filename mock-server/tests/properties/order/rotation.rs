//! The order in which a secret more, or one less, is refused: production-oauth D, "Secrets".

use mock_server::rules::rotation::{Rotation, may_add, may_revoke};
use mock_server::wire::{Client, ClientType, KeptSecret, Objection, Refused, Secret, Strictness};

use super::{Wrong, client, the_first_is_told, wrong};

type Order = &'static [Wrong<Request, &'static str>];

const ADDING: Order = &[
    wrong("OAuth Client not found", &[|it| it.is_owners = false]),
    wrong("Public clients do not use client secrets", &[|it| it.client.kind = ClientType::Public]),
    wrong("Maximum of 2 secrets allowed. Delete an existing secret first.", &[Request::gets_a_second]),
];

/// "With one left any id is the last-one refusal (S)".
const REVOKING: Order = &[
    wrong("OAuth Client not found", &[|it| it.is_owners = false]),
    wrong("Public clients do not use client secrets", &[|it| it.client.kind = ClientType::Public]),
    wrong("Cannot delete the last secret of a confidential client.", &[|it| it.client.secrets.truncate(1)]),
    wrong(
        "Secret not found or does not belong to this client.",
        &[|it| it.named = "7", |it| it.named = "", |it| it.named = "01"],
    ),
];

#[test]
fn whoever_wants_a_secret_more_is_told_the_first_of_what_is_wrong() {
    let usual = || Request { client: client(ClientType::Confidential), is_owners: true, named: "1" };
    the_first_is_told(usual, ADDING, |it| {
        let strictness = Strictness::default();
        let case =
            Rotation { client: &it.client, is_owners: it.is_owners, secret: None, strictness: &strictness };
        judged(ADDING, may_add(&case))
    });
}

#[test]
fn whoever_revokes_one_is_told_the_first_of_what_is_wrong() {
    let usual = || {
        let mut request = Request { client: client(ClientType::Confidential), is_owners: true, named: "1" };
        request.gets_a_second();
        request
    };
    the_first_is_told(usual, REVOKING, |it| {
        let strictness = Strictness::default();
        let secret = Some(it.named);
        judged(
            REVOKING,
            may_revoke(&Rotation {
                client: &it.client,
                is_owners: it.is_owners,
                secret,
                strictness: &strictness,
            }),
        )
    });
}

#[derive(Debug)]
struct Request {
    client: Client,
    is_owners: bool,
    named: &'static str,
}

impl Request {
    fn gets_a_second(&mut self) {
        self.client.secrets.push(KeptSecret { id: 2, ..KeptSecret::of(&Secret::new("another")) });
    }
}

fn judged(order: Order, outcome: Result<(), Refused<Objection>>) -> Result<(), &'static str> {
    outcome.map_err(|refused| {
        let sentence = refused.refusal.to_string();
        let said = order.iter().map(|wrong| wrong.said).find(|said| *said == sentence);
        said.unwrap_or_else(|| panic!("nobody says {sentence}"))
    })
}
