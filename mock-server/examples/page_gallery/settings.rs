//! The pages of a client's life, as the gallery shows them.

use std::error::Error;
use std::path::Path;

use mock_server::http::pages::permissions::{Group, sentences};
use mock_server::http::pages::view::client::{
    ClientPage, Form, Kept, NewClient, ScopeBox, ScopeGroup, Secrets,
};
use mock_server::http::pages::view::frame::Frame;
use mock_server::http::pages::view::settings::{
    Around, Clients, Confirm, Entry, Envelope, Here, Mail, Moment, NewSecret, Outbox, Problem, Refusal,
    Review, Reviews, Section, SignedIn, State, Warning,
};
use mock_server::http::pages::view::{Client, User};
use mock_server::wire::{Scope, Secret};

use crate::{LOGO, pair, write};

const ID: &str = "ca1c0de1ca1c0de1ca1c0de1ca1c0de1ca1c0de1ca1c0de1ca1c0de1ca1c0de1";
const ADDRESS: &str = "/settings/developer/oauth/ca1c0de1";
pub(crate) const EVIL: &str = "👩‍💻 \u{202e}evil<script>alert(1)</script>\"'&amp;";
const REASON: &str = "The purpose does not say what happens with the bookings.\nPlease name who can read them, and for how long.";

pub(crate) fn pages(folder: &Path) -> Result<(), Box<dyn Error>> {
    lists(folder)?;
    forms(folder)?;
    clients(folder)?;
    questions(folder)?;
    reviews(folder)?;
    mails(folder)
}

pub(crate) fn around(here: Here, is_admin: bool, done: Option<&str>) -> Around<'_> {
    let user = User { id: "1", name: "Olivia Owner", email: "owner@example.com", role: "" };
    Around { here, visitor: Some(SignedIn { user, is_admin, token: "0123456789" }), done }
}

fn entry(name: &str, state: State) -> Entry<'_> {
    Entry {
        client: Client { name, logo: None },
        id: ID,
        address: ADDRESS.to_owned(),
        state,
        kind: "Confidential",
        is_legacy: false,
        owner: None,
        reason: (state == State::Rejected).then_some(REASON),
    }
}

fn several<'a>() -> Vec<Entry<'a>> {
    let logo = Client { name: "Acme Mobile", logo: Some(LOGO) };
    let long = "The Extraordinarily Thorough Appointment and Availability Company of Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
    vec![
        entry("Acme Scheduler", State::Approved),
        Entry { client: logo, kind: "Public", ..entry("", State::Pending) },
        entry("Acme Spam", State::Rejected),
        Entry { is_legacy: true, ..entry(long, State::Approved) },
        entry("تطبيق المواعيد (تجريبي)", State::Pending),
        entry(EVIL, State::Pending),
    ]
}

fn lists(folder: &Path) -> Result<(), Box<dyn Error>> {
    let here = || around(Here::Developer, false, None);
    write(folder, "clients", &Clients { around: here(), clients: &several() })?;
    write(folder, "clients-none", &Clients { around: here(), clients: &[] })?;
    let done = around(Here::Developer, true, Some("The client is gone."));
    write(folder, "clients-done", &Clients { around: done, clients: &several()[..2] })
}

fn form<'a>(name: &'a str, redirect_uris: &'a [String]) -> Form<'a> {
    let of = |legend, family: &[&str]| ScopeGroup {
        legend,
        scopes: Scope::documented()
            .map(Scope::word)
            .filter(|word| family.iter().any(|start| word.starts_with(start)) == (family.len() == 1))
            .map(|word| ScopeBox {
                word,
                sentence: sentences([word])[0].sentences[0],
                is_checked: word.ends_with("BOOKING_READ"),
            })
            .collect(),
    };
    Form {
        frame: frame(name, redirect_uris),
        purpose: "Shows free slots on our site",
        website: "https://acme.example",
        logo: "",
        is_public: None,
        scopes: vec![of("User", &["TEAM_", "ORG_"]), of("Team", &["TEAM_"]), of("Organization", &["ORG_"])],
    }
}

pub(crate) fn frame<'a>(name: &'a str, redirect_uris: &'a [String]) -> Frame<'a> {
    Frame {
        name,
        redirect_uris,
        most_redirect_uris: Some(10),
        problem: None,
        warning: None,
        focus: None,
        ticket: "ticket",
        save: "Save",
    }
}

fn forms(folder: &Path) -> Result<(), Box<dyn Error>> {
    let here = || around(Here::Developer, false, None);
    let uris = |count: usize| -> Vec<String> {
        (0..count).map(|n| format!("https://acme.example/callback/{n}")).collect()
    };
    let (none, two, ten) = (vec![String::new()], uris(2), uris(10));
    let empty = Form { purpose: "", website: "", is_public: Some(false), ..form("", &none) };
    write(folder, "new", &NewClient { around: here(), form: empty })?;
    let problem =
        |field: &str, said: &str, advice| Problem { field: field.into(), said: said.into(), advice };
    let insecure = problem(
        "redirect-uri-2",
        "HTTPS is required for redirect URIs (HTTP is only allowed for localhost, 127.0.0.1, [::1], and .local domains): http://acme.example/",
        "Begin it with https://.",
    );
    let wrong = vec![two[0].clone(), "http://acme.example/".to_owned()];
    write(
        folder,
        "new-wrong-uri",
        &NewClient { around: here(), form: wrong_form(form("Acme", &wrong), insecure) },
    )?;
    let nameless = problem("name", "Client name is required", "Type a name. Nothing was created.");
    write(
        folder,
        "new-wrong-name",
        &NewClient { around: here(), form: wrong_form(form("", &ten), nameless) },
    )?;
    let scopeless =
        problem("scopes", "At least one scope is required", "Tick one or more. Nothing was created.");
    let warning = Some(
        "You were signed out, so nothing was saved. This is what you typed: look it over, and save it again.",
    );
    let mut scopeless = wrong_form(form(EVIL, &two), scopeless);
    scopeless.frame.warning = warning;
    write(folder, "new-wrong-scopes", &NewClient { around: here(), form: scopeless })
}

fn wrong_form(form: Form<'_>, problem: Problem) -> Form<'_> {
    let frame = Frame { problem: Some(problem), ..form.frame };
    Form { is_public: Some(true), frame, ..form }
}

fn clients(folder: &Path) -> Result<(), Box<dyn Error>> {
    let made = |text: &str| text.parse().map(Moment);
    let (first, second) = (made("2026-01-01T00:00:00Z")?, made("2026-03-05T14:30:00Z")?);
    let uris = vec!["https://acme.example/callback".to_owned(), "http://localhost:3000/callback".to_owned()];
    let kept = |count: usize| -> Vec<Kept<'_>> {
        [Kept { id: 1, hint: "e701", made: first }, Kept { id: 102, hint: "9f3c", made: second }]
            .into_iter()
            .take(count)
            .collect()
    };
    let secrets = |count| Secrets { is_public: false, kept: kept(count), ticket: "t", problem: None };
    let page = |client, secrets, done| ClientPage {
        around: around(Here::Developer, false, done),
        back: ("My clients", "/settings/developer/oauth"),
        client,
        secrets,
        edit_note: "Some changes have to be reviewed again. You are told before anything is saved.",
        form: form("Acme Scheduler", &uris),
    };
    let approved = || entry("Acme Scheduler", State::Approved);
    write(folder, "client", &page(approved(), Some(secrets(2)), Some("Saved.")))?;
    write(folder, "client-pending", &page(entry("Acme Beta", State::Pending), Some(secrets(1)), None))?;
    let public = Secrets { is_public: true, ..secrets(0) };
    write(folder, "client-rejected", &page(entry(EVIL, State::Rejected), Some(public), None))?;
    write(folder, "client-admin", &page(approved(), None, None))?;
    let said = "Maximum of 2 secrets allowed. Delete an existing secret first.";
    let problem = Problem {
        field: "secrets".into(),
        said: said.into(),
        advice: "Revoke the one that is no longer used.",
    };
    let full = Secrets { problem: Some(problem), ..secrets(2) };
    write(folder, "client-full", &page(approved(), Some(full), None))
}

fn questions(folder: &Path) -> Result<(), Box<dyn Error>> {
    let here = || around(Here::Developer, false, None);
    let secret = Secret::new("5ec2e701".repeat(8));
    let shown = |title, is_second| NewSecret {
        around: here(),
        title,
        name: "Acme Scheduler",
        id: ID,
        secret: &secret,
        is_second,
        address: ADDRESS,
        script: include_str!("../../templates/settings/copy.js"),
    };
    write(folder, "secret", &shown("The client is registered", false))?;
    write(folder, "secret-second", &shown("A new secret", true))?;
    let triggers =
        ["The name: Acme becomes Acme Scheduler", "A new scope: TEAM_BOOKING_READ"].map(str::to_owned);
    let fields = [pair("name", "Acme Scheduler"), pair("csrf", "0123456789")];
    let warning = Warning {
        around: here(),
        name: "Acme Scheduler",
        triggers: &triggers,
        action: ADDRESS,
        fields: &fields,
    };
    write(folder, "review-warning", &warning)?;
    let confirm = Confirm {
        around: here(),
        title: "Delete this client?",
        name: EVIL,
        text: "Nobody can connect it any more, its refresh tokens end at once, and it cannot be brought back.",
        action: ADDRESS,
        ticket: "t",
        button: "Delete the client",
        back: ADDRESS,
    };
    write(folder, "delete", &confirm)?;
    let refusal = Refusal {
        around: here(),
        status: 403,
        title: "This page is for admins",
        said: Some("Only admins can update OAuth client status"),
        text: "You are signed in as Olivia Owner. Sign in as an admin to review clients.",
        way_on: ("Sign in as somebody else", "/auth/login"),
    };
    write(folder, "refused", &refusal)
}

fn reviews(folder: &Path) -> Result<(), Box<dyn Error>> {
    let owned = |entry| Entry { owner: Some("Olivia Owner (owner@example.com)".to_owned()), ..entry };
    let sections = [State::Pending, State::Approved, State::Rejected].map(|state| Section {
        state,
        clients: several()
            .into_iter()
            .filter(|it| it.state == state && state != State::Rejected)
            .map(owned)
            .collect(),
    });
    let here = || around(Here::Admin, true, None);
    write(folder, "reviews", &Reviews { around: here(), sections: sections.into() })?;
    let uris =
        ["https://acme.example/callback".to_owned(), format!("https://acme.example/{}", "long/".repeat(40))];
    let page = |client, permissions: Vec<Group>, problem| Review {
        around: here(),
        client: owned(client),
        purpose: "Shows free slots on our site.\nNothing is stored.",
        website: Some("https://acme.example"),
        logo: None,
        redirect_uris: &uris,
        permissions,
        reason: "",
        problem,
        warning: None,
        ticket: "t",
    };
    let some = || sentences(["BOOKING_READ", "PROFILE_READ", "TEAM_BOOKING_READ"]);
    write(folder, "review", &page(entry("Acme Scheduler", State::Pending), some(), None))?;
    write(folder, "review-rejected", &page(entry(EVIL, State::Rejected), Vec::new(), None))?;
    let problem = Problem {
        field: "reason".into(),
        said: "Rejection reason is required".into(),
        advice: "Say what the owner should mend.",
    };
    write(folder, "review-no-reason", &page(entry("Acme", State::Approved), some(), Some(problem)))
}

fn mails(folder: &Path) -> Result<(), Box<dyn Error>> {
    let sent = Moment("2026-03-05T14:30:00Z".parse()?);
    let mail =
        |subject| Envelope { address: "/_mock/outbox/2".to_owned(), to: "owner@example.com", subject, sent };
    let here = || around(Here::Outbox, false, None);
    let mails = vec![mail("Your OAuth client was rejected"), mail(EVIL)];
    write(folder, "outbox", &Outbox { around: here(), mails })?;
    let nobody = Around { visitor: None, ..here() };
    write(folder, "outbox-empty", &Outbox { around: nobody, mails: Vec::new() })?;
    let html = "<!doctype html><h1>Your OAuth client was rejected</h1><p onclick='alert(1)'>Acme &amp; Sons</p><script>document.body.textContent = 'pwned'</script><img src='https://evil.example/x.png'>";
    let text = "Hello Olivia,\n\nAcme & Sons was rejected.\n\nReason: the purpose is not clear.\n";
    let from = "Cal.com mock <no-reply@localhost>";
    write(
        folder,
        "mail",
        &Mail { around: here(), mail: mail("Your OAuth client was rejected"), from, html, text },
    )
}
