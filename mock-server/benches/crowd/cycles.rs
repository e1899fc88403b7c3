//! Memory after many exchanges, each followed by a refresh, by the same few users and one client.
#![expect(clippy::cast_precision_loss, reason = "it measures")]

use super::load::Program;
use super::people::{self, Person};

/// Plays cycles up to each of the counts, and prints the memory then.
pub(crate) async fn report([few, many]: [usize; 2]) {
    let mock = Program::cal_mock();
    let mut people = people::move_in(mock.address).await;
    println!("\nmemory after exchanges, each followed by a refresh, by {} users", people.len());
    println!("{:>10} {:>6.1} MiB", 0, memory(&mock));
    let mut played = 0;
    let mut kept = Vec::new();
    for count in [few, many] {
        people = play(people, count - played).await;
        played = count;
        kept.push(memory(&mock));
        println!("{count:>10} {:>6.1} MiB", memory(&mock));
    }
    if let [before, after] = kept[..] {
        println!("ratio      {:>6.2}", after / before);
    }
}

/// Everybody plays their share of `count` cycles.
async fn play(people: Vec<Person>, count: usize) -> Vec<Person> {
    let share = count.div_ceil(people.len());
    let mut tasks = tokio::task::JoinSet::new();
    for mut person in people {
        tasks.spawn_local(async move {
            for _ in 0..share {
                let code = person.consent().await;
                let token = person.exchange(&code).await;
                person.refresh(&token).await;
            }
            person
        });
    }
    tasks.join_all().await
}

fn memory(program: &Program) -> f64 {
    program.memory() as f64 / 1024.0
}
