//! `cal-mock health`: for container health checks.

use super::flags::Health;
use super::{Failure, ask, print};

pub(super) async fn run(flags: Health) -> Result<(), Failure> {
    ask::get(&flags.url, "/_mock/v1/health").await?;
    print("ok");
    Ok(())
}
