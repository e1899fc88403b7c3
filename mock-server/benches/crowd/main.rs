//! The mock among millions of live codes and tokens: whether anybody waits, what an exchange costs, what memory does.
//!
//! `cargo bench -p mock-server --bench crowd -- [--quick] [crowd|memory]`; a few minutes, as there are millions.
//!
//! Each server is a process of its own, and time stands still in it, so that no code ends before it is exchanged.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and ends where it cannot measure"
)]

mod cycles;
#[path = "../load/mod.rs"]
#[expect(dead_code, reason = "the other benchmark needs the rest")]
mod load;
mod people;
mod probe;
mod throng;

use throng::Throng;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let is_quick = words.iter().any(|word| word == "--quick");
    let filter = words.iter().find(|word| !word.starts_with("--"));
    let is_wanted = |name: &str| filter.is_none_or(|filter| name == filter);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let tasks = tokio::task::LocalSet::new();
    if is_wanted("crowd") {
        let throng = if is_quick { Throng::QUICK } else { Throng::WHOLE };
        tasks.block_on(&runtime, throng.report());
    }
    if is_wanted("memory") {
        let counts = if is_quick { [5_000, 20_000] } else { [50_000, 1_000_000] };
        tasks.block_on(&runtime, cycles::report(counts));
    }
}
