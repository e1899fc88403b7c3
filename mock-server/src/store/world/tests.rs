//! A world that would be read; each test spoils one thing.

mod calendar;

use super::*;
use crate::wire::{ClientStatus, ClientType};

const FILE: &str = r#"# Who is there.
[[users]]
email = "olivia@acme.example"
password = "hunter2"
role = "admin"

[[users]]
email = "uma@acme.example"

[[teams]]
id = 10
name = "Acme Inc."
organization = true

[[teams]]
organization = 10
members = [{ user = "olivia@acme.example", role = "OWNER" }, { user = 2, role = "MEMBER" }]

[[clients]]
name = "Acme"
owner = "olivia@acme.example"
redirect_uris = ["/_mock/callback", "https://acme.example/callback"]
scopes = ["BOOKING_READ", "PROFILE_READ"]
secrets = ["5ec2e701", "5ec2e702"]

[[clients]]
name = "Acme Mobile"
type = "public"
scopes = ["PROFILE_READ"]
"#;

#[test]
fn what_is_not_said_is_sensible() {
    let world = World::from_toml(FILE).unwrap();
    let [olivia, uma] = world.users.as_slice() else { panic!("{world:?}") };
    assert_eq!((olivia.id, olivia.username.as_str(), uma.id), (1, "olivia", 2));
    assert!(olivia.password.matches("hunter2"));
    assert!(uma.password.matches(crate::store::showcase::PASSWORD));
    let [organization, team] = world.teams.as_slice() else { panic!("{world:?}") };
    assert!(organization.is_organization && !team.is_organization);
    assert_eq!((team.id, team.parent, team.name.as_str(), team.members.len()), (1, Some(10), "Team 1", 2));
    let [acme, mobile] = world.clients.as_slice() else { panic!("{world:?}") };
    assert_eq!(
        (acme.status, acme.kind, acme.owner),
        (ClientStatus::Approved, ClientType::Confidential, Some(1))
    );
    assert!(acme.knows("5ec2e701") && acme.knows("5ec2e702"));
    assert_eq!(acme.secrets.iter().map(|secret| secret.id).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(mobile.redirect_uris, ["/_mock/callback"]);
    assert_eq!(acme.id.0.len(), 64);
}

#[test]
fn an_id_that_is_made_from_a_name_is_the_same_each_time() {
    let id = || World::from_toml(FILE).unwrap().clients[0].id.clone();
    assert_eq!(id(), id());
}

#[test]
fn what_is_written_out_is_read_again_in_both_languages() {
    for world in [World::from_toml(FILE).unwrap(), World::showcase(), World::empty()] {
        let json = world.to_json();
        let from_json = World::from_json(&json.to_string()).unwrap();
        let from_toml = World::from_toml(&world.to_toml()).unwrap();
        assert_eq!((from_json.to_json(), from_toml.to_json()), (json.clone(), json));
    }
}

#[test]
fn what_is_written_out_holds_no_secret_in_plain() {
    let world = World::from_toml(FILE).unwrap();
    for text in [world.to_json().to_string(), world.to_toml(), format!("{world:?}")] {
        assert!(!text.contains("hunter2") && !text.contains("\"5ec2e701\""), "{text}");
    }
}

/// What is said of the world in which `old` is `new`.
#[track_caller]
fn complaint(old: &str, new: &str) -> String {
    assert!(FILE.contains(old), "{old}");
    World::from_toml(&FILE.replacen(old, new, 1)).unwrap_err().to_string()
}

#[test]
fn every_mistake_about_people_is_told_with_its_place_and_its_mend() {
    are_told(&[
        ("role = \"admin\"", "rôle = 1", "5:2: "),
        ("role = \"admin\"", "colour = 1", "5:1: users[0]: there is no key colour; there are email, id, "),
        ("role = \"admin\"", "role = \"boss\"", "5:8: users[0]: role must be one of user, admin"),
        ("role = \"admin\"", "id = 0", "5:6: users[0]: id must be a whole number from 1 on"),
        ("role = \"admin\"", "id = 1.5", "5:6: users[0]: id must be a whole number from 1 on"),
        ("role = \"admin\"", "id = 99999999999999999999", "5:6: users[0]: id must be a whole number"),
        ("email = \"uma@acme.example\"", "name = \"Uma\"", "7:1: users[1]: email is missing; add it"),
        ("\"uma@acme.example\"", "\"uma\"", "8:9: users[1]: email must be an e-mail address, with an @"),
        (
            "\"uma@acme.example\"",
            "\"Olivia@acme.example\"",
            "8:9: users[1].email: users[0] has the e-mail address Olivia@acme.example already; give each its own",
        ),
        ("organization = 10", "organization = 11", "16:16: teams[1].organization: there is no organization"),
        (
            "user = 2",
            "user = 3",
            "17:71: teams[1].members[1].user: there is no such user; there are olivia@acme.example, uma@",
        ),
        ("\"MEMBER\"", "\"member\"", "17:81: teams[1].members[1]: role must be one of MEMBER, ADMIN, OWNER"),
        (
            "\"MEMBER\" }",
            "\"MEMBER\", colour = 1 }",
            "17:91: teams[1].members[1]: there is no key colour; there are user, role",
        ),
        (
            "{ user = 2, role = \"MEMBER\" }",
            "2",
            "17:62: teams[1].members[1]: members must be a list of objects",
        ),
        (
            "\"hunter2\"",
            "{ hash = \"5ec2e7\", salt = \"hunter2\" }",
            "4:21: users[0].password: hash must be 64 lower-case hex digits\n4:31: users[0].password: there is no key salt",
        ),
        (
            "organization = true",
            "organization = 1.5",
            "13:16: teams[0]: organization must be true, or the id of an",
        ),
        (
            "[[teams]]\nid = 10",
            "[[teams]]\nid = 10\n[[teams]]\nid = 10",
            "13:6: teams[1].id: teams[0] has the id 10",
        ),
    ]);
}

#[test]
fn every_mistake_about_clients_is_told_with_its_place_and_its_mend() {
    are_told(&[
        (
            "owner = \"olivia@",
            "owner = \"nobody@",
            "21:9: clients[0].owner: there is no such user; there are olivia@",
        ),
        (
            "\"https://acme.example/callback\"",
            "\"http://acme.example/\"",
            "22:37: clients[0].redirect_uris[1]: HTTPS is required",
        ),
        (
            "\"https://acme.example/callback\"",
            "\"nonsense\"",
            "Invalid URL: (8 characters, no URL); write a whole one such as http",
        ),
        (
            "\"https://acme.example/callback\"",
            "\"/_mock/callback\"",
            "22:37: clients[0].redirect_uris[1]: Duplicate redirect URI",
        ),
        (
            "\"PROFILE_READ\"]",
            "\"PROFILE\"]",
            "23:27: clients[0].scopes[1]: Requested scope is not a recognized scope: another word; the",
        ),
        (
            "[\"BOOKING_READ\", \"PROFILE_READ\"]",
            "[]",
            "23:10: clients[0].scopes: At least one scope is required; add scopes",
        ),
        (
            "secrets = [\"5ec2e701\", \"5ec2e702\"]",
            "",
            "19:1: clients[0].secrets: a confidential client needs a secret; add",
        ),
        (
            "\"5ec2e702\"]",
            "\"5ec2e702\", \"x\"]",
            "24:36: clients[0].secrets[2]: a client has two secrets at most",
        ),
        ("\"5ec2e702\"]", "\" \"]", "24:24: clients[0].secrets[1]: a secret must not be empty"),
        (
            "\"5ec2e702\"]",
            "{ hash = \"5ec2\", hint = \"\" }]",
            "24:33: clients[0].secrets[1]: hash must be 64 lower-case hex digits",
        ),
        (
            "type = \"public\"",
            "type = \"public\"\nsecrets = [\"x\"]",
            "29:11: clients[1].secrets: a public client has no secrets",
        ),
        (
            "\"Acme Mobile\"",
            "\"Acme\"",
            "27:8: clients[1].name: clients[0] has this name already, and ids are made from names",
        ),
        (
            "type = \"public\"",
            "type = \"public\"\nlegacy = 0.5",
            "29:10: clients[1]: legacy must be true or false",
        ),
        ("\"Acme Mobile\"", "\" \"", "27:8: clients[1].name: Client name is required; write how"),
        ("[[clients]]", "[[client]]", "19:3: there is no key client; there are users, teams, clients"),
        (
            "[[clients]]\nname = \"Acme\"",
            "[[clients]]\nid = \"a b\"\nname = \"Acme\"",
            "20:6: clients[0]: id must be a text of up to 128",
        ),
        ("\"hunter2\"", "hunter2", "4:12: this is no TOML: "),
        (
            "role = \"admin\"",
            "email = \"a@b\"",
            "5:1: this is no TOML: duplicate key; leave out one of the two",
        ),
        (
            FILE,
            "users = 1",
            "1:9: users must be a list of objects; in TOML each begins with a line [[users]]",
        ),
    ]);
}

/// Each row: what is written otherwise, how, and what must then be said.
#[track_caller]
fn are_told(mistakes: &[(&str, &str, &str)]) {
    let mut others = Vec::new();
    for (old, new, said) in mistakes {
        let complaint = complaint(old, new);
        if !complaint.contains(said) {
            others.push(format!("{new}\n  said   {complaint}\n  wanted {said}"));
        }
        assert!(!complaint.contains("hunter2"), "{complaint}");
    }
    assert!(others.is_empty(), "{}", others.join("\n"));
}

#[test]
fn a_byte_order_mark_is_no_column() {
    for (language, world) in
        [("toml", World::from_toml("\u{feff}users = 1")), ("json", World::from_json("\u{feff}{\"users\":1}"))]
    {
        let told = world.unwrap_err().to_string();
        let place = if language == "toml" { "1:9: " } else { "1:10: " };
        assert!(told.starts_with(place), "{language}: {told}");
    }
}

#[test]
fn all_mistakes_are_told_at_once_in_their_order() {
    let text = FILE.replace("\"uma@acme.example\"", "\"uma\"").replace("\"PROFILE_READ\"", "\"PROFILE\"");
    let WorldError { mistakes, .. } = World::from_toml(&text).unwrap_err();
    assert_eq!(mistakes.iter().map(|mistake| mistake.line).collect::<Vec<_>>(), [8, 23, 29]);
}

#[test]
fn one_users_mistake_is_not_told_again_of_all_that_name_them() {
    let said = complaint("role = \"admin\"", "role = \"boss\"");
    assert!(!said.contains("no such user"), "{said}");
}

#[test]
fn every_mistake_of_one_entry_is_told() {
    let old = "name = \"Acme\"\nowner = \"olivia@acme.example\"";
    let said = complaint(old, "nome = 1\nstatus = \"gone\"\ntype = \"odd\"\nowner = \"olivia@acme.example\"");
    assert_eq!(said.lines().count(), 4, "{said}");
    for part in ["there is no key nome", "name is missing", "type must be one of", "status must be one of"] {
        assert!(said.contains(part), "{said}");
    }
    let said = complaint("name = \"Acme\"", "colour = 1\nname = \" \"");
    assert!(said.contains("there is no key colour") && said.contains("Client name is required"), "{said}");
}

#[test]
fn an_unknown_list_hides_no_other_mistake() {
    let said = complaint("[[clients]]\nname = \"Acme\"", "[[colours]]\n[[clients]]\nname = \" \"");
    assert!(said.contains("no key colours") && said.contains("Client name is required"), "{said}");
}

#[test]
fn what_may_stand_where_a_mistake_was_made_is_not_missed_as_well() {
    for (old, new) in [
        ("organization = true", "organization = true\ncolour = 1"),
        ("organization = true", "organisation = true"),
        ("id = 10\n", "id = \"ten\"\n"),
        ("[[users]]\nemail = \"uma@acme.example\"", "[[user]]\nemail = \"uma@acme.example\""),
        ("\nsecrets = [", "\nsecret = ["),
        ("\nscopes = [", "\nscope = ["),
    ] {
        let text = FILE.replacen(old, new, 1);
        let said = World::from_toml(&text).unwrap_err().to_string();
        assert_eq!(said.lines().count(), 1, "{new}\n{said}");
    }
}

/// The text has one line in JSON, and as many as entries in TOML.
#[test]
fn of_many_mistakes_the_first_are_told_and_the_others_counted() {
    let many = 100_000;
    let json = format!("{{\"users\":[{}]}}", vec!["{\"email\":\"x\"}"; many].join(","));
    let toml = "[[users]]\nemail = \"x\"\n".repeat(many);
    for error in [World::from_json(&json).unwrap_err(), World::from_toml(&toml).unwrap_err()] {
        let lines = error.lines();
        assert_eq!((lines.len(), lines[20].as_str()), (21, "and 99980 more"));
        assert!(lines[19].contains("users[19]: email must be"), "{}", lines[19]);
    }
    let secrets = vec!["\"5ec2e7\""; many].join(",");
    let client =
        format!("{{\"clients\":[{{\"name\":\"a\",\"scopes\":[\"BOOKING_READ\"],\"secrets\":[{secrets}]}}]}}");
    let said = World::from_json(&client).unwrap_err().to_string();
    assert!(said.contains("two secrets at most"), "{said:.300}");
}

#[test]
fn a_complaint_is_short_however_long_the_text() {
    let long = format!("x@{}", "x".repeat(100_000));
    let twice = format!("[[users]]\nemail = \"{long}\"\n").repeat(2);
    let uri =
        format!("{twice}[[clients]]\nname = \"a\"\nredirect_uris = [\"http://a{}\"]\n", "/a".repeat(50_000));
    let said = World::from_toml(&uri).unwrap_err().to_string();
    assert!(said.lines().count() >= 3 && said.len() < 2_000, "{said:.3000}");
}

#[test]
fn in_json_a_key_that_stands_there_twice_is_a_mistake_and_null_is_none() {
    let said = World::from_json("{\"users\": [{\"email\": \"a@b\",\n \"email\": \"c@d\"}]}")
        .unwrap_err()
        .to_string();
    assert_eq!(said, "2:2: this is no JSON: duplicate key; leave out one of the two");
    let world = World::from_json("{\"users\": null, \"teams\": [], \"clients\": null}").unwrap();
    assert!(world.users.is_empty() && world.clients.is_empty());
    let said = World::from_json("{\"a\\\":\": 1}").unwrap_err().to_string();
    assert!(said.starts_with("1:2: there is no key"), "{said}");
}

#[test]
fn in_json_places_are_found_too() {
    let json = World::from_toml(FILE).unwrap().to_json();
    let pretty = format!("{json:#}").replace("\"role\": \"user\"", "\"role\":\n  \"boss\"");
    let said = World::from_json(&pretty).unwrap_err().to_string();
    assert_eq!(said, "24:3: users[1]: role must be one of user, admin");
    let unknown = format!("{json:#}").replace("\"role\": \"user\"", "\"colour\" : 1");
    let said = World::from_json(&unknown).unwrap_err().to_string();
    assert!(said.starts_with("23:7: users[1]: there is no key colour"), "{said}");
    for (text, said) in [
        ("{\n  \"users\": [,]\n}", "2:13: this is no JSON: expected value"),
        ("[]", "1:1: this is no JSON: it holds something else"),
        (&"[".repeat(5_000), "recursion limit exceeded"),
    ] {
        let complaint = World::from_json(text).unwrap_err().to_string();
        assert!(complaint.contains(said), "{complaint}");
    }
}
