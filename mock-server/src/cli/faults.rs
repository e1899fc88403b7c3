//! `cal-mock faults`: every way in which the server can be told to be wrong, production's among them.

use mock_server::Fault;
use mock_server::wire::faults::Kind;
use serde_json::{Value, json};

use super::Failure;
use super::flags::{Faults, ListFormat};
use super::terminal::print;

pub(super) fn run(flags: &Faults) -> Result<(), Failure> {
    let faults = mock_server::faults();
    match flags.format {
        ListFormat::Text => {
            for fault in faults {
                let mark = if fault.kind == Kind::Quirk { " (a quirk: production is so)" } else { "" };
                let breaks = fault.breaks.join(", ");
                print(&format!("{}{mark}\n  {}\n  breaks {breaks}\n", fault.name, fault.wrong))?;
            }
        }
        ListFormat::Json => {
            let list: Vec<Value> = faults
                .iter()
                .map(|fault| {
                    let Fault { name, kind, wrong, breaks, .. } = fault;
                    json!({"name": name, "kind": kind.word(), "wrong": wrong, "breaks": breaks})
                })
                .collect();
            print(&format!("{:#}", Value::from(list)))?;
        }
    }
    Ok(())
}
