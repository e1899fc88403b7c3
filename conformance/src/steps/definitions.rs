//! Which step definition a sentence has.
//!
//! cucumber tries a sentence with every definition of its kind each time that it is played, and most of a run went there.
//! Here each sentence is tried once: the runner knows one definition alone, which fits every sentence, and does what its
//! own does.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use cucumber::{
    World as _,
    codegen::Regex,
    gherkin::{self, StepType},
    step::{CaptureName, Collection, Context, Location, Step},
};
use futures::{FutureExt as _, future::LocalBoxFuture};

use crate::{stage::Stage, verdict::Halt};

/// The step definitions of the harness.
static ALL: LazyLock<Definitions> = LazyLock::new(|| Definitions::of(Stage::collection()));

/// Step definitions, and what was found among them.
pub struct Definitions {
    collection: Collection<Stage>,
    found: Mutex<HashMap<StepType, HashMap<String, Arc<Found>>>>,
}

/// What there is for a sentence.
pub(crate) enum Found {
    /// What to do, with these parts of the sentence, and the place of the definition.
    One(Step<Stage>, Vec<(CaptureName, String)>, Option<Location>),
    /// No definition.
    None,
    /// More than one: which.
    Many(String),
}

impl Definitions {
    /// Those of the harness.
    #[must_use]
    pub fn all() -> &'static Self {
        &ALL
    }

    pub(crate) fn of(collection: Collection<Stage>) -> Self {
        Self { collection, found: Mutex::default() }
    }

    /// What there is for the sentence of `step`.
    pub(crate) fn find(&self, step: &gherkin::Step) -> Arc<Found> {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let found = found.entry(step.ty).or_default();
        if let Some(known) = found.get(&step.value) {
            return Arc::clone(known);
        }
        let new = Arc::new(match self.collection.find(step) {
            Ok(Some((does, _, location, context))) => Found::One(*does, context.matches, location),
            Ok(None) => Found::None,
            Err(error) => Found::Many(error.to_string()),
        });
        found.insert(step.value.clone(), Arc::clone(&new));
        new
    }

    /// The one definition that the runner knows.
    pub(crate) fn for_the_runner() -> Result<Collection<Stage>, Halt> {
        let any = Regex::new("").map_err(|error| Halt::Ours(error.to_string()))?;
        let collection = Collection::new().given(None, any.clone(), say).when(None, any.clone(), say);
        Ok(collection.then(None, any, say))
    }
}

/// Does what the definition of this sentence does.
fn say(stage: &mut Stage, context: Context) -> LocalBoxFuture<'_, ()> {
    match &*Definitions::all().find(&context.step) {
        Found::One(does, matches, _) => does(stage, Context { matches: matches.clone(), ..context }),
        Found::None => stop(stage, "this step has no definition".to_owned()),
        Found::Many(which) => stop(stage, which.clone()),
    }
}

fn stop(stage: &mut Stage, why: String) -> LocalBoxFuture<'_, ()> {
    async move { stage.keep(Err(Halt::Ours(why))) }.boxed_local()
}
