//! Sentences about the secrets of a client: generating, revoking, and where they are not shown.

use cucumber::{given, then, when};

use crate::{
    cast::{ClientRole, UserRole},
    readings::refusal::{refused, unlike},
    requests::phrases,
    stage::{
        Stage,
        rotation::{View, Which, given},
    },
    verdict::Halt,
};

#[given(expr = "{client} has two secrets")]
async fn has_two(stage: &mut Stage, client: ClientRole) {
    let result = stage.client(client).await.and_then(|it| {
        let why = || Halt::Skip(format!("{} names no second_secret", client.section()));
        it.secrets.at(1).map(drop).ok_or_else(why)
    });
    stage.keep(result);
}

#[when(expr = "{user} generates a secret of {client}")]
async fn generates(stage: &mut Stage, user: UserRole, client: ClientRole) {
    let result = stage.generate_secret(user, client).await;
    stage.keep(result);
}

#[given(expr = "{user} generated a secret of {client}")]
async fn generated(stage: &mut Stage, user: UserRole, client: ClientRole) {
    generates(stage, user, client).await;
    let result = stage.answer().and_then(given).map(drop);
    stage.keep(result);
}

#[given(expr = "{user} generated a secret of {client}, and was refused")]
async fn generated_and_refused(stage: &mut Stage, user: UserRole, client: ClientRole) {
    generates(stage, user, client).await;
    let result = door_refused(stage);
    stage.keep(result);
}

#[when(expr = "{user} revokes {client}'s {secret}")]
async fn revokes(stage: &mut Stage, user: UserRole, client: ClientRole, which: SecretPhrase) {
    let result = stage.revoke_secret(user, client, which.0).await;
    stage.keep(result);
}

#[given(expr = "{user} revoked {client}'s {secret}")]
async fn revoked(stage: &mut Stage, user: UserRole, client: ClientRole, which: SecretPhrase) {
    revokes(stage, user, client, which).await;
    // Whether it is worth something from then on is what is asked next.
    let result = stage.said_to_be_revoked();
    stage.keep(result);
}

#[given(expr = "{user} revoked {client}'s {secret}, and was refused")]
async fn revoked_and_refused(stage: &mut Stage, user: UserRole, client: ClientRole, which: SecretPhrase) {
    revokes(stage, user, client, which).await;
    let result = door_refused(stage);
    stage.keep(result);
}

#[when(expr = "{user} looks for {client}'s secrets {view}")]
async fn looks(stage: &mut Stage, user: UserRole, client: ClientRole, view: ViewPhrase) {
    let result = stage.look_for_secrets(user, client, view.0).await;
    stage.keep(result);
}

#[then("a secret is given")]
fn is_given(stage: &mut Stage) {
    let result = stage.answer().and_then(given).map(drop);
    stage.assert(result);
}

#[then("the secret is revoked")]
fn is_revoked(stage: &mut Stage) {
    let result = stage.revoked();
    stage.assert(result);
}

#[then("the door refuses")]
fn refuses(stage: &mut Stage) {
    let result = door_refused(stage);
    stage.assert(result);
}

#[then(expr = "no secret of {client}'s is shown")]
fn shows_none(stage: &mut Stage, client: ClientRole) {
    let result = stage.shows_no_secret(client);
    stage.assert(result);
}

/// Refused, and no secret comes along.
fn door_refused(stage: &Stage) -> Result<(), Halt> {
    let it = stage.answer()?;
    refused(it)?;
    if it.answer.member("client_secret").is_some() {
        return Err(unlike(it, "a refusal without a client_secret"));
    }
    Ok(())
}

phrases! {
    /// Which secret is revoked.
    SecretPhrase, "secret", Which {
        "first secret" => Which::Own(0),
        "second secret" => Which::Own(1),
        "secret by an id that does not exist" => Which::Unknown,
        "secret by the id of Mallory's" => Which::Foreign(ClientRole::Mallory),
    }
}

phrases! {
    /// Where secrets are looked for.
    ViewPhrase, "view", View {
        "in its settings" => View::Settings,
        "in the list of its secrets" => View::List,
        "in the answer to an edit" => View::Edit,
        "in the answer to a review" => View::Review,
        "in the answer to a third secret" => View::RefusedSecret,
        "in the answer to a revocation" => View::Revocation,
        "in the export of the world" => View::World,
        "in the journal" => View::Journal,
    }
}
