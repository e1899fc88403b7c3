//! `cal-conformance selfcheck`.

use std::collections::BTreeSet;

use conformance::{fault::faults, selfcheck, verdict::Exit};

use super::{Ended, flags::Selfcheck, target, terminal, texts};

/// Asks a mock, or an integrator, with each fault, and prints who caught it.
pub(super) fn run(flags: &Selfcheck) -> Result<Exit, Ended> {
    if flags.list {
        let names: Vec<&str> = faults().iter().map(|fault| fault.name).collect();
        return terminal::print(&(names.join("\n") + "\n"));
    }
    let texts = texts::sound(&flags.texts)?;
    let names = &flags.faults;
    let known: BTreeSet<&str> = faults().iter().map(|fault| fault.name).collect();
    if let Some(stranger) = names.iter().find(|name| !known.contains(name.as_str())) {
        return Err(Ended::usage(format!(
            "no fault is called {stranger:?}; `cal-conformance selfcheck --list` shows them all"
        )));
    }
    let chosen: Vec<_> = faults()
        .iter()
        .copied()
        .filter(|fault| names.is_empty() || names.iter().any(|name| name == fault.name))
        .collect();
    let unproven = if names.is_empty() { selfcheck::unproven(&texts.book) } else { Vec::new() };
    let transport = target::transport()?;
    let concurrency = usize::from(flags.concurrency);
    let progress = terminal::progress("faults");
    if let Some(progress) = &progress {
        progress.set_length(chosen.len() as u64);
    }
    let (book, records) = (&texts.book, &texts.records);
    let honest = selfcheck::Honest::play(book, records, &transport, concurrency).map_err(Ended::internal)?;
    let tried = || {
        if let Some(progress) = &progress {
            progress.inc(1);
        }
    };
    let trials = selfcheck::try_faults(book, records, &honest, &chosen, &transport, concurrency, tried);
    let trials = trials.map_err(Ended::internal)?;
    if let Some(progress) = &progress {
        progress.finish_and_clear();
    }
    terminal::print(&selfcheck::matrix(&trials, &unproven))?;
    Ok(selfcheck::exit(&trials, &unproven))
}
