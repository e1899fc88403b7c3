//! World files: what was written out is read again as the same, and a mistake is told where it is.

use mock_server::World;
use mock_server::wire::WorldMistake;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Users, teams and clients that may stand in a world.
fn world() -> impl Strategy<Value = Value> {
    let user = ("[\\PC]{0,12}", prop::option::of("[\\PC]{0,20}"), prop::bool::ANY);
    let client = (
        "[a-zA-Z][\\PC]{0,10}",
        prop::bool::ANY,
        prop::bool::ANY,
        prop::collection::vec("[!-~]{1,24}", 1..3),
        0_usize..4,
    );
    (prop::collection::vec(user, 1..4), prop::collection::vec(client, 0..4)).prop_map(|(users, clients)| {
        let users = users.into_iter().enumerate().map(|(place, (name, bio, is_admin))| {
            let role = if is_admin { "admin" } else { "user" };
            json!({"email": format!("user{place}@example.com"), "name": name, "bio": bio, "role": role})
        });
        let users: Vec<_> = users.collect();
        let owners = users.len();
        let clients = clients.into_iter().enumerate().map(|(place, (name, is_public, is_legacy, secrets, status))| {
            let status = ["pending", "approved", "rejected", "approved"][status];
            json!({
                "id": format!("client-{place}"), "name": name, "type": if is_public { "public" } else { "confidential" },
                "owner": format!("USER{}@example.com", place % owners),
                "status": status,
                "scopes": if is_legacy { json!([]) } else { json!(["PROFILE_READ", "TEAM_BOOKING_READ"]) },
                "legacy": is_legacy,
                "secrets": if is_public { json!([]) } else { json!(secrets) },
            })
        });
        json!({"users": users, "clients": clients.collect::<Vec<_>>()})
    })
}

proptest! {
    #![proptest_config(super::cases(64))]

    #[test]
    fn a_world_comes_back_as_it_was_written_out(written in world()) {
        let world = World::from_json(&written.to_string()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let out = world.to_json();
        prop_assert_eq!(&World::from_json(&out.to_string()).unwrap().to_json(), &out);
        prop_assert_eq!(&World::from_toml(&world.to_toml()).unwrap().to_json(), &out);
        for client in written["clients"].as_array().unwrap() {
            for secret in client["secrets"].as_array().unwrap() {
                let secret = secret.as_str().unwrap();
                // A shorter one may well stand in something else.
                prop_assert!(secret.len() < 8 || !out.to_string().contains(secret), "a secret was written out");
            }
        }
    }

    #[test]
    fn a_key_too_much_is_told_with_its_place(written in world(), spoilt in any::<prop::sample::Index>()) {
        let mut written = written;
        let clients = written["clients"].as_array().unwrap().len();
        let (list, place) = match spoilt.index(clients + 1) {
            0 => ("users", 0),
            client => ("clients", client - 1),
        };
        written[list][place]["nonsense"] = json!(1);
        let text = serde_json::to_string_pretty(&written).unwrap();
        let error = World::from_json(&text).unwrap_err();
        let misplaced = &error.mistakes[0];
        prop_assert!(matches!(misplaced.mistake, WorldMistake::Misfit(_)), "{}", error);
        prop_assert_eq!(error.mistakes.len(), 1, "{}", error);
        let line = text.lines().nth(misplaced.line - 1).unwrap();
        let there: String = line.chars().skip(misplaced.column - 1).collect();
        prop_assert!(there.starts_with("\"nonsense\""), "{} is not at {:?}", error, there);
    }

    #[test]
    fn whatever_is_no_world_is_told_with_a_place_inside_the_text(text in "(\\PC|\n|\\[\\[users\\]\\]\n|email = \"a@b\"\n){0,12}") {
        for outcome in [World::from_toml(&text), World::from_json(&text)] {
            let Err(error) = outcome else { continue };
            for misplaced in &error.mistakes {
                let line = text.split('\n').nth(misplaced.line - 1);
                let columns = line.map(|line| line.chars().count() + 1);
                prop_assert!(columns.is_some_and(|last| (1..=last).contains(&misplaced.column)), "{}", misplaced);
            }
        }
    }
}
