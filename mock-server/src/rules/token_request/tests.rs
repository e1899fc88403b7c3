//! A request that would pass the pipe; each test spoils one thing. The sentences are production-oauth A.4's.

use serde_json::{Value, json};

use super::*;
use crate::wire::Fault;

#[test]
fn a_whole_request_passes() {
    Attempt::confidential().passes();
    Attempt::public().passes();
}

#[test]
fn empty_texts_pass_here() {
    Attempt::confidential().with("code", "").with("redirect_uri", "").with("client_secret", "").passes();
}

#[test]
fn a_client_id_that_is_missing_empty_or_no_text_is_missing() {
    for value in [json!(null), json!(""), json!(7), json!(["a", "b"])] {
        Attempt::confidential().with("client_id", value).says("client_id is required");
    }
    Attempt::confidential().without("client_id").without("grant_type").says("client_id is required");
}

#[test]
fn a_grant_type_is_one_of_two_to_the_letter() {
    for value in [json!("password"), json!("Authorization_Code"), json!(["authorization_code"]), json!(null)]
    {
        let attempt = Attempt::confidential().with("grant_type", value);
        attempt.says("grant_type must be 'authorization_code' or 'refresh_token'");
    }
}

#[test]
fn what_is_missing_is_said_in_productions_words() {
    let code = "code property is wrong,code must be a string ";
    let redirect_uri = "redirect_uri property is wrong,redirect_uri must be a string ";
    let verifier = "code_verifier property is wrong,code_verifier must be a string ";
    Attempt::confidential().without("code").says(code);
    Attempt::confidential().without("redirect_uri").says(redirect_uri);
    Attempt::confidential().without("code").without("redirect_uri").says(&format!("{code}, {redirect_uri}"));
    Attempt::confidential().without("client_secret").says(verifier);
    let bare = Attempt::public().without("code").without("redirect_uri").without("code_verifier");
    bare.says(&format!("{code}, {redirect_uri}, {verifier}"));
}

#[test]
fn what_is_unexpected_comes_first_in_the_order_of_the_body() {
    Attempt::confidential()
        .with("code_verifier", "v")
        .says("code_verifier property is wrong,property code_verifier should not exist ");
    Attempt::confidential().without("code").with("b", "1").with("a", "1").says(
        "b property is wrong,property b should not exist , a property is wrong,property a should not exist , code property is wrong,code must be a string ",
    );
}

#[test]
fn what_is_no_text_is_named() {
    Attempt::confidential()
        .with("client_secret", json!(null))
        .says("client_secret property is wrong,client_secret must be a string ");
    Attempt::confidential().with("code", 7).says("code property is wrong,code must be a string ");
}

#[test]
fn names_that_every_javascript_object_has_are_dropped() {
    Attempt::confidential().with("constructor", "x").with("toString", "x").passes();
}

#[test]
fn a_secret_that_was_sent_as_a_name_is_not_logged() {
    let refused =
        Attempt { body: json!({"{\"client_secret\":\"5ec2e7\"}": ""}), strictness: Strictness::default() };
    let differed = refused.outcome().unwrap_err().differed;
    assert_eq!(differed, "no client_id in the body, which has [(another)]");
}

#[test]
fn a_refresh_has_parameters_of_its_own() {
    let refresh = || {
        let body = json!({"client_id": "a", "grant_type": "refresh_token", "refresh_token": "r"});
        Attempt { body, strictness: Strictness::default() }
    };
    refresh().passes();
    refresh().with("client_secret", "s").passes();
    refresh()
        .without("refresh_token")
        .says("refresh_token property is wrong,refresh_token must be a string ");
    refresh().with("scope", "X").says("scope property is wrong,property scope should not exist ");
}

#[test]
fn a_missing_parameter_passes_on_the_server_that_lets_it() {
    Attempt::confidential().without("redirect_uri").on("redirect-uri-may-be-missing").passes();
    Attempt::public().without("code_verifier").on("verifier-may-be-missing").passes();
}

#[test]
fn another_grant_type_passes_on_the_server_that_lets_it() {
    Attempt::confidential().with("grant_type", "password").on("password-grant-passes").passes();
}

struct Attempt {
    body: Value,
    strictness: Strictness,
}

impl Attempt {
    fn confidential() -> Self {
        let body = json!({
            "client_id": "a", "grant_type": "authorization_code", "code": "c", "redirect_uri": "https://a.example",
            "client_secret": "s",
        });
        Self { body, strictness: Strictness::default() }
    }

    fn public() -> Self {
        Self::confidential().without("client_secret").with("code_verifier", "v")
    }

    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.body[name] = value.into();
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.body.as_object_mut().unwrap().shift_remove(name);
        self
    }

    fn on(mut self, fault: &str) -> Self {
        self.strictness = Strictness::with(&[Fault::named(fault).unwrap()]);
        self
    }

    fn outcome(&self) -> Result<TokenRequest, Refused> {
        read(&Parameters(self.body.as_object().unwrap().clone()), &self.strictness)
    }

    #[track_caller]
    fn passes(self) {
        assert!(self.outcome().is_ok(), "{:?}", self.outcome());
    }

    #[track_caller]
    fn says(self, sentence: &str) {
        assert_eq!(self.outcome().unwrap_err().refusal.to_string(), sentence);
    }
}
