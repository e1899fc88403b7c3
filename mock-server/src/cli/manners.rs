//! `--behaviour`, `--quirk`, `--no-quirk` and `--fault`: whose manners the server has, and where it is wrong.
//!
//! They add up, whatever their order. Only what contradicts itself is refused; what changes nothing is remarked on.

use mock_server::{Behaviour, Builder, Fault};

use super::Failure;
use super::flags::{Manners, Serve};
use super::terminal::complain;

/// A server to be, with the manners that the flags ask for.
pub(super) fn taught(builder: Builder, flags: &Serve) -> Result<Builder, Failure> {
    let behaviour = match flags.behaviour {
        Manners::Documented => Behaviour::Documented,
        Manners::Production => Behaviour::Production,
    };
    let added = named(&flags.quirks, |name| quirk("--quirk", name))?;
    let spared = named(&flags.no_quirks, |name| quirk("--no-quirk", name))?;
    let faults = named(&flags.faults, fault)?;
    for spared in &spared {
        let is_same = |other: &&&Fault| other.name == spared.name;
        let asked = added.iter().find(is_same).map(|_| "--quirk");
        if let Some(flag) = asked.or_else(|| faults.iter().find(is_same).map(|_| "--fault")) {
            let name = spared.name;
            let mend = "leave out one of the two";
            let text = format!("{flag} {name} and --no-quirk {name} contradict each other: {mend}");
            return Err(Failure::Usage(text));
        }
    }
    let comes_along = |quirk: &Fault| behaviour.quirks().iter().any(|own| own.name == quirk.name);
    for quirk in spared.iter().filter(|quirk| !comes_along(quirk)) {
        let mend = "the documented behaviour has no quirks; it is meant for --behaviour production";
        complain(&format!("--no-quirk {} changes nothing: {mend}", quirk.name));
    }
    for quirk in added.iter().filter(|quirk| comes_along(quirk)) {
        complain(&format!("--quirk {} changes nothing: it comes with --behaviour production", quirk.name));
    }
    let builder = builder.behaviour(behaviour);
    let builder = spared.into_iter().fold(builder, Builder::without_quirk);
    let builder = added.into_iter().fold(builder, Builder::quirk);
    Ok(faults.into_iter().fold(builder, Builder::fault))
}

fn named(
    names: &[String],
    find: impl Fn(&str) -> Result<&'static Fault, Failure>,
) -> Result<Vec<&'static Fault>, Failure> {
    names.iter().map(|name| find(name)).collect()
}

fn quirk(flag: &str, name: &str) -> Result<&'static Fault, Failure> {
    Fault::quirk_named(name).ok_or_else(|| {
        let all: Vec<_> = Behaviour::Production.quirks().iter().map(|quirk| quirk.name).collect();
        let all = all.join(", ");
        match Fault::named(name) {
            Some(_) => Failure::Usage(format!(
                "{flag} {name}: that is a fault that production does not have: take --fault; the quirks are {all}"
            )),
            None => Failure::Usage(format!("{flag} {name}: there is no such quirk; there are {all}")),
        }
    })
}

fn fault(name: &str) -> Result<&'static Fault, Failure> {
    Fault::named(name).ok_or_else(|| {
        Failure::Usage(format!("--fault {name}: there is no such fault; `cal-mock faults` lists them"))
    })
}
