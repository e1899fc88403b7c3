//! Rounds: the mock and its yardstick by turns, so that whatever else the machine does hits both.
#![expect(clippy::disallowed_methods, clippy::cast_precision_loss, reason = "it measures")]

use std::rc::Rc;
use std::time::{Duration, Instant};

use super::load::{Connection, Program};
use super::work::Work;

/// How much is measured.
pub(crate) struct Rounds {
    pub(crate) count: usize,
    /// How long one side of a round takes at most.
    period: Duration,
    /// As many codes are there to be exchanged in a round.
    pub(crate) supply: usize,
}

/// What one side did.
#[derive(Default)]
struct Side {
    /// Requests per second, of each round.
    rates: Vec<f64>,
    answers: usize,
    processor: Duration,
}

/// Over the columns.
pub(crate) const HEAD: &str = "
                    requests per second, median of the rounds       processor time per request
what      connections      mock  yardstick  ratio (of each round)      mock  yardstick  ratio";

impl Rounds {
    pub(crate) const WHOLE: Self = Self { count: 5, period: Duration::from_millis(400), supply: 6_000 };
    pub(crate) const QUICK: Self = Self { count: 1, period: Duration::from_millis(50), supply: 500 };

    /// Plays them all over so many connections, and prints what came out. `prepare` makes the work of one round.
    pub(crate) async fn play(
        &self,
        name: &str,
        connections: usize,
        [mock, yardstick]: [&Program; 2],
        mut prepare: impl AsyncFnMut() -> Work,
    ) {
        let (mut ours, mut theirs) = (Side::default(), Side::default());
        for round in 0..self.count {
            let work = prepare().await;
            let mut turns = [(mock, &mut ours), (yardstick, &mut theirs)];
            // Nobody is always the first.
            turns.rotate_left(round % 2);
            for (program, side) in turns {
                self.turn(program, side, connections, work.clone()).await;
            }
        }
        report(name, connections, &ours, &theirs);
    }

    async fn turn(&self, program: &Program, side: &mut Side, connections: usize, work: Work) {
        let mut open = Vec::new();
        for _ in 0..connections {
            let mut connection = Connection::open(program.address).await.unwrap();
            connection.ask(b"GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
            open.push(connection);
        }
        let work = Rc::new(work);
        let (before, start) = (program.processor_time(), Instant::now());
        let end = start + self.period;
        let mut tasks = tokio::task::JoinSet::new();
        for (number, connection) in open.into_iter().enumerate() {
            tasks.spawn_local(ask_until(end, number, connection, Rc::clone(&work)));
        }
        let answers: usize = tasks.join_all().await.into_iter().sum();
        let took = start.elapsed();
        side.rates.push(answers as f64 / took.as_secs_f64());
        side.answers += answers;
        side.processor += program.processor_time().saturating_sub(before);
    }
}

/// How many answers one connection got.
async fn ask_until(end: Instant, number: usize, mut connection: Connection, work: Rc<Work>) -> usize {
    let mut answers = 0;
    while Instant::now() < end
        && let Some(request) = work.next(number)
    {
        let answer = connection.ask(&request).await.unwrap();
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(answer.body));
        work.learn(number, &answer);
        answers += 1;
    }
    answers
}

fn report(name: &str, connections: usize, ours: &Side, theirs: &Side) {
    let ratios: Vec<f64> = ours.rates.iter().zip(&theirs.rates).map(|(own, other)| own / other).collect();
    let [least, most] =
        [f64::min, f64::max].map(|pick| ratios.iter().copied().reduce(pick).unwrap_or_default());
    let each = |side: &Side| 1e6 * side.processor.as_secs_f64() / side.answers as f64;
    println!(
        "{name:<10}{connections:>11}{:>10.0}{:>11.0}  {:>5.2} ({least:.2} to {most:.2}){:>13.1} us{:>8.1} us{:>7.2}",
        median(&ours.rates),
        median(&theirs.rates),
        median(&ratios),
        each(ours),
        each(theirs),
        each(ours) / each(theirs),
    );
}

/// The one in the middle.
pub(crate) fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}
