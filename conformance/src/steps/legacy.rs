//! Sentences about clients from before scopes, and about giving them scopes.

use cucumber::given;

use crate::{
    cast::{ClientRole, UserRole},
    stage::Stage,
    verdict::Halt,
};

#[given(expr = "{user} gave {client} the scopes {string}")]
async fn gave_scopes(stage: &mut Stage, user: UserRole, client: ClientRole, scopes: String) {
    let result = match user {
        UserRole::Owen => stage.give_scopes(client, "owner", &scopes).await,
        other => Err(Halt::Ours(format!("{other} owns no client"))),
    };
    stage.keep(result);
}

#[given(expr = "an admin gave {client} the scopes {string}")]
async fn was_given_scopes(stage: &mut Stage, client: ClientRole, scopes: String) {
    let result = stage.give_scopes(client, "admin", &scopes).await;
    stage.keep(result);
}
