//! What the rules alone cost, without a socket: an exchange, a refresh, and finding a route with its scope check.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot measure has nothing to say")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use mock_server::World;
use mock_server::http::Map;
use mock_server::rules::access::{self, Entry};
use mock_server::rules::exchange::{self, Redemption};
use mock_server::rules::issuance::Issuance;
use mock_server::rules::refresh::{self, Renewal};
use mock_server::rules::token_request::{self, TokenRequest};
use mock_server::store::showcase::{CONFIDENTIAL, SCOPE};
use mock_server::wire::{
    Claims, Client, Code, Grant, Grantee, Parameters, ScopeList, SigningKey, Strictness, Version,
};
use serde_json::{Value, json};

const NOW: Timestamp = Timestamp::UNIX_EPOCH;
const REDIRECT_URI: &str = "http://localhost:3000/callback";

fn client() -> Client {
    World::showcase().clients.into_iter().find(|client| client.id.0 == CONFIDENTIAL.0).unwrap()
}

fn grant() -> Grant {
    let scopes = ScopeList::parse(SCOPE);
    Grant { client: client().id, grantee: Grantee::User(3), scopes, proof: None }
}

fn sent(more: &Value) -> Parameters {
    let mut body = json!({"client_id": CONFIDENTIAL.0, "client_secret": CONFIDENTIAL.1});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    Parameters(body.as_object().unwrap().clone())
}

/// A code that succeeds is judged, and two tokens are signed.
fn exchange(criterion: &mut Criterion) {
    let (strictness, client, key) = (Strictness::default(), client(), SigningKey::new([7; 32]));
    let code = Code {
        grant: grant(),
        redirect_uri: REDIRECT_URI.to_owned(),
        expires_at: Timestamp::MAX,
        is_spent: false,
    };
    let parameters =
        sent(&json!({"grant_type": "authorization_code", "code": "c0de", "redirect_uri": REDIRECT_URI}));
    criterion.bench_function("exchange", |bencher| {
        bencher.iter(|| {
            let read = token_request::read(black_box(&parameters), &strictness).unwrap();
            let TokenRequest::Exchange(request) = read else { unreachable!() };
            let mut kept = code.clone();
            let case = Redemption {
                request: &request,
                client: Some(&client),
                code: Some(code.clone()),
                is_form: false,
                now: NOW,
                strictness: &strictness,
            };
            exchange::redeem(Some(&mut kept), &case).unwrap();
            issued(
                &Issuance {
                    client: &client,
                    grant: &kept.grant,
                    renewed: None,
                    now: NOW,
                    strictness: &strictness,
                },
                &key,
            )
        });
    });
}

/// A refresh token that counts is read and judged, and two new ones are signed.
fn refresh(criterion: &mut Criterion) {
    let (strictness, client, key) = (Strictness::default(), client(), SigningKey::new([7; 32]));
    let grant = grant();
    let issuance =
        Issuance { client: &client, grant: &grant, renewed: None, now: NOW, strictness: &strictness };
    let (_, token) = issued(&issuance, &key);
    let parameters = sent(&json!({"grant_type": "refresh_token", "refresh_token": token}));
    criterion.bench_function("refresh", |bencher| {
        bencher.iter(|| {
            let read = token_request::read(black_box(&parameters), &strictness).unwrap();
            let TokenRequest::Refresh(request) = read else { unreachable!() };
            let claims = refresh::claims(&request.refresh_token, &key, &strictness);
            let grant = refresh::renew(&Renewal {
                request: &request,
                client: Some(&client),
                claims: claims.as_ref(),
                counts: true,
                is_form: false,
                now: NOW,
                strictness: &strictness,
            })
            .unwrap();
            let renewed = claims.as_ref();
            issued(
                &Issuance { client: &client, grant: &grant, renewed, now: NOW, strictness: &strictness },
                &key,
            )
        });
    });
}

/// The row of a request is found, and the scopes of a token cover it.
fn route(criterion: &mut Criterion) {
    let (map, strictness) = (Map::default(), Strictness::default());
    let grant = grant();
    let issuance =
        Issuance { client: &client(), grant: &grant, renewed: None, now: NOW, strictness: &strictness };
    let claims: Claims = issuance.access_claims();
    criterion.bench_function("route with scope check", |bencher| {
        bencher.iter(|| {
            let path = black_box("/v2/bookings/c0ffee/references");
            let (route, names) = map.find(&http::Method::GET, path, Version::of(Some("2024-08-13"))).unwrap();
            let entry = Entry { claims: Some(&claims), access: route.access, strictness: &strictness };
            access::admit(&entry).unwrap();
            names
        });
    });
}

fn issued(issuance: &Issuance<'_>, key: &SigningKey) -> (String, String) {
    let secret = "xLBL9hH9lhN0N8qZm2sX8rJ4v0hS1e5YQm3jv8oXk3E".to_owned();
    (issuance.access_claims().sign(key).unwrap(), issuance.refresh_claims(secret).sign(key).unwrap())
}

criterion_group!(rules, exchange, refresh, route);
criterion_main!(rules);
