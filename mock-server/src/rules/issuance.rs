//! The tokens that an exchange or a refresh gives: what they say, and for how long (oauth.txt §3 and §4, production-oauth B).

use jiff::{SignedDuration, Timestamp};

use super::grant::later;
use crate::wire::{Claims, Client, ClientType, Grant, Place, Scope, ScopeList, Strictness, Use};

/// An access token lives this long (oauth.txt §3: "Access tokens expire after 30 minutes").
const ACCESS_LIFETIME: SignedDuration = SignedDuration::from_mins(30);
/// A refresh token lives this long, counted anew at each refresh (REFRESH-17).
const REFRESH_LIFETIME: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Tokens to be issued.
#[derive(Debug)]
pub struct Issuance<'a> {
    /// To whom.
    pub client: &'a Client,
    /// What was granted.
    pub grant: &'a Grant,
    /// What the refresh token says that was used; nothing at an exchange.
    pub renewed: Option<&'a Claims>,
    /// The time.
    pub now: Timestamp,
    /// How exactly the documents are obeyed.
    pub strictness: &'a Strictness,
}

impl Issuance<'_> {
    /// What the access token says.
    #[must_use]
    pub fn access_claims(&self) -> Claims {
        let mut claims = self.claims(Use::Access, later(self.now, ACCESS_LIFETIME));
        if self.renewed.is_some() && self.strictness.at(Place::RefreshedTokenOpensMore) {
            claims.scope = self.client.scopes.clone();
        }
        if let Some(renewed) = self.renewed.filter(|_| self.strictness.at(Place::RefreshedTokenKeepsItsEnd)) {
            claims.exp = renewed.iat + ACCESS_LIFETIME.as_secs();
        }
        if self.renewed.is_some() && self.strictness.at(Place::RefreshedTokenLivesAnHour) {
            claims.exp += ACCESS_LIFETIME.as_secs();
        }
        claims
    }

    /// What the refresh token says: also the challenge of the exchange, and what ties it to its row.
    #[must_use]
    pub fn refresh_claims(&self, secret: String) -> Claims {
        let proof = self.grant.proof.clone();
        let (code_challenge, code_challenge_method) =
            proof.map(|proof| (proof.challenge, proof.method)).unzip();
        let mut claims = Claims {
            secret: Some(secret),
            code_challenge,
            code_challenge_method,
            ..self.claims(Use::Refresh, self.refresh_ends())
        };
        if let Some(renewed) = self.renewed.filter(|_| self.strictness.at(Place::RefreshKeepsTheChallenge)) {
            claims.code_challenge.clone_from(&renewed.code_challenge);
            claims.code_challenge_method.clone_from(&renewed.code_challenge_method);
        }
        claims
    }

    /// The first moment at which the refresh token is worth nothing.
    #[must_use]
    pub fn refresh_ends(&self) -> Timestamp {
        if let Some(renewed) = self.renewed.filter(|_| self.strictness.at(Place::RefreshKeepsItsEnd)) {
            return Timestamp::from_second(renewed.exp).unwrap_or(Timestamp::MAX);
        }
        later(self.now, self.refresh_lifetime())
    }

    fn refresh_lifetime(&self) -> SignedDuration {
        let days = |days: i64| SignedDuration::from_hours(24 * days);
        match (
            self.strictness.at(Place::RefreshTokenLivesAWeek),
            self.strictness.at(Place::RefreshTokenLivesAYear),
        ) {
            (true, _) => days(7),
            (_, true) => days(365),
            _ => REFRESH_LIFETIME,
        }
    }

    fn claims(&self, token_type: Use, end: Timestamp) -> Claims {
        let Grant { client, grantee, scopes, .. } = self.grant;
        Claims {
            user_id: grantee.user(),
            team_id: grantee.team(),
            scope: scopes.clone(),
            token_type,
            client_id: client.0.clone(),
            iat: self.now.as_second(),
            exp: end.as_second(),
            secret: None,
            code_challenge: None,
            code_challenge_method: None,
        }
    }

    /// `expires_in` (TOKEN-01, REFRESH-01).
    #[must_use]
    pub fn expires_in(&self, client: ClientType) -> i64 {
        let is_faulty = match self.renewed {
            None => client == ClientType::Confidential && self.strictness.at(Place::ExpiresInAnHour),
            Some(_) => client == ClientType::Confidential && self.strictness.at(Place::RefreshTellsAnHour),
        };
        if is_faulty { 3_600 } else { ACCESS_LIFETIME.as_secs() }
    }

    /// `token_type` (TOKEN-01, REFRESH-01).
    #[must_use]
    pub fn token_type(&self, client: ClientType) -> &'static str {
        let is_faulty = client == ClientType::Confidential && self.renewed.is_none();
        if is_faulty && self.strictness.at(Place::TokenTypeIsCapitalized) { "Bearer" } else { "bearer" }
    }

    /// `scope`: one text, separated by blanks (TOKEN-03, REFRESH-03), and empty where nothing was asked for (LEGACY-09).
    #[must_use]
    pub fn scope_text(&self) -> Option<String> {
        let granted: &ScopeList = &self.grant.scopes;
        if granted.is_empty() && self.strictness.at(Place::UnscopedGrantsNameNoScope) {
            return None;
        }
        if granted.is_empty() && self.strictness.at(Place::UnscopedGrantsNameTheirScopes) {
            return Some(Scope::old().map(Scope::word).collect::<ScopeList>().joined());
        }
        let is_joined_by_commas = self.strictness.at(Place::ScopeJoinedByCommas);
        Some(if is_joined_by_commas { granted.0.join(",") } else { granted.joined() })
    }
}
