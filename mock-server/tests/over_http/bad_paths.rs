//! What stands before every handler, over HTTP and for every row of the table: paths that lead nowhere, places where one
//! may not go, and in which order that is said (production-api A4, A6, B1).

use mock_server::http::{Guard, ROUTES, Route};
use mock_server::rules::access::Access;
use serde_json::{Value, json};

use crate::office::{Office, Person};

/// No record has such a number.
const NOBODYS: [&str; 5] = ["0", "-1", "999999", "9223372036854775808", "99999999999999999999999999999"];

/// The rows that ask who calls.
fn guarded() -> impl Iterator<Item = &'static Route> {
    ROUTES
        .iter()
        .filter(|route| matches!(route.guard, Guard::Token | Guard::PermissionsFirst | Guard::Platform))
}

/// The names in a path that are numbers.
fn numbers(route: &Route) -> Vec<&'static str> {
    let names = route.path.split(['{', '}']).skip(1).step_by(2);
    names.filter(|name| name.ends_with("Id") && !matches!(*name, "linkId" | "clientId")).collect()
}

fn has_platform(route: &Route) -> bool {
    route.path.starts_with("/v2/provider/") || route.guard == Guard::Platform
}

fn has(route: &Route, name: &str) -> bool {
    numbers(route).contains(&name)
}

/// The row's path below the team or the organization, with these names in it; every other number is nobody's.
fn path(office: &Office, route: &Route, changes: &[(&str, &str)]) -> String {
    let team = if has(route, "orgId") { office.organization_team } else { office.team };
    let mut path = route.path.to_owned();
    for (name, value) in changes {
        path = path.replace(&format!("{{{name}}}"), value);
    }
    path = path.replace("{orgId}", &office.organization.to_string()).replace("{teamId}", &team.to_string());
    path = path.replace("{userId}", &office.bob.id.to_string());
    if has_platform(route) {
        path = path.replace("{clientId}", office.platform["client_id"].as_str().unwrap());
    }
    for name in ["eventTypeId", "scheduleId", "membershipId"] {
        path = path.replace(&format!("{{{name}}}"), "999999");
    }
    path.replace("{calendar}", "google").replace(['{', '}'], "")
}

/// A body that is wrong, should anybody read it.
fn wrong_body(route: &Route) -> Value {
    if route.method == "GET" { Value::Null } else { json!({"name": 1, "userId": "x", "role": 2, "title": 3}) }
}

/// What is answered to a call with a wrong body.
async fn told(office: &Office, who: &Person, route: &Route, changes: &[(&str, &str)]) -> (u16, String) {
    let path = path(office, route, changes);
    office.refused(who, route.method.as_str(), &path, wrong_body(route)).await
}

#[tokio::test]
async fn a_number_in_a_path_is_one() {
    let office = Office::open().await;
    for route in guarded() {
        for name in numbers(route) {
            for text in ["x", "1.5", "1e3", "0x10", "--1", "-", "+1", "1%20", "%F0%9F%98%80"] {
                let sentence = "Validation failed (numeric string is expected)".to_owned();
                let told = told(&office, &office.alice, route, &[(name, text)]).await;
                assert_eq!(told, (400, sentence), "{} {} {name}={text}", route.method, route.path);
            }
        }
    }
}

#[tokio::test]
async fn a_team_or_organization_that_is_not_there_is_one_where_nobody_is() {
    let office = Office::open().await;
    for route in guarded() {
        for id in NOBODYS {
            let (name, refusal) = if has(route, "orgId") {
                let sentence = format!(
                    "IsOrgGuard - provided organization id={id} does not represent any existing organization."
                );
                ("orgId", (403, sentence))
            } else {
                ("teamId", (403, format!("RolesGuard - User is not a member of the team with id={id}.")))
            };
            if has(route, name) {
                let told = told(&office, &office.alice, route, &[(name, id)]).await;
                assert_eq!(told, refusal, "{} {}", route.method, route.path);
            }
        }
    }
}

#[tokio::test]
async fn a_team_in_an_organization_must_be_there_and_one_of_its_own() {
    let office = Office::open().await;
    let (organization, foreign) = (office.organization, office.team.to_string());
    for route in guarded().filter(|route| has(route, "orgId") && has(route, "teamId")) {
        for id in NOBODYS {
            let told = told(&office, &office.alice, route, &[("teamId", id)]).await;
            assert_eq!(told, (404, format!("IsTeamInOrg - Team ({id}) not found.")), "{}", route.path);
        }
        let elsewhere = format!(
            "IsTeamInOrg - Team with id={foreign} is not part of the organization with id={organization}."
        );
        let told = told(&office, &office.alice, route, &[("teamId", &foreign)]).await;
        assert_eq!(told, (403, elsewhere), "{} {}", route.method, route.path);
    }
}

#[tokio::test]
async fn a_team_is_no_organization() {
    let office = Office::open().await;
    for team in [office.team, office.organization_team].map(|id| id.to_string()) {
        for route in guarded().filter(|route| has(route, "orgId")) {
            let sentence = format!(
                "IsOrgGuard - provided organization id={team} does not represent any existing organization."
            );
            let told = told(&office, &office.alice, route, &[("orgId", &team)]).await;
            assert_eq!(told, (403, sentence), "{} {}", route.method, route.path);
        }
    }
}

#[tokio::test]
async fn strangers_go_nowhere() {
    let office = Office::open().await;
    for route in guarded().filter(|route| has(route, "orgId") || has(route, "teamId")) {
        let sentence = if has(route, "orgId") {
            format!("RolesGuard - User is not a member of the organization with id={}.", office.organization)
        } else {
            format!("RolesGuard - User is not a member of the team with id={}.", office.team)
        };
        let told = told(&office, &office.carol, route, &[]).await;
        assert_eq!(told, (403, sentence), "{} {}", route.method, route.path);
    }
}

#[tokio::test]
async fn members_look_and_change_nothing() {
    let office = Office::open().await;
    let bob = office.bob.id;
    for route in guarded().filter(|route| has(route, "orgId") || has(route, "teamId")) {
        if route.method == "GET" {
            let answer = office.ask(&office.bob, "GET", &path(&office, route, &[]), Value::Null).await;
            assert_ne!(answer.status, 403, "{} {}", route.path, answer.text);
            continue;
        }
        let organization =
            has(route, "orgId").then(|| format!("organization with id={}", office.organization));
        let team = if has(route, "orgId") { office.organization_team } else { office.team };
        let team = has(route, "teamId").then(|| format!("team with id={team}"));
        let place: Vec<_> = organization.into_iter().chain(team).collect();
        let is_of_organization = matches!(route.access, Access::Scope(scope) if scope.starts_with("ORG_"));
        let role = if is_of_organization { "ORG_ADMIN" } else { "TEAM_ADMIN" };
        let wanted = format!(
            "RolesGuard - user with id={bob} does not have the minimum required role={role} within {}.",
            place.join(" ")
        );
        let told = told(&office, &office.bob, route, &[]).await;
        assert_eq!(told, (403, wanted), "{} {}", route.method, route.path);
    }
}

#[tokio::test]
async fn a_member_in_a_path_is_one() {
    let office = Office::open().await;
    let (organization, carol) = (office.organization, office.carol.id.to_string());
    for route in guarded().filter(|route| has(route, "orgId") && has(route, "userId")) {
        for user in NOBODYS.into_iter().chain([carol.as_str()]) {
            let sentence = format!(
                "IsUserInOrg - user with id={user} is not part of the organization with id={organization}."
            );
            let told = told(&office, &office.alice, route, &[("userId", user)]).await;
            assert_eq!(told, (403, sentence), "{} {}", route.method, route.path);
        }
    }
    // In the organization, and not in this team.
    let body = json!({"userId": office.carol.id, "accepted": true});
    office.asked(&office.alice, "POST", &format!("/v2/teams/{organization}/memberships"), body).await;
    for route in guarded().filter(|route| has(route, "teamId") && has(route, "userId")) {
        let sentence =
            format!("RolesGuard - User is not a member of the team with id={}.", office.organization_team);
        let told = told(&office, &office.alice, route, &[("userId", &carol)]).await;
        assert_eq!(told, (403, sentence), "{}", route.path);
    }
}

#[tokio::test]
async fn whoever_was_asked_and_did_not_say_yes_is_a_stranger() {
    let office = Office::open().await;
    let team = format!("/v2/teams/{}", office.team);
    let asked = json!({"userId": office.carol.id, "role": "OWNER"});
    office.asked(&office.alice, "POST", &format!("{team}/memberships"), asked).await;
    let sentence = format!("RolesGuard - User is not a member of the team with id={}.", office.team);
    for method in ["GET", "PATCH", "DELETE"] {
        let refused = office.refused(&office.carol, method, &team, json!({})).await;
        assert_eq!(refused, (403, sentence.clone()), "{method}");
    }
}

#[tokio::test]
async fn scopes_come_before_numbers_roles_existence_and_bodies() {
    let office = Office::open().await;
    let token = office.token("APPS_WRITE").await;
    for route in guarded() {
        let Access::Scope(scope) = route.access else { continue };
        let wanted = format!(
            "insufficient_scope: token does not have the required scopes. Required: {scope}. Token has: APPS_WRITE"
        );
        let odd: Vec<_> = numbers(route).into_iter().map(|name| (name, "x")).collect();
        for changes in [&odd[..], &[]] {
            let path = path(&office, route, changes);
            let answer = office.ask_with(Some(&token), route.method.as_str(), &path, wrong_body(route)).await;
            let message = &answer.json["error"]["message"];
            assert_eq!((answer.status, message), (403, &json!(wanted)), "{} {path}", route.method);
        }
    }
}

#[tokio::test]
async fn who_calls_comes_before_numbers_roles_existence_and_bodies() {
    let office = Office::open().await;
    for route in guarded() {
        let odd: Vec<_> = numbers(route).into_iter().map(|name| (name, "x")).collect();
        let path = path(&office, route, &odd);
        let answer = office.ask_with(None, route.method.as_str(), &path, wrong_body(route)).await;
        let wanted = match route.guard {
            Guard::PermissionsFirst => (403, "PermissionsGuard - no authentication provided."),
            // A platform client in the path is as good as one in a header.
            _ if has_platform(route) => (401, "ApiAuthStrategy - Only 'x-cal-client-id' header provided."),
            _ => (401, "ApiAuthStrategy - No authentication method provided."),
        };
        let message = answer.json["error"]["message"].as_str().unwrap();
        assert!((answer.status, true) == (wanted.0, message.starts_with(wanted.1)), "{path} {message}");
    }
}

#[tokio::test]
async fn the_version_comes_before_scopes() {
    let office = Office::open().await;
    let token = office.token("APPS_WRITE").await;
    for route in guarded().filter(|route| !route.versions.is_empty()) {
        for version in ["2024-04-15", "2024-06-11", "2024-06-14", "2024-08-13", "2024-09-04", "2026-02-25"] {
            if route.versions.contains(&version) {
                continue;
            }
            let path = path(&office, route, &[]);
            let url = office.house.url(&path);
            let request = office.house.http.request(route.method.clone(), url).bearer_auth(&token);
            let answer = office.house.send(request.header("cal-api-version", version)).await;
            let wanted = format!("Cannot {} {path}", route.method);
            assert_eq!((answer.status, &answer.json["error"]["message"]), (404, &json!(wanted)), "{version}");
        }
    }
}

#[tokio::test]
async fn numbers_come_before_roles() {
    let office = Office::open().await;
    for route in guarded().filter(|route| has(route, "orgId") || has(route, "teamId")) {
        for name in numbers(route) {
            let told = told(&office, &office.carol, route, &[(name, "x")]).await;
            assert_eq!(told.0, 400, "{} {}: {}", route.method, route.path, told.1);
        }
    }
}

#[tokio::test]
async fn existence_comes_before_bodies() {
    let office = Office::open().await;
    let organization = format!("/v2/organizations/{}", office.organization);
    let members = format!("{organization}/users/{}/schedules/999999", office.bob.id);
    let membership = "Organization's Team membership not found";
    for (path, sentence) in [
        ("/v2/schedules/999999".to_owned(), "Schedule with ID=999999 does not exist."),
        (members, "Schedule with ID=999999 does not exist."),
        (format!("/v2/teams/{}/memberships/999999", office.team), membership),
        (format!("{organization}/teams/{}/memberships/999999", office.organization_team), membership),
    ] {
        let refused = office.refused(&office.alice, "PATCH", &path, json!({"name": 1, "role": 1})).await;
        assert_eq!(refused, (404, sentence.to_owned()));
    }
}
