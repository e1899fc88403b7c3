//! What the documents say about the life of a grant (oauth.txt §2 to §5 and "Re-approval"; production-oauth A.5, A.6, A.8,
//! B and D), in a few lists.

use super::history::{Event, Slip, User, Which, Who};

const CODE: i64 = 600;
const ACCESS: i64 = 1_800;
const REFRESH: i64 = 2_592_000;

/// What an event comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A code, tokens, a secret, an answer of the API: what was asked for.
    Given,
    /// Nothing happened, since there is nothing yet to do it with.
    Idle,
    /// The sentence with which it is refused.
    Refused(&'static str),
}

use Outcome::{Given, Idle, Refused};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Approved,
    Pending,
    Rejected,
}

#[derive(Debug)]
struct Code {
    who: Who,
    user: User,
    issued: i64,
    is_used: bool,
}

#[derive(Debug)]
struct RefreshToken {
    who: Who,
    user: User,
    issued: i64,
    is_alive: bool,
}

/// What there is.
#[derive(Debug)]
pub(super) struct Model {
    now: i64,
    acme: Status,
    nimbus: Status,
    /// Whether each secret that Acme ever had still works.
    secrets: Vec<bool>,
    codes: Vec<Code>,
    refresh_tokens: Vec<RefreshToken>,
    /// When each access token was issued.
    access_tokens: Vec<i64>,
}

impl Model {
    pub(super) fn new() -> Self {
        Self {
            now: 0,
            acme: Status::Approved,
            nimbus: Status::Approved,
            secrets: vec![true],
            codes: Vec::new(),
            refresh_tokens: Vec::new(),
            access_tokens: Vec::new(),
        }
    }

    /// What `event` must come to; and it has come to that.
    pub(super) fn expects(&mut self, event: &Event) -> Outcome {
        match event {
            Event::Allow(who, user) => self.allow(*who, *user),
            Event::Deny(who, user) => self.may_ask(*who, *user).unwrap_or(Refused("access_denied")),
            Event::Exchange(code, slip, secret) => self.exchange(*code, *slip, *secret),
            Event::Refresh(token, slip, secret) => self.refresh(*token, *slip, *secret),
            Event::Call(token) => self.call(*token),
            Event::AddSecret => self.add_secret(),
            Event::RevokeSecret(secret) => self.revoke_secret(*secret),
            Event::Accept(who) => self.review(*who, Status::Approved),
            Event::Reject(who) => self.review(*who, Status::Rejected),
            // "Also an owner edit of that kind on a REJECTED client returns it to PENDING."
            Event::Suspend(who) | Event::Rename(who) => self.review(*who, Status::Pending),
            Event::Explain(_) => Given,
            Event::Wait(seconds) => {
                self.now += seconds;
                Given
            }
        }
    }

    fn status(&mut self, who: Who) -> &mut Status {
        match who {
            Who::Acme => &mut self.acme,
            Who::Nimbus => &mut self.nimbus,
        }
    }

    fn review(&mut self, who: Who, status: Status) -> Outcome {
        *self.status(who) = status;
        Given
    }

    /// AUTHZ-21: why the page is not shown.
    fn may_ask(&mut self, who: Who, user: User) -> Option<Outcome> {
        match (*self.status(who), user) {
            (Status::Rejected, _) => Some(Refused("OAuth client has been rejected")),
            (Status::Pending, User::Alice) => Some(Refused("OAuth client is not approved")),
            _ => None,
        }
    }

    fn allow(&mut self, who: Who, user: User) -> Outcome {
        if let Some(refused) = self.may_ask(who, user) {
            return refused;
        }
        self.codes.push(Code { who, user, issued: self.now, is_used: false });
        Given
    }

    fn proves(&self, who: Who, slip: Slip, secret: Which) -> bool {
        who == Who::Nimbus || (slip != Slip::WrongProof && *secret.of(&self.secrets))
    }

    /// A.5, in its order; and TOKEN-14.
    fn exchange(&mut self, code: Which, slip: Slip, secret: Which) -> Outcome {
        if self.codes.is_empty() {
            return Idle;
        }
        let place = code.place(&self.codes);
        let (own, user) = (self.codes[place].who, self.codes[place].user);
        let who = if slip == Slip::OtherClient { other(own) } else { own };
        if slip == Slip::ForeignRedirectUri {
            return Refused("redirect_uri_mismatch");
        }
        if !self.proves(who, slip, secret) {
            return Refused("invalid_client_credentials");
        }
        let is_late = self.now >= self.codes[place].issued + CODE;
        if self.codes[place].is_used || is_late || who != own {
            return Refused("code_invalid_or_expired");
        }
        if slip == Slip::OtherRedirectUri {
            return Refused("redirect_uri_mismatch");
        }
        // "From here the code is gone."
        self.codes[place].is_used = true;
        if let Some(refused) = self.may_have_tokens(who, user) {
            return refused;
        }
        if who == Who::Nimbus && slip == Slip::WrongProof {
            return Refused("pkce_verification_failed");
        }
        self.give(who, user)
    }

    /// TOKEN-27, CLIENT-12, REVIEW-14.
    fn may_have_tokens(&mut self, who: Who, user: User) -> Option<Outcome> {
        match (*self.status(who), user) {
            (Status::Rejected, _) => Some(Refused("client_rejected")),
            (Status::Pending, User::Alice) => Some(Refused("client_not_approved")),
            _ => None,
        }
    }

    fn give(&mut self, who: Who, user: User) -> Outcome {
        self.access_tokens.push(self.now);
        self.refresh_tokens.push(RefreshToken { who, user, issued: self.now, is_alive: true });
        Given
    }

    /// A.6, in its order. A refresh names no redirect URI.
    fn refresh(&mut self, token: Which, slip: Slip, secret: Which) -> Outcome {
        if self.refresh_tokens.is_empty() {
            return Idle;
        }
        let token = token.of(&self.refresh_tokens);
        let (own, user, issued, is_alive) = (token.who, token.user, token.issued, token.is_alive);
        let who = if slip == Slip::OtherClient { other(own) } else { own };
        if !self.proves(who, slip, secret) {
            return Refused("invalid_client_credentials");
        }
        if self.now >= issued + REFRESH {
            return Refused("invalid_refresh_token");
        }
        if who != own {
            return Refused("client_id_mismatch");
        }
        if let Some(refused) = self.may_have_tokens(who, user) {
            return refused;
        }
        if !is_alive {
            return Refused("refresh_token_revoked");
        }
        // "every refresh deletes all stored refresh tokens of that (client, user)"
        let theirs = self.refresh_tokens.iter_mut().filter(|it| it.who == who && it.user == user);
        theirs.for_each(|it| it.is_alive = false);
        self.give(who, user)
    }

    /// A.8: "they keep working after refresh, secret rotation, client set to PENDING/REJECTED ... until exp".
    fn call(&self, token: Which) -> Outcome {
        if self.access_tokens.is_empty() {
            return Idle;
        }
        if self.now < token.of(&self.access_tokens) + ACCESS {
            Given
        } else {
            Refused("Invalid Access Token.")
        }
    }

    fn working_secrets(&self) -> usize {
        self.secrets.iter().filter(|works| **works).count()
    }

    fn add_secret(&mut self) -> Outcome {
        if self.working_secrets() == 2 {
            return Refused("Maximum of 2 secrets allowed. Delete an existing secret first.");
        }
        self.secrets.push(true);
        Given
    }

    fn revoke_secret(&mut self, secret: Which) -> Outcome {
        if self.working_secrets() == 1 {
            return Refused("Cannot delete the last secret of a confidential client.");
        }
        let place = secret.place(&self.secrets);
        let works = &mut self.secrets[place];
        if std::mem::replace(works, false) {
            Given
        } else {
            Refused("Secret not found or does not belong to this client.")
        }
    }
}

pub(super) fn other(who: Who) -> Who {
    if who == Who::Acme { Who::Nimbus } else { Who::Acme }
}
