//! What somebody typed about a client, and what it changes about one that there is.

use super::lines::Lines;
use crate::http::desk::NewClient;
use crate::http::pages::form::Form;
use crate::http::pages::permissions;
use crate::http::pages::view::client::{ScopeBox, ScopeGroup};
use crate::rules::editing::Edit;
use crate::wire::{Client, ClientType, Family, Scope, ScopeList};

/// What stands in the form of a client, as it was typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) purpose: String,
    pub(super) website: String,
    pub(super) logo: String,
    pub(super) is_public: bool,
    pub(super) redirect_uris: Lines,
    pub(super) scopes: ScopeList,
}

impl Draft {
    /// A client as it is.
    pub(super) fn of(client: &Client) -> Self {
        Self {
            name: client.name.clone(),
            purpose: client.purpose.clone(),
            website: client.website_url.clone().unwrap_or_default(),
            logo: client.logo.clone().unwrap_or_default(),
            is_public: client.kind == ClientType::Public,
            redirect_uris: Lines::of(&client.redirect_uris),
            scopes: client.scopes.clone(),
        }
    }

    /// What was sent.
    pub(super) fn typed(form: &Form) -> Self {
        let text = |name: &str| form.field(name).to_owned();
        Self {
            name: text("name"),
            purpose: text("purpose").replace("\r\n", "\n"),
            website: text("website"),
            logo: text("logo"),
            is_public: form.field("type") == "public",
            redirect_uris: Lines::typed(form),
            scopes: form.all("scope").collect::<ScopeList>().distinct(),
        }
    }

    /// A client to be, of `owner`.
    pub(super) fn new_client(&self, owner: u64) -> NewClient {
        NewClient {
            name: self.name.trim().to_owned(),
            purpose: self.purpose.trim().to_owned(),
            website_url: Some(self.website.trim().to_owned()),
            logo: Some(self.logo.trim().to_owned()),
            kind: if self.is_public { ClientType::Public } else { ClientType::Confidential },
            redirect_uris: self.redirect_uris.uris(),
            scopes: self.scopes.clone(),
            status: None,
            owner: Some(owner),
            is_legacy: false,
        }
    }

    /// What it changes about `client`.
    pub(super) fn edit(&self, client: &Client) -> Edit {
        let uris = self.redirect_uris.uris();
        let has_same_scopes = |client: &Client| {
            client.scopes.words().all(|word| self.scopes.has(word))
                && self.scopes.words().all(|word| client.scopes.has(word))
        };
        Edit {
            name: changed(&self.name, &client.name),
            purpose: changed(&self.purpose, &client.purpose),
            website_url: changed(&self.website, client.website_url.as_deref().unwrap_or_default()),
            logo: changed(&self.logo, client.logo.as_deref().unwrap_or_default()),
            redirect_uris: (uris != client.redirect_uris).then_some(uris),
            scopes: (!has_same_scopes(client)).then(|| self.scopes.clone()),
            ..Edit::default()
        }
    }

    /// Name and value of all that was typed, as another form carries them along.
    pub(super) fn fields(&self) -> Vec<(String, String)> {
        let kind = if self.is_public { "public" } else { "confidential" };
        let single = [
            ("name", self.name.as_str()),
            ("purpose", &self.purpose),
            ("website", &self.website),
            ("logo", &self.logo),
            ("type", kind),
        ];
        let uris = self.redirect_uris.all().iter().map(|uri| ("redirect_uri", uri.as_str()));
        let scopes = self.scopes.words().map(|word| ("scope", word));
        let all = single.into_iter().chain(uris).chain(scopes);
        all.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// The scopes that can be ticked. Those that the tables do not have are there if somebody chose them: to be unticked.
    pub(super) fn scope_groups(&self) -> Vec<ScopeGroup<'_>> {
        let of = |legend, family| ScopeGroup {
            legend,
            scopes: Scope::documented()
                .filter(|scope| scope.family() == family)
                .map(|scope| self.scope_box(scope.word(), permissions::sentence(scope.word())))
                .collect(),
        };
        let chosen = |legend, sentence, is_one: fn(&str) -> bool| ScopeGroup {
            legend,
            scopes: self
                .scopes
                .words()
                .filter(|word| is_one(word))
                .map(|word| self.scope_box(word, sentence))
                .collect(),
        };
        let groups = [
            of("User", Family::User),
            of("Team", Family::Team),
            of("Organization", Family::Organization),
            chosen("From before scopes", "It limits nothing", |word| {
                Scope::named(word).is_some_and(|scope| scope.family() == Family::Legacy)
            }),
            chosen("Not a scope", "There is no such scope: untick it", |word| Scope::named(word).is_none()),
        ];
        groups.into_iter().filter(|group| !group.scopes.is_empty()).collect()
    }

    fn scope_box<'a>(&self, word: &'a str, sentence: &'a str) -> ScopeBox<'a> {
        ScopeBox { word, sentence, is_checked: self.scopes.has(word) }
    }
}

/// `typed`, if it is another text than `own`. Browsers put their own line breaks into what they send.
fn changed(typed: &str, own: &str) -> Option<String> {
    let lines = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    let typed = lines(typed);
    (typed != lines(own)).then_some(typed)
}
