//! The integrator's backend whose refresh endpoint is asked.

use std::sync::{Arc, Mutex, PoisonError};

use reqwest::{Method, StatusCode, Url};
use serde_json::Value;

use super::{
    handover::{Handed, Handover},
    serving::{Serving, Stand},
};
use crate::{
    cast::platform::Platform,
    integrator::{Integrator, Settings, Wrong},
    requests::managed::PlatformRequest,
    stage::things::plain,
    transport::Transport,
    verdict::Halt,
};

/// Whose refresh endpoint is asked.
#[derive(Debug, Clone)]
pub enum Backend {
    /// The reference integrator's: each scenario starts one of its own, wrong in this way, if in any.
    Reference(Option<Wrong>),
    /// That of somebody who wants to know whether it is right.
    Given(Arc<Given>),
}

/// A backend that is there, or is started.
#[derive(Debug)]
pub struct Given {
    /// What atoms knows as `refreshUrl`.
    pub refresh_url: Url,
    /// The platform client as which it calls Cal.com.
    pub client: Platform,
    /// How it comes to know the managed users.
    pub knows: Knows,
    /// Ids of users whom scenarios made. They stay until all is over, so that a backend which gives a stranger the token
    /// of whoever came first has somebody to give.
    made: Mutex<Vec<Value>>,
}

impl Given {
    /// A backend at this address.
    #[must_use]
    pub fn new(refresh_url: Url, client: Platform, knows: Knows) -> Self {
        Self { refresh_url, client, knows, made: Mutex::default() }
    }

    /// A user was made, who is to be deleted when all is over.
    pub(crate) fn keep(&self, user: Value) {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).push(user);
    }

    /// Deletes the users whom the scenarios made; whoever is left is told.
    pub async fn take_back(&self, api_url: &Url, transport: &Transport) -> Vec<String> {
        let made = std::mem::take(&mut *self.made.lock().unwrap_or_else(PoisonError::into_inner));
        let mut left = Vec::new();
        for user in made {
            let template = "/v2/oauth-clients/{clientId}/users/{userId}";
            let mut request = PlatformRequest::usual(&self.client, Method::DELETE, template);
            request.user_id = plain(&user);
            let deleted = match request.question(api_url) {
                Ok(question) => transport.ask_to_the_end(question).await,
                Err(halt) => Err(halt),
            };
            let is_gone = |status: StatusCode| status.is_success() || status == StatusCode::NOT_FOUND;
            if !deleted.is_ok_and(|it| is_gone(it.answer.status)) {
                left.push(format!("the managed user {}", request.user_id));
            }
        }
        left
    }
}

/// How a backend that is there comes to know the managed users.
#[derive(Debug)]
pub enum Knows {
    /// It is told of each.
    Told(Handover),
    /// It is started once a scenario, with all of them in its environment.
    Started(Serving),
}

/// A backend while a scenario is on.
#[derive(Debug)]
pub(crate) enum Open {
    /// A reference integrator of the scenario's own.
    Reference(Integrator),
    /// One that was there before.
    Given(Arc<Given>),
    /// One that is started when it is first asked, for whom it must know stands before.
    Started { given: Arc<Given>, known: Vec<Handed>, stand: Option<Stand> },
}

impl Backend {
    /// The platform client that the scenarios must use, where it is not for them to choose.
    #[must_use]
    pub fn client(&self) -> Option<&Platform> {
        match self {
            Self::Reference(_) => None,
            Self::Given(given) => Some(&given.client),
        }
    }

    /// Opens it for a scenario whose users are those of this client.
    pub(crate) fn open(&self, api_url: &Url, client: &Platform) -> Result<Open, Halt> {
        match self {
            Self::Reference(wrong) => {
                let settings = Settings {
                    api_url: api_url.clone(),
                    client_id: client.id.clone(),
                    client_secret: client.secret.clone(),
                    database: None,
                    public: None,
                    known: Vec::new(),
                    wrong: *wrong,
                    dies_before_storing: None,
                };
                Integrator::start(settings).map(Open::Reference).map_err(Halt::Ours)
            }
            Self::Given(given) => Ok(match given.knows {
                Knows::Told(_) => Open::Given(Arc::clone(given)),
                Knows::Started(_) => {
                    Open::Started { given: Arc::clone(given), known: Vec::new(), stand: None }
                }
            }),
        }
    }
}

impl Open {
    /// Has it know a managed user.
    pub(crate) async fn hand_over(&mut self, handed: Handed, transport: &Transport) -> Result<(), Halt> {
        match self {
            Self::Reference(integrator) => {
                Handover::Webhook(address(&integrator.handover_url())?).tell(&handed, transport).await
            }
            Self::Given(given) => match &given.knows {
                Knows::Told(handover) => handover.tell(&handed, transport).await,
                Knows::Started(_) => Ok(()),
            },
            Self::Started { known, stand, .. } => {
                if stand.is_some() {
                    return Err(Halt::Ours(
                        "the backend runs, and cannot be told of anybody else".to_owned(),
                    ));
                }
                known.push(handed);
                Ok(())
            }
        }
    }

    /// Where its refresh endpoint is; from now on it is there.
    pub(crate) async fn refresh_url(&mut self, transport: &Transport) -> Result<Url, Halt> {
        match self {
            Self::Reference(integrator) => address(&integrator.refresh_url()),
            Self::Given(given) => Ok(given.refresh_url.clone()),
            Self::Started { given, known, stand } => {
                if let (None, Knows::Started(serving)) = (&stand, &given.knows) {
                    // How long it takes is nothing of the scenario's time.
                    let starting = serving.start(known, &given.refresh_url, transport);
                    *stand = Some(transport.excused(starting).await??);
                }
                Ok(given.refresh_url.clone())
            }
        }
    }
}

fn address(url: &str) -> Result<Url, Halt> {
    Url::parse(url).map_err(|error| Halt::Ours(format!("{url} is no address: {error}")))
}
