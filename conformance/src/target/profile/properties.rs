//! Target files: what was meant is read, a key that is not known is told in its line, and no secret is shown.

use proptest::{prelude::*, sample::Index, test_runner::Config};

use super::*;

const SECRET: &str = "5ec2e7015ec2e701";

/// The sections of a file that can be used, with something of one's own in each.
fn sections() -> impl Strategy<Value = Vec<Vec<String>>> {
    let words = (
        "[A-Za-z0-9]{1,8}",
        "https?://[a-z]{1,8}\\.example(:[1-9][0-9]{0,3})?(/[a-z]{1,4})?",
        1_u32..10_000,
        0_u64..100_000,
    );
    (words, prop::bool::ANY, prop::bool::ANY).prop_map(
        |((word, address, often, id), is_destructive, has_public)| {
            let mut sections = vec![
                vec![
                    "[target]".to_owned(),
                    format!("name = \"{word}\""),
                    format!("app_url = \"{address}\""),
                    format!("api_url = \"{address}\""),
                ],
                vec!["[provision]".to_owned(), "strategy = \"static\"".to_owned()],
                vec![
                    "[limits]".to_owned(),
                    format!("rate = \"{often}/h\""),
                    format!("destructive = {is_destructive}"),
                ],
                vec!["[fixtures]".to_owned(), format!("team = {id}"), format!("booking = \"{word}-{id}\"")],
                vec![
                    "[clients.confidential]".to_owned(),
                    format!("id = \"confidential-{word}\""),
                    "secret = { env = \"SECRET\" }".to_owned(),
                    format!("redirect_uris = [\"{address}\"]"),
                    "scopes = [\"PROFILE_READ\"]".to_owned(),
                ],
                vec![
                    "[users.owner]".to_owned(),
                    format!("email = \"{word}@example.com\""),
                    "password = { env = \"PASSWORD\" }".to_owned(),
                ],
            ];
            if has_public {
                let uris = format!("redirect_uris = [\"{address}\"]");
                let scopes = "scopes = [\"BOOKING_READ\"]".to_owned();
                sections.push(vec![
                    "[clients.public]".to_owned(),
                    format!("id = \"public-{word}\""),
                    uris,
                    scopes,
                ]);
            }
            sections
        },
    )
}

fn read(lines: &[String]) -> Result<Profile, Unusable> {
    Profile::parse(&Handwritten::new("t.toml", lines.join("\n")), &|_| Some(SECRET.to_owned()))
}

proptest! {
    #![proptest_config(Config { cases: Config::default().cases / 2, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_stands_in_the_file_is_what_is_meant_in_whatever_order(sections in sections().prop_shuffle()) {
        let lines = sections.concat();
        let profile = read(&lines).map_err(|it| TestCaseError::fail(it.to_string()))?;
        prop_assert_eq!(&profile.server.app_url, &profile.server.api_url);
        let mut meant = vec![
            format!("name = \"{}\"", profile.server.name),
            format!("rate = \"{}\"", profile.rate.map(|rate| rate.to_string()).unwrap_or_default()),
            format!("destructive = {}", profile.destructive),
            format!("team = {}", profile.fixtures[&Fixture::Team]),
        ];
        for (role, client) in &profile.clients {
            meant.extend([format!("[clients.{role}]"), format!("id = \"{}\"", client.id)]);
            prop_assert_eq!(client.secret.as_deref(), (*role == Role::Confidential).then_some(SECRET));
        }
        for line in meant {
            prop_assert!(lines.contains(&line), "{} does not stand there", line);
        }
        let shown = format!("{profile:?}");
        prop_assert!(!shown.contains(SECRET), "{}", shown);
    }

    #[test]
    fn a_key_that_is_not_known_is_told_in_its_line(sections in sections().prop_shuffle(), section: Index, below: Index) {
        let mut sections = sections;
        let place = section.index(sections.len());
        let above: usize = sections[..place].iter().map(Vec::len).sum();
        let below = 1 + below.index(sections[place].len());
        sections[place].insert(below, format!("nonsense = \"{SECRET}\""));
        let unusable = read(&sections.concat()).unwrap_err();
        prop_assert_eq!(&unusable.place, &format!("t.toml:{}:1", above + below + 1), "{}", unusable);
        prop_assert!(unusable.message.contains("nonsense") && !unusable.message.contains(SECRET), "{}", unusable);
    }

    #[test]
    fn whatever_is_no_target_file_is_told_with_a_place_inside_it(text in "(\\PC|\n|\\[target\\]\n|name = \"a\"\n|=|\"){0,12}") {
        let unusable = Profile::parse(&Handwritten::new("t.toml", text.clone()), &|_| None).unwrap_err();
        prop_assert!(!unusable.message.is_empty() && !unusable.message.contains('\n'), "{:?}", unusable);
        let place = unusable.place.strip_prefix("t.toml:").and_then(|place| place.split_once(':'));
        let (line, column): (usize, usize) = place.map(|(line, column)| (line.parse().unwrap(), column.parse().unwrap())).unwrap();
        let columns = text.split('\n').nth(line - 1).map(|line| line.chars().count() + 1);
        prop_assert!(columns.is_some_and(|last| (1..=last).contains(&column)), "{}", unusable);
    }
}
