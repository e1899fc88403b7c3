//! `cal-mock routes`: the permission matrix.

use mock_server::http::matrix;

use super::Failure;
use super::flags::{ListFormat, Routes};
use super::terminal::print;

pub(super) fn run(flags: &Routes) -> Result<(), Failure> {
    print(&match flags.format {
        ListFormat::Text => matrix::as_text(),
        ListFormat::Json => format!("{:#}", matrix::as_json()),
    })
}
