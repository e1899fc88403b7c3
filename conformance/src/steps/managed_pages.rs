//! Sentences about the pages of a platform client: its settings, and where the browsers of its users' guests land.

use cucumber::{given, then, when};

use crate::{
    cast::{
        UserRole,
        platform::{ManagedRole, PlatformRole},
    },
    readings::endpoint::holds,
    requests::phrases,
    stage::{
        Stage,
        managed::{Visit, told_pages},
    },
    verdict::Halt,
};

phrases! {
    /// Where a browser lands.
    LandingWord, "landing", &'static str {
        "booking" => "booking_url",
        "reschedule" => "reschedule_url",
        "cancel" => "cancel_url",
    }
}

#[when(expr = "somebody looks {platform} up at the door")]
async fn looks_up(stage: &mut Stage, platform: PlatformRole) {
    let result = stage.look_up_platform(platform).await;
    stage.keep(result);
}

#[then("its booking, reschedule and cancel URLs are those that were given")]
fn keeps_pages(stage: &mut Stage) {
    let result = stage.answer().and_then(|it| {
        let (expected, got) = told_pages(it);
        if expected == got { Ok(()) } else { Err(Halt::mismatch(expected, got)) }
    });
    stage.assert(result);
}

#[when(expr = "somebody books {managed}'s {string} on its public page")]
async fn books(stage: &mut Stage, user: ManagedRole, slug: String) {
    let result = stage.visit_page(user, Visit::Books(slug)).await;
    stage.keep(result);
}

#[given(expr = "somebody booked {managed}'s {string} on its public page")]
async fn booked(stage: &mut Stage, user: ManagedRole, slug: String) {
    books(stage, user, slug).await;
    let result = stage.booking_landed("booking_url").map(drop);
    stage.keep(result);
}

#[when("somebody moves that booking on its public page")]
async fn moves(stage: &mut Stage) {
    let result = stage.visit_again(Visit::Moves).await;
    stage.keep(result);
}

#[when("somebody cancels that booking on its public page")]
async fn cancels(stage: &mut Stage) {
    let result = stage.visit_again(Visit::Cancels).await;
    stage.keep(result);
}

#[then(expr = "the browser is sent to {platform}'s {landing} URL with {managed}'s booking in it")]
async fn lands(stage: &mut Stage, _platform: PlatformRole, landing: LandingWord, user: ManagedRole) {
    let result = stage.booking_landed(landing.0);
    let uid = stage.assert(result);
    let result = stage.look_at_landed(user, &uid, landing.0 == "cancel_url").await;
    stage.assert(result);
}

#[when(expr = "{user} opens the settings of {platform}")]
async fn opens_settings(stage: &mut Stage, user: UserRole, platform: PlatformRole) {
    let result = stage.open_platform_settings(user, platform).await;
    stage.keep(result);
}

#[then(expr = "the page shows the client id and the client secret of {platform}")]
async fn shows_both(stage: &mut Stage, platform: PlatformRole) {
    let client = stage.platform(platform).await;
    let client = stage.keep(client);
    let result = stage.answer().and_then(|it| {
        let shows = [&client.id, &client.secret].into_iter().all(|text| holds(it, text));
        if it.answer.status.is_success() && shows {
            return Ok(());
        }
        Err(Halt::mismatch("a page with the client id and the client secret", it.answer.summary()))
    });
    stage.assert(result);
}
