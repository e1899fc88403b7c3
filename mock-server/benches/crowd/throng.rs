//! Two million codes that live at once, and half of them exchanged: the longest wait meanwhile, and what an exchange costs
//! among them beside one among a thousand.
#![expect(clippy::cast_precision_loss, reason = "it measures")]

use std::time::Duration;

use super::load::Program;
use super::people::{self, Person};
use super::probe::Probe;

/// How many there are.
pub(crate) struct Throng {
    codes: usize,
    exchanges: usize,
    /// How often an exchange among many is compared with one among few.
    rounds: usize,
    /// How many at a time.
    batch: usize,
}

/// The waits are told of so many parts of the way.
const PARTS: usize = 10;

impl Throng {
    pub(crate) const WHOLE: Self = Self { codes: 2_000_000, exchanges: 1_000_000, rounds: 100, batch: 1_000 };
    pub(crate) const QUICK: Self = Self { codes: 40_000, exchanges: 20_000, rounds: 4, batch: 1_000 };

    /// Plays it, and prints what came out.
    pub(crate) async fn report(&self) {
        let crowd = Program::cal_mock();
        let mut people = people::move_in(crowd.address).await;
        let waits = Waits { of_the_mock: Probe::of(crowd.address), of_the_machine: Probe::of_the_machine() };

        println!(
            "\nlongest wait of somebody who asks every millisecond: the mock, and a thread that only answers"
        );
        let mut codes = Vec::with_capacity(self.codes);
        for part in 1..=PARTS {
            let more;
            (people, more) = consent(people, self.codes / PARTS).await;
            codes.extend(more);
            waits.tell(&format!("up to {} codes come to live", part * self.codes / PARTS));
        }
        println!("memory then: {:.0} MiB", crowd.memory() as f64 / 1024.0);

        let few = Program::cal_mock();
        let mut others = people::move_in(few.address).await;
        let (mut among_many, mut among_few) = (Duration::ZERO, Duration::ZERO);
        for _ in 0..self.rounds {
            let batch = codes.split_off(codes.len() - self.batch);
            let spent;
            (people, spent) = exchange(people, &crowd, batch).await;
            among_many += spent;
            let batch;
            (others, batch) = consent(others, self.batch).await;
            let spent;
            (others, spent) = exchange(others, &few, batch).await;
            among_few += spent;
        }
        waits.tell(&format!("{} codes and tokens live, some are exchanged", self.codes));
        let each = |all: Duration| 1e6 * all.as_secs_f64() / (self.rounds * self.batch) as f64;
        println!(
            "processor time of an exchange among {} live codes {:.1} us, among at most {} {:.1} us, ratio {:.2}",
            self.codes,
            each(among_many),
            self.batch,
            each(among_few),
            among_many.as_secs_f64() / among_few.as_secs_f64()
        );

        for part in 1..=PARTS {
            let batch = codes.split_off(codes.len() - self.exchanges / PARTS);
            (people, _) = exchange(people, &crowd, batch).await;
            waits.tell(&format!("up to {} codes become tokens", part * self.exchanges / PARTS));
        }
    }
}

/// Everybody consents to their share of `count` codes.
async fn consent(people: Vec<Person>, count: usize) -> (Vec<Person>, Vec<String>) {
    let share = count.div_ceil(people.len());
    let mut tasks = tokio::task::JoinSet::new();
    for mut person in people {
        tasks.spawn_local(async move {
            let mut codes = Vec::with_capacity(share);
            for _ in 0..share {
                codes.push(person.consent().await);
            }
            (person, codes)
        });
    }
    let (people, codes): (Vec<_>, Vec<_>) = tasks.join_all().await.into_iter().unzip();
    (people, codes.concat())
}

/// Everybody exchanges their share of `codes`; and the processor time that it took the server.
async fn exchange(people: Vec<Person>, server: &Program, codes: Vec<String>) -> (Vec<Person>, Duration) {
    let before = server.processor_time();
    let mut tasks = tokio::task::JoinSet::new();
    let share = codes.len().div_ceil(people.len());
    let mut shares = codes.chunks(share).map(<[String]>::to_vec);
    for mut person in people {
        let codes = shares.next().unwrap_or_default();
        tasks.spawn_local(async move {
            for code in codes {
                person.exchange(&code).await;
            }
            person
        });
    }
    let people = tasks.join_all().await;
    (people, server.processor_time().saturating_sub(before))
}

/// Two who ask at the same time: what the machine makes one wait is not the mock's doing.
struct Waits {
    of_the_mock: Probe,
    of_the_machine: Probe,
}

impl Waits {
    fn tell(&self, meanwhile: &str) {
        let [mock, machine] =
            [&self.of_the_mock, &self.of_the_machine].map(|probe| 1e3 * probe.longest().as_secs_f64());
        println!("{meanwhile:>60}: {mock:>6.1} ms {machine:>6.1} ms");
    }
}
