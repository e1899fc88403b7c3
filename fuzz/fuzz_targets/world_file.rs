//! A world that somebody wrote, as JSON where it begins like that, else as TOML.
//!
//! What is taken can be written out, as JSON and as TOML, and is the same when it is read again; a server that starts with
//! it has it, and says so. What is not taken is told with a place inside the file.

#![no_main]

use fuzz::text;
use libfuzzer_sys::fuzz_target;
use mock_server::World;
use mock_server::store::{App, ClockStart, Env, Settings};
use mock_server::wire::{Origin, Strictness, WorldError, WorldMistake};

fuzz_target!(|data: &[u8]| {
    let Some(text) = text(data) else { return };
    let is_json = text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    match if is_json { World::from_json(text) } else { World::from_toml(text) } {
        Ok(world) => comes_back(world),
        Err(error) => is_told(&error, text.trim_start_matches('\u{feff}')),
    }
});

fn comes_back(world: World) {
    let written = world.to_json();
    let again = World::from_json(&written.to_string()).expect("what was written out is read again");
    assert_eq!(again.to_json(), written, "a world changed on its way through JSON");
    let toml = world.to_toml();
    let again = World::from_toml(&toml).expect("what was written out as TOML is read again");
    assert_eq!(again.to_json(), written, "a world changed on its way through TOML");

    let now = "2026-01-01T00:00:00Z".parse().expect("a moment");
    let settings = Settings {
        env: Env::new(ClockStart::FrozenAt(now), Some(1)),
        strictness: Strictness::default(),
        public_url: Origin::parse("http://127.0.0.1:3000").expect("an origin"),
        rate: None,
    };
    let app = App::new(settings, world);
    let served = app.world().to_json();
    World::from_json(&served.to_string()).expect("what a server has can be read again");
    app.reset();
    assert_eq!(app.world().to_json(), served, "a reset is not the start");
}

fn is_told(error: &WorldError, text: &str) {
    assert!(!error.mistakes.is_empty(), "nothing is wrong with it");
    // A line that ends the file may be empty, and what is missing is missed there.
    let lines: Vec<_> = text.split('\n').collect();
    for misplaced in &error.mistakes {
        let line =
            lines.get(misplaced.line.wrapping_sub(1)).unwrap_or_else(|| panic!("no such line: {misplaced}"));
        assert!((1..=line.chars().count() + 1).contains(&misplaced.column), "no such column: {misplaced}");
        let is_about_all = matches!(misplaced.mistake, WorldMistake::Unreadable { .. });
        assert!(!misplaced.mistake.to_string().is_empty() && !(is_about_all && !misplaced.part.is_empty()));
    }
    assert_eq!(error.lines().len(), error.mistakes.len() + usize::from(error.more > 0));
}
