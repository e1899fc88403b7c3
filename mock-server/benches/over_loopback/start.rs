//! From the start to the first answer, and the memory of a server of which nobody wants anything.
#![expect(clippy::cast_precision_loss, reason = "it measures")]

use std::time::Duration;

use super::load::Program;
use super::rounds::median;
use super::yardstick::Yardstick;

/// Long enough for whatever a start leaves to be done.
const A_MOMENT: Duration = Duration::from_millis(300);

/// What the bare server answers.
const OK: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\n\r\nOK";

/// Starts the mock and the bare server by turns, so often.
pub(crate) fn report(count: usize) {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..count {
        ours.push(look_at(&Program::cal_mock()));
        theirs.push(look_at(&Yardstick::bytes(OK, true)));
    }
    println!("\nstart to first answer and idle memory, medians of {count}");
    for (name, looks) in [("mock", ours), ("bare hyper server", theirs)] {
        let (times, memory): (Vec<f64>, Vec<f64>) = looks.into_iter().unzip();
        println!("{name:<18}{:>8.1} ms{:>8.1} MiB", median(&times), median(&memory));
    }
}

fn look_at(program: &Program) -> (f64, f64) {
    std::thread::sleep(A_MOMENT);
    (1e3 * program.first_answer_after.as_secs_f64(), program.memory() as f64 / 1024.0)
}
