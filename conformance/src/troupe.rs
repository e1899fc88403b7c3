//! Troupes: threads that play side by side, so that every core is busy. A scenario's stage never leaves its thread, and
//! neither does a connection: each troupe has a runtime and a transport of its own.

use std::{
    future::Future,
    num::NonZero,
    panic,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use tokio::{runtime, task::LocalSet};

use crate::transport::Transport;

/// As many as the cores.
#[must_use]
pub fn troupes() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Does `job` for each of `jobs`, with so many troupes: whichever is free takes the next one. The answers come in the order of the jobs.
///
/// # Errors
///
/// When a troupe cannot begin, or comes to an end that nobody expected.
pub fn side_by_side<J: Sync, A: Send>(
    troupes: usize,
    jobs: &[J],
    transport: &Transport,
    job: impl AsyncFn(&J, &Transport) -> A + Sync,
) -> Result<Vec<A>, String> {
    let next = AtomicUsize::new(0);
    let answers = Mutex::new(Vec::with_capacity(jobs.len()));
    let play = || -> Result<(), String> {
        let transport = transport.anew()?;
        here(async {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some(one) = jobs.get(number) else { return };
                let answer = job(one, &transport).await;
                answers.lock().unwrap_or_else(PoisonError::into_inner).push((number, answer));
            }
        })
    };
    // The runner puts a silent hook in place and its own back at the end: of several at once, one would put back the
    // silent one of another.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let ended = thread::scope(|scope| {
        let all: Vec<_> = (0..troupes.min(jobs.len())).map(|_| scope.spawn(play)).collect();
        all.into_iter()
            .map(|troupe| {
                troupe.join().unwrap_or_else(|_| Err("a thread that plays has panicked".to_owned()))
            })
            .collect::<Result<Vec<()>, String>>()
    });
    panic::set_hook(hook);
    ended?;
    let mut answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
    answers.sort_by_key(|(number, _)| *number);
    Ok(answers.into_iter().map(|(_, answer)| answer).collect())
}

/// Plays on this thread.
fn here<T>(play: impl Future<Output = T>) -> Result<T, String> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
    Ok(runtime.block_on(LocalSet::new().run_until(play)))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn transport() -> Transport {
        Transport::new(Duration::from_secs(1)).unwrap()
    }

    #[test]
    fn every_job_is_done_once_and_answered_in_its_order() {
        let jobs: Vec<u32> = (0..100).collect();
        let answers = side_by_side(3, &jobs, &transport(), async |job, _| {
            // So that others come in between.
            tokio::task::yield_now().await;
            job * 2
        });
        assert_eq!(answers.unwrap(), (0..100).map(|job| job * 2).collect::<Vec<_>>());
        assert_eq!(
            side_by_side(3, &Vec::<u32>::new(), &transport(), async |job, _| *job).unwrap(),
            Vec::<u32>::new()
        );
    }

    #[test]
    fn a_panic_is_told() {
        let ended = side_by_side(3, &[1], &transport(), async |_, _| panic!("oh"));
        let ended: Result<Vec<()>, String> = ended;
        assert!(ended.unwrap_err().contains("panicked"));
    }
}
