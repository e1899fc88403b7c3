//! What a scenario needs of its target, whether the target has it, and why not.
//!
//! Tags say it (`@needs:clock`), and so do the sentences: whoever is named in them must be there.

use std::{collections::BTreeSet, str::FromStr as _};

use super::{
    Provision, Venue,
    profile::{Capability, Consent},
};
use crate::{
    cast::{
        ClientRole, UserRole,
        platform::{ManagedRole, PlatformRole},
    },
    catalogue::Scenario,
    snapshot::Exactness,
    verdict::Halt,
};

/// Who comes to a venue, and whether anybody else may be there.
#[derive(Debug, Clone, Default)]
pub struct Call {
    /// Nothing else may run beside it on a shared server.
    pub is_exclusive: bool,
    /// The clients in its sentences.
    pub clients: BTreeSet<ClientRole>,
    /// The users in its sentences.
    pub users: BTreeSet<UserRole>,
    /// The platform clients in its sentences.
    pub platforms: BTreeSet<PlatformRole>,
}

impl Call {
    /// What the sentences and tags of a scenario say.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let mut call = Self { is_exclusive: scenario.is_exclusive(), ..Self::default() };
        for step in &scenario.steps {
            for word in step.value.split(|c: char| !c.is_alphanumeric()) {
                call.clients.extend(ClientRole::from_str(word));
                call.users.extend(UserRole::from_str(word));
                call.platforms.extend(PlatformRole::from_str(word));
            }
        }
        if scenario.steps.iter().any(|step| takes_things(&step.value)) {
            call.clients.insert(ClientRole::Omni);
        }
        if call.clients.contains(&ClientRole::Omni) {
            // What its questions take is made and looked at as Alice.
            call.users.insert(UserRole::Alice);
        }
        for need in scenario.needs() {
            call.clients.extend(CLIENTS.iter().filter(|(named, _)| *named == need).map(|(_, role)| *role));
            if need == "owner" {
                call.users.insert(UserRole::Owen);
            }
        }
        call
    }
}

/// Whether a sentence asks for things, which are made and taken back with a token of Omni's, whoever asks.
fn takes_things(step: &str) -> bool {
    // A managed user's things are made with its own token.
    if step.split(' ').next().is_some_and(|word| ManagedRole::from_str(word).is_ok()) {
        return false;
    }
    let writes = ["POST", "PATCH", "DELETE"].iter().any(|method| step.contains(&format!(" {method} /v2/")));
    step.contains(" /v2/") && (writes || step.contains('{'))
}

/// The tags that name a client; some sentences mean one, or the owner, without the name.
const CLIENTS: [(&str, ClientRole); 5] = [
    ("second-client", ClientRole::Mallory),
    ("public-client", ClientRole::Nimbus),
    ("legacy-client", ClientRole::Oldie),
    ("pending-client", ClientRole::Novice),
    ("rejected-client", ClientRole::Outcast),
];

/// Why a scenario cannot be asked of a venue, if it cannot.
#[must_use]
pub fn lacks(venue: &Venue, scenario: &Scenario) -> Option<String> {
    let call = Call::of(scenario);
    let judged = scenario
        .needs()
        .try_for_each(|need| has(venue, need))
        .and_then(|()| may_change(venue, scenario))
        .and_then(|()| capabilities(venue, &call))
        .and_then(|()| cast(venue, &call))
        .and_then(|()| pages(venue, scenario));
    judged.err().map(|halt| halt.message())
}

fn has(venue: &Venue, need: &str) -> Result<(), Halt> {
    let lacks = |why: &str| Err(Halt::Skip(why.to_owned()));
    match need {
        "clock" if venue.clock.is_none() => {
            lacks("the target's clock cannot be moved ([clock] strategy = \"none\")")
        }
        "mock" if venue.exactness != Exactness::Raw => {
            lacks("asked of the embedded mock alone: the wording is ours")
        }
        "control" => venue.door().map(drop),
        "teams" => venue.offers(Capability::Teams).and_then(|()| venue.door().map(drop)),
        other => Capability::from_str(other).map_or(Ok(()), |capability| venue.offers(capability)),
    }
}

/// Whether it may do what it does there.
fn may_change(venue: &Venue, scenario: &Scenario) -> Result<(), Halt> {
    if scenario.is_destructive() && !venue.may_be_changed {
        let why = "it creates, changes or deletes something ([limits] destructive = false)";
        return Err(Halt::Skip(why.to_owned()));
    }
    Ok(())
}

fn capabilities(venue: &Venue, call: &Call) -> Result<(), Halt> {
    if call.clients.contains(&ClientRole::Oldie) {
        venue.offers(Capability::Legacy)?;
    }
    if [ClientRole::Novice, ClientRole::Outcast].iter().any(|role| call.clients.contains(role)) {
        venue.offers(Capability::Review)?;
    }
    if !call.platforms.is_empty() {
        venue.offers(Capability::ManagedUsers)?;
    }
    if call.clients.contains(&ClientRole::Gemini) {
        venue.offers(Capability::Rotation)?;
    }
    Ok(())
}

/// Whether everybody who is named is there.
fn cast(venue: &Venue, call: &Call) -> Result<(), Halt> {
    let Provision::Static(standing) = &venue.provision else { return Ok(()) };
    for role in &call.clients {
        standing.client(*role)?;
    }
    for role in &call.platforms {
        standing.platform(*role)?;
    }
    for role in &call.users {
        standing.person(*role)?;
    }
    let is_reviewed =
        [ClientRole::Novice, ClientRole::Outcast].iter().any(|role| call.clients.contains(role));
    let takes_a_stranger = is_reviewed || call.users.contains(&UserRole::Owen);
    if call.users.contains(&UserRole::Alice) && takes_a_stranger {
        standing.has_a_stranger()?;
    }
    Ok(())
}

/// Where a person is at the browser, nobody but that person sees a page.
fn pages(venue: &Venue, scenario: &Scenario) -> Result<(), Halt> {
    let looks_at_a_page =
        |text: &str| ["shown an error", "the page ", "page text"].iter().any(|it| text.contains(it));
    if venue.consent() == Consent::Manual && scenario.steps.iter().any(|step| looks_at_a_page(&step.value)) {
        return Err(Halt::Skip(UNSEEN.to_owned()));
    }
    Ok(())
}

/// Why a page is not judged.
pub(crate) const UNSEEN: &str =
    "nobody but the person at the browser sees the page ([consent] strategy = \"manual\")";
