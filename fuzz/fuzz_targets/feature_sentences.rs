//! Sentences of a feature file: a whole file where it begins with `Feature:`, else the steps of one scenario, a line each.
//!
//! A line `$7` stands for the seventh sentence of the rule book, counted round and round, and `$7 x` for the same with `x` in
//! place of what stands in its first quotes: so any sentence can follow any other.
//!
//! Whatever is wrong with a book is told with a line inside its file; and what lint lets pass is played against the embedded
//! mock, where a sentence may be refused, but never makes the harness panic.

#![no_main]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use conformance::catalogue::{Book, Records, Shelf, Spot};
use conformance::play::{Setting, play};
use conformance::run::Texts;
use conformance::stopping::Stopping;
use conformance::target::{Target, mock::Lanes};
use conformance::transport::Transport;
use conformance::verdict::Halt;
use fuzz::text;
use libfuzzer_sys::fuzz_target;

const NAME: &str = "features/fuzz.feature";
/// More of them say nothing that fewer do not.
const MOST_SENTENCES: usize = 12;
const MOST_SCENARIOS: usize = 4;

/// Every sentence of the rule book, with its keyword.
static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let book = Book::read(&Shelf::embedded_features());
    let steps = book.scenarios().flat_map(|(_, scenario)| scenario.steps.iter());
    let sentences: BTreeSet<_> = steps.map(|step| format!("{:?} {}", step.ty, step.value)).collect();
    sentences.into_iter().collect()
});

thread_local! {
    static STAGE: (tokio::runtime::Runtime, Arc<Target>) = {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let transport = Transport::new(Duration::from_secs(10)).expect("a transport");
        (runtime, Arc::new(Target::Mock(Lanes::new(1, None, transport))))
    };
}

fuzz_target!(|data: &[u8]| {
    let Some(text) = text(data) else { return };
    let written = if text.starts_with("Feature:") { text.to_owned() } else { feature(text) };
    let shelf =
        Shelf { texts: vec![(NAME.to_owned(), written.clone())], folder: Some(PathBuf::from("features")) };
    let texts = Texts::read(&shelf, &Shelf::default());
    let flaws = texts.lint();
    let lines = written.lines().count().max(1);
    for flaw in &flaws {
        assert!(flaw.spot.file == NAME && (1..=lines + 1).contains(&flaw.spot.line), "no such line: {flaw}");
        assert!(!flaw.message.is_empty());
    }
    let spots: Vec<Spot> = texts.book.scenarios().map(|(_, scenario)| scenario.spot.clone()).collect();
    if flaws.is_empty() && !spots.is_empty() && spots.len() <= MOST_SCENARIOS {
        goes_through(&texts.book, &spots);
    }
});

/// A scenario with these steps, in a rule that nothing else is wrong with.
fn feature(steps: &str) -> String {
    let steps = steps.lines().take(MOST_SENTENCES).map(|line| format!("      {}", sentence(line)));
    let steps: Vec<_> = steps.collect();
    format!(
        "Feature: Fuzz\n\n  @TOKEN-01 @documented\n  Rule: Somebody holds\n    \"Somebody\" (says so)\n    It matters.\n\n    \
         @destructive\n    Scenario: It goes through\n{}\n",
        steps.join("\n")
    )
}

/// A line as it stands there, or the sentence of the rule book that it stands for.
fn sentence(line: &str) -> String {
    let Some(rest) = line.strip_prefix('$') else { return line.to_owned() };
    let (number, argument) = rest.split_once(' ').map_or((rest, None), |(number, text)| (number, Some(text)));
    let Ok(number) = number.parse::<usize>() else { return line.to_owned() };
    let sentence = &SENTENCES[number % SENTENCES.len()];
    match (argument, sentence.split('"').collect::<Vec<_>>().as_mut_slice()) {
        (Some(argument), parts @ [_, _, ..]) => {
            parts[1] = argument;
            parts.join("\"")
        }
        _ => sentence.clone(),
    }
}

fn goes_through(book: &Book, spots: &[Spot]) {
    STAGE.with(|(runtime, target)| {
        let setting = Setting {
            target: Arc::clone(target),
            records: Arc::new(Records::default()),
            concurrency: 1,
            progress: None,
            stopping: Stopping::default(),
            first_failure: None,
        };
        for (spot, played) in runtime.block_on(play(book, spots, &setting)) {
            let Some(stop) = played.stop else { continue };
            let is_panic = matches!(&stop.halt, Halt::Ours(why) if why.contains("a panic at"));
            assert!(!is_panic, "{spot}: {}: {}", stop.step, stop.halt.message());
        }
    });
}
