//! A server on several threads, with one user and one client.

use mock_server::wire::Fault;
use mock_server::{MockServer, World};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::crowd;

const HOME: &str = "https://acme.example/callback";

/// Both ends of every connection are files of this process: a usual limit of 1,024 is too few for a thousand at once.
fn allow_many_files() {
    let limit = getrlimit(Resource::Nofile);
    let all = Rlimit { current: limit.maximum, ..limit };
    setrlimit(Resource::Nofile, all).unwrap();
}

pub(crate) struct House {
    server: MockServer,
    client: Value,
    /// Last: the server lives on it.
    _runtime: Runtime,
}

impl House {
    /// With this fault, if any.
    pub(crate) fn open(fault: Option<&str>) -> Self {
        allow_many_files();
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap();
        let builder = MockServer::builder().world(World::empty());
        let builder =
            fault.into_iter().fold(builder, |builder, name| builder.fault(Fault::named(name).unwrap()));
        let server = runtime.block_on(builder.start()).unwrap();
        let mut house = Self { server, client: Value::Null, _runtime: runtime };
        house.ask("POST", "/_mock/v1/users", &json!({"email": "alice@example.com"}));
        let client = json!({
            "name": "Acme", "purpose": "tests", "type": "confidential", "status": "approved",
            "redirect_uris": [HOME], "scopes": ["PROFILE_READ"],
        });
        house.client = house.ask("POST", "/_mock/v1/clients", &client).1;
        house
    }

    /// Host and port.
    pub(crate) fn address(&self) -> String {
        self.server.url().trim_start_matches("http://").to_owned()
    }

    pub(crate) fn client_id(&self) -> &str {
        self.client["client_id"].as_str().unwrap()
    }

    pub(crate) fn ask(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        crowd::ask(&self.address(), &format!("{method} {path}"), body)
    }

    /// A code that nobody exchanged.
    pub(crate) fn code(&self) -> String {
        let order = json!({
            "client_id": self.client_id(), "redirect_uri": HOME, "scope": "PROFILE_READ", "state": "s",
            "user": "alice@example.com", "decision": "allow",
        });
        let (_, allowed) = self.ask("POST", "/_mock/v1/authorize", &order);
        let location = url::Url::parse(allowed["location"].as_str().unwrap()).unwrap();
        location.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned()
    }

    /// A refresh token that nobody used.
    pub(crate) fn refresh_token(&self) -> String {
        let tokens = self.ask("POST", "/v2/auth/oauth2/token", &self.exchange_of(&self.code())).1;
        tokens["refresh_token"].as_str().unwrap().to_owned()
    }

    pub(crate) fn exchange_of(&self, code: &str) -> Value {
        json!({
            "client_id": self.client_id(), "client_secret": self.client["client_secret"],
            "grant_type": "authorization_code", "code": code, "redirect_uri": HOME,
        })
    }

    pub(crate) fn refresh_of(&self, token: &str) -> Value {
        json!({
            "client_id": self.client_id(), "client_secret": self.client["client_secret"],
            "grant_type": "refresh_token", "refresh_token": token,
        })
    }
}
