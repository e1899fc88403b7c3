//! The order in which the authorization page and Allow judge: production-oauth C.1, steps 2, 3 and 6, and AUTHZ-22.

use mock_server::rules::authorization::{Account, Authorization, AuthorizationRequest, allow, open};
use mock_server::wire::{Client, ClientStatus, ClientType, Delivery, Refused, ScopeList, Strictness};

use super::{EVIL, HOME, USER, Wrong, client, the_first_is_told, unplanned, wrong};

/// Where it stands, on the page or in the redirect, and the sentence.
type Said = (Where, &'static str);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    Page,
    Redirect(&'static str),
}

use Where::{Page, Redirect};

type Order = &'static [Wrong<Request, Said>];

const OPENING: Order = &[
    wrong((Page, "redirect_uri is required"), &[|it| it.asked.redirect_uri.clear()]),
    wrong((Page, "Invalid input"), &[|it| it.goes_to("no address"), |it| it.goes_to("/callback")]),
    wrong((Page, "OAuth client with ID not found"), &[|it| it.client = None]),
    wrong(
        (Page, "redirect_uri does not match any of the OAuth client's registered redirect URIs"),
        &[
            |it| it.goes_to(EVIL),
            |it| it.goes_to("https://acme.example/callback?x=1"),
            |it| it.goes_to("https://ACME.example/callback"),
        ],
    ),
    wrong((Page, "OAuth client has been rejected"), &[|it| it.status(ClientStatus::Rejected)]),
    wrong((Page, "OAuth client is not approved"), &[|it| it.status(ClientStatus::Pending)]),
    wrong(
        (Page, "scope parameter is required for this OAuth client"),
        &[|it| it.asks_for(""), |it| it.asks_for(" ,, ")],
    ),
    wrong(
        (Redirect("invalid_scope"), "Requested scope is not a recognized scope"),
        &[|it| it.asks_for("PROFILE_READ NO_SUCH_SCOPE_EVER APPS_READ"), |it| it.asks_for("profile_read")],
    ),
    wrong(
        (Redirect("invalid_request"), "Requested scope exceeds the client's registered scopes"),
        &[|it| it.asks_for("PROFILE_READ,APPS_READ")],
    ),
];

const ALLOWING: Order = &[
    wrong((Page, "redirect_uri is required"), &[|it| it.asked.redirect_uri.clear()]),
    wrong((Page, "Invalid input"), &[|it| it.goes_to("no address")]),
    wrong((Page, "OAuth client with ID not found"), &[|it| it.client = None]),
    wrong(
        (Redirect("unauthorized_client"), "OAuth client has been rejected"),
        &[|it| it.status(ClientStatus::Rejected)],
    ),
    wrong(
        (Redirect("unauthorized_client"), "OAuth client is not approved"),
        &[|it| it.status(ClientStatus::Pending)],
    ),
    wrong(
        (Page, "redirect_uri does not match any of the OAuth client's registered redirect URIs"),
        &[|it| it.goes_to(EVIL)],
    ),
    wrong((Page, "scope parameter is required for this OAuth client"), &[|it| it.asks_for("")]),
    wrong(
        (Redirect("invalid_scope"), "Requested scope is not a recognized scope"),
        &[|it| it.asks_for("NO_SUCH_SCOPE_EVER")],
    ),
    wrong(
        (Redirect("invalid_request"), "Requested scope exceeds the client's registered scopes"),
        &[|it| it.asks_for("APPS_READ")],
    ),
    wrong(
        (Redirect("invalid_request"), "code_challenge required for public clients"),
        &[|it| it.asked.challenge = None],
    ),
    wrong(
        (Redirect("invalid_request"), "code_challenge_method must be S256"),
        &[|it| it.asked.method = Some("plain".to_owned()), |it| it.asked.method = Some("s256".to_owned())],
    ),
    wrong(
        (Redirect("unauthorized_client"), "Team not found or user is not an admin/owner"),
        &[|it| it.account = Account::Team(None)],
    ),
];

#[test]
fn the_page_says_the_first_of_what_is_wrong() {
    the_first_is_told(Request::usual, OPENING, |it| judged(OPENING, open(&it.case(&Strictness::default()))));
}

#[test]
fn allow_says_the_first_of_what_is_wrong() {
    the_first_is_told(Request::usual, ALLOWING, |it| {
        judged(ALLOWING, allow(&it.case(&Strictness::default())))
    });
}

fn judged(order: Order, outcome: Result<(), Refused>) -> Result<(), Said> {
    outcome.map_err(|Refused { refusal, .. }| {
        let place = match refusal.delivery() {
            Delivery::Redirect(error) => Redirect(error),
            Delivery::Page | Delivery::Token(..) => Page,
        };
        let sentence = refusal.to_string();
        let said = order.iter().map(|wrong| wrong.said).find(|said| *said == (place, sentence.as_str()));
        said.unwrap_or_else(|| unplanned(&refusal))
    })
}

/// A request of a public client that would be granted.
#[derive(Debug)]
struct Request {
    asked: AuthorizationRequest,
    client: Option<Client>,
    account: Account,
}

impl Request {
    fn usual() -> Self {
        let asked = AuthorizationRequest {
            client_id: "acme".to_owned(),
            redirect_uri: HOME.to_owned(),
            state: Some("s".to_owned()),
            scopes: ScopeList::parse("PROFILE_READ"),
            challenge: Some("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM".to_owned()),
            method: Some("S256".to_owned()),
            response_type: Some("code".to_owned()),
        };
        Self { asked, client: Some(client(ClientType::Public)), account: Account::Own }
    }

    fn goes_to(&mut self, redirect_uri: &str) {
        redirect_uri.clone_into(&mut self.asked.redirect_uri);
    }

    fn asks_for(&mut self, scopes: &str) {
        self.asked.scopes = ScopeList::parse(scopes);
    }

    fn status(&mut self, status: ClientStatus) {
        self.client.iter_mut().for_each(|client| client.status = status);
    }

    fn case<'a>(&'a self, strictness: &'a Strictness) -> Authorization<'a> {
        Authorization {
            request: &self.asked,
            client: self.client.as_ref(),
            user: USER,
            account: self.account.clone(),
            strictness,
        }
    }
}
