//! A call that passed all guards: what a handler may ask of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::bookings::Requester;
use crate::http::body;
use crate::http::routes::{Names, Route};
use crate::http::site::Request;
use crate::rules::properties::{self, Property};
use crate::rules::roles::Place;
use crate::store::App;
use crate::wire::{ApiError, ClientId, PlatformClient, Strictness, Team, User};

/// A call.
pub(super) struct Call<'a> {
    pub(super) app: &'a App,
    pub(super) route: &'static Route,
    /// Who calls; nobody where the endpoint does not ask.
    pub(super) caller: Option<Arc<User>>,
    /// The names in the path.
    pub(super) names: BTreeMap<String, String>,
    place: Place,
    request: &'a Request,
}

impl<'a> Call<'a> {
    pub(super) fn new(
        app: &'a App,
        request: &'a Request,
        route: &'static Route,
        names: Names,
        caller: Option<Arc<User>>,
    ) -> Self {
        Self { app, route, caller, names: names.into_iter().collect(), place: Place::default(), request }
    }

    /// The same call, now that it is known where it goes.
    pub(super) fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// Who calls, where the endpoint asks.
    pub(super) fn user(&self) -> Result<&User, ApiError> {
        self.caller.as_deref().ok_or(ApiError::NoCredentials)
    }

    /// Who asks, as far as anybody knows.
    pub(super) fn requester(&self) -> Requester<'_> {
        Requester { app: self.app, caller: self.caller.as_deref() }
    }

    /// What stands in the path where the row has `{name}`.
    pub(super) fn written(&self, name: &str) -> Option<&str> {
        self.names.get(name).map(String::as_str)
    }

    /// The same, where it is always there.
    pub(super) fn name(&self, name: &str) -> &str {
        self.written(name).unwrap_or_default()
    }

    /// The number in the path; nothing where no record can have it.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.written(name)?.parse().ok()
    }

    /// The team or organization whose number stands in the path.
    pub(super) fn find_team(&self, name: &str) -> Option<Team> {
        self.app.teams.find(&self.number(name)?)
    }

    /// The platform client in the path.
    pub(super) fn platform(&self) -> Result<PlatformClient, ApiError> {
        let id = ClientId(self.name("clientId").to_owned());
        let found = self.app.platform_clients.find(&id);
        found.ok_or_else(|| ApiError::PlatformClientNotFound(id.0))
    }

    /// The organization in the path.
    pub(super) fn organization(&self) -> Result<&Team, ApiError> {
        let named = self.place.organization.as_ref().and_then(|named| named.found.as_ref());
        named.ok_or_else(|| ApiError::NoSuchOrganization(self.name("orgId").to_owned()))
    }

    /// The team in the path.
    pub(super) fn team(&self) -> Result<&Team, ApiError> {
        let named = self.place.team.as_ref().and_then(|named| named.found.as_ref());
        named.ok_or_else(|| ApiError::NoSuchTeam(self.name("teamId").to_owned()))
    }

    /// What the body holds of `known`; a body that is not there holds nothing.
    pub(super) fn body(&self, known: &[Property]) -> Result<Map<String, Value>, ApiError> {
        properties::read(&self.raw_body()?, known).map_err(ApiError::Invalid)
    }

    /// Everything that the body holds.
    pub(super) fn raw_body(&self) -> Result<Map<String, Value>, ApiError> {
        let headers = &self.request.parts.headers;
        let parameters = body::parameters(headers, &self.request.body, &Strictness::default());
        parameters.map(|parameters| parameters.0).map_err(|refusal| match refusal {
            crate::wire::Refusal::BodyTooLarge => ApiError::BodyTooLarge,
            _ => ApiError::UnreadableBody,
        })
    }

    /// The path with its query.
    pub(super) fn target(&self) -> String {
        self.request.target()
    }

    /// What the query holds of `known`.
    pub(super) fn query(&self, known: &[Property]) -> Result<Map<String, Value>, ApiError> {
        let query = properties::of_query(self.request.query(), known);
        properties::read(&query, known).map_err(ApiError::Invalid)
    }

    pub(super) fn now(&self) -> Timestamp {
        self.app.env.clock.now()
    }
}
