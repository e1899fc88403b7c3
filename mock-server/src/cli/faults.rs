//! `cal-mock faults`: every way in which the server can be told to be wrong.

use serde_json::{Value, json};

use super::Failure;
use super::flags::{Faults, FaultsFormat};
use super::terminal::print;

#[expect(clippy::unnecessary_wraps, reason = "every command has this shape")]
pub(super) fn run(flags: &Faults) -> Result<(), Failure> {
    let faults = mock_server::faults();
    match flags.format {
        FaultsFormat::Text => {
            for fault in faults {
                print(&format!("{}\n  {}\n  breaks {}\n", fault.name, fault.wrong, fault.breaks.join(", ")));
            }
        }
        FaultsFormat::Json => {
            let list: Vec<Value> = faults
                .iter()
                .map(|fault| json!({"name": fault.name, "wrong": fault.wrong, "breaks": fault.breaks}))
                .collect();
            print(&format!("{:#}", Value::from(list)));
        }
    }
    Ok(())
}
