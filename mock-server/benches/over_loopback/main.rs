//! The mock over loopback, beside yardsticks that only carry the bytes, round by round in the same minutes.
//!
//! `cargo bench -p mock-server --bench over_loopback -- [--quick] [--bare] [start|exchange|refresh|me|bookings]`
//!
//! Each server is a process of its own. The load comes from one thread over connections that stay open; what it costs
//! hits both sides. A figure means something only beside the others of the same run.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and ends where it cannot measure"
)]

#[path = "../load/mod.rs"]
mod load;
mod rounds;
mod stage;
mod start;
mod work;
mod yardstick;

use load::Program;
use rounds::Rounds;
use stage::Stage;
use work::Work;
use yardstick::Yardstick;

/// That of `cal-mock`: the yardsticks are this program, and are to have no worse one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if words.first().is_some_and(|word| word == yardstick::WORD) {
        yardstick::run(&words[1..]);
        return;
    }
    let is_quick = words.iter().any(|word| word == "--quick");
    let filter = words.iter().find(|word| !word.starts_with("--"));
    let is_wanted = |name: &str| filter.is_none_or(|filter| name == filter);
    let is_bare = words.iter().any(|word| word == "--bare");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let rounds = if is_quick { Rounds::QUICK } else { Rounds::WHOLE };
    tokio::task::LocalSet::new().block_on(&runtime, measure(&rounds, is_bare, is_wanted));
}

async fn measure(rounds: &Rounds, is_bare: bool, is_wanted: impl Fn(&str) -> bool) {
    if is_wanted("start") {
        start::report(rounds.count);
    }
    let mock = Program::cal_mock();
    let mut stage = Stage::set(mock.address).await;
    println!("{}", rounds::HEAD);
    for connections in [1, 64] {
        let tokens = Yardstick::tokens(&stage.answered_exchange().await, is_bare);
        if is_wanted("exchange") {
            let work = async || Work::once(stage.exchanges(rounds.supply).await);
            rounds.play("exchange", connections, [&mock, &tokens], work).await;
        }
        if is_wanted("refresh") {
            let work = async || Work::chains(stage.refresh_tokens(connections).await);
            rounds.play("refresh", connections, [&mock, &tokens], work).await;
        }
        for (name, path) in [("me", "/v2/me"), ("bookings", "/v2/bookings?take=100")] {
            if is_wanted(name) {
                let request = stage.asking(path).await;
                let same_bytes = Yardstick::bytes(&stage.answer(&request).await, is_bare);
                let work = async || Work::Same(request.clone());
                rounds.play(name, connections, [&mock, &same_bytes], work).await;
            }
        }
    }
}
