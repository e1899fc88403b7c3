//! Writes every page in several states into a folder, to be looked at in a browser.
//!
//! `cargo run -p mock-server --example page_gallery -- FOLDER`

mod booking;
mod platform;
mod settings;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use askama::Template;
use mock_server::http::pages::permissions::{Group, sentences};
use mock_server::http::pages::view::{
    Arrival, AuthorizeError, Callback, Client, Consent, Login, Notice, User, place,
};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args().nth(1).map(PathBuf::from).ok_or("which folder?")?;
    fs::create_dir_all(&folder)?;
    consents(&folder)?;
    logins(&folder)?;
    refusals(&folder)?;
    callbacks(&folder)?;
    settings::pages(&folder)?;
    platform::pages(&folder)?;
    booking::pages(&folder)
}

fn consents(folder: &Path) -> Result<(), Box<dyn Error>> {
    let fields = [pair("request", "client_id=acme&state=a%0Ab"), pair("csrf", "0123456789")];
    let teams =
        [pair("1", "Support"), pair("2", "فريق الدعم"), pair("3", &"A team with a long name ".repeat(6))];
    let consent = |client, permissions| Consent {
        client,
        user: ALICE,
        change_user: "/auth/login",
        permissions,
        place: "acme.example",
        teams: &[],
        action: "/auth/oauth2/authorize",
        fields: &fields,
    };
    let acme = || Client { name: "Acme Scheduling", logo: None };

    write(folder, "consent", &consent(acme(), asked("BOOKING_READ BOOKING_WRITE PROFILE_READ")))?;
    write(folder, "consent-one", &consent(acme(), asked("EVENT_TYPE_READ")))?;
    write(folder, "consent-legacy", &consent(acme(), asked("")))?;
    write(folder, "consent-all", &Consent { teams: &teams, ..consent(acme(), asked(&all_scopes())) })?;
    write(
        folder,
        "consent-logo",
        &consent(Client { name: "Acme", logo: Some(LOGO) }, asked("SCHEDULE_READ TEAM_BOOKING_READ")),
    )?;
    let long = "The Extraordinarily Thorough Appointment and Availability Company of Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch & Sons";
    write(
        folder,
        "consent-long",
        &Consent {
            user: User {
                id: "7",
                name: "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Maximiliana",
                email: "wolfeschlegelsteinhausenbergerdorff.maximiliana@a-rather-long-subdomain.example.com",
                role: "",
            },
            place: &place(
                "https://a-rather-long-subdomain.of-a-rather-long-domain-name.example.com:8443/callback",
            ),
            ..consent(Client { name: long, logo: None }, asked("BOOKING_READ APPS_READ APPS_WRITE"))
        },
    )?;
    let user = User { id: "8", name: "", email: "nameless@example.com", role: "" };
    write(
        folder,
        "consent-rtl",
        &Consent {
            user,
            place: &place("https://مثال.example/"),
            ..consent(Client { name: "تطبيق المواعيد (تجريبي)", logo: None }, asked("BOOKING_READ"))
        },
    )?;
    let name = "👩‍💻🎉 \u{202e}evil<script>alert(1)</script>\"'&amp;";
    let user = User { id: "9", name: "🇩🇪🎈", email: "emoji@example.com", role: "" };
    write(
        folder,
        "consent-emoji",
        &Consent { user, ..consent(Client { name, logo: None }, asked("BOOKING_READ")) },
    )
}

fn logins(folder: &Path) -> Result<(), Box<dyn Error>> {
    let users = [
        User { id: "1", name: "Olivia Owner", email: "owner@example.com", role: "Client owner" },
        ALICE,
        User { id: "3", name: "Adam Admin", email: "admin@example.com", role: "Admin" },
        User { id: "4", name: "", email: "nameless@example.com", role: "User" },
        User { id: "5", name: "نور الهدى 🌙", email: &"long.".repeat(14), role: "User" },
    ];
    let login = Login {
        users: &users[..3],
        email: "",
        error: None,
        callback: "/auth/oauth2/authorize?client_id=acme&state=%22",
        kept: None,
        action: "/auth/login",
    };
    write(folder, "login", &login)?;
    write(
        folder,
        "login-wrong",
        &Login {
            users: &users,
            email: "alice@example.com",
            error: Some("The email or the password is wrong."),
            ..login
        },
    )?;
    write(folder, "login-interrupted", &Login { users: &users[..3], kept: Some("name=Acme"), ..login })?;
    write(folder, "login-nobody", &Login { users: &[], ..login })
}

fn refusals(folder: &Path) -> Result<(), Box<dyn Error>> {
    write(folder, "error", &AuthorizeError { error: "OAuth client with ID not found", change_user: None })?;
    write(
        folder,
        "error-long",
        &AuthorizeError {
            error: "redirect_uri does not match any of the OAuth client's registered redirect URIs",
            change_user: Some("/auth/login"),
        },
    )?;
    write(
        folder,
        "forged",
        &Notice {
            status: 403,
            title: "This decision was not made here",
            text: "The form did not come from this page, or it was open for too long. Nothing was shared. Go back to the app and start again.",
            way_on: None,
        },
    )?;
    write(
        folder,
        "not-found",
        &Notice {
            status: 404,
            title: "There is no such page",
            text: "The address may be mistyped.",
            way_on: Some(("Go to sign in", "/auth/login")),
        },
    )
}

fn callbacks(folder: &Path) -> Result<(), Box<dyn Error>> {
    let command = "curl http://127.0.0.1:4225/v2/auth/oauth2/token \\\n  -d grant_type=authorization_code \\\n  -d client_id=acme \\\n  -d client_secret=acme-secret \\\n  -d code=Jq3kV9ZQ2Wb7dXy0RmT5uHc8LgP1sNfEa6oIv4KxBtYwCzAhDjGnMr \\\n  --data-urlencode redirect_uri=http://127.0.0.1:4225/_mock/callback";
    let code = "Jq3kV9ZQ2Wb7dXy0RmT5uHc8LgP1sNfEa6oIv4KxBtYwCzAhDjGnMr";
    write(
        folder,
        "callback",
        &Callback { arrival: Arrival::Code { code, command }, state: Some("af0ifjsldkj") },
    )?;
    write(folder, "callback-stateless", &Callback { arrival: Arrival::Code { code, command }, state: None })?;
    let description = Some("Requested scope exceeds the client's registered scopes");
    write(
        folder,
        "callback-error",
        &Callback {
            arrival: Arrival::Error { error: "invalid_request", description },
            state: Some("<b>&\"'"),
        },
    )?;
    write(
        folder,
        "callback-denied",
        &Callback { arrival: Arrival::Error { error: "access_denied", description: None }, state: None },
    )?;
    write(folder, "callback-empty", &Callback { arrival: Arrival::Nothing, state: None })
}

const ALICE: User<'_> = User { id: "2", name: "Alice Adams", email: "alice@example.com", role: "User" };

pub(crate) const LOGO: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'%3E%3Crect width='10' height='10' fill='%23e11d48'/%3E%3Ccircle cx='5' cy='5' r='3' fill='%23fff'/%3E%3C/svg%3E";

fn asked(scopes: &str) -> Vec<Group> {
    sentences(scopes.split(' '))
}

fn all_scopes() -> String {
    let own = ["EVENT_TYPE", "BOOKING", "SCHEDULE", "APPS", "PROFILE"];
    let team =
        ["EVENT_TYPE", "BOOKING", "SCHEDULE", "PROFILE", "MEMBERSHIP"].map(|word| format!("TEAM_{word}"));
    let organization = ["EVENT_TYPE", "BOOKING", "SCHEDULE", "PROFILE"].map(|word| format!("ORG_{word}"));
    let resources = own.map(str::to_owned).into_iter().chain(team).chain(organization);
    resources.map(|word| format!("{word}_READ {word}_WRITE")).collect::<Vec<_>>().join(" ")
}

pub(crate) fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

pub(crate) fn write(folder: &Path, name: &str, page: &impl Template) -> Result<(), Box<dyn Error>> {
    Ok(fs::write(folder.join(name).with_extension("html"), page.render()?)?)
}
