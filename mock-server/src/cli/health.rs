//! `cal-mock health`: for container health checks.

use super::flags::Health;
use super::port::own_address;
use super::terminal::print;
use super::{Failure, ask};

pub(super) async fn run(flags: Health) -> Result<(), Failure> {
    let url = flags.url.map_or_else(own_address, Ok)?;
    ask::get(&url, "/_mock/v1/health").await?;
    print("ok")
}
