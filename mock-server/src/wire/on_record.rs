//! The tables of errors as reviewers see them: `mock-server/snapshots`.

use std::fmt::Write;

/// Compares the errors, each with its status, class and reason, with the table on record.
pub(super) fn on_record(
    name: &str,
    errors: impl Iterator<Item = ((u16, &'static str, &'static str), String)>,
) {
    let mut table = String::new();
    for ((status, code, reason), error) in errors {
        writeln!(table, "{status}  {code:<29} {reason:<22} {error}").unwrap();
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots");
    insta::with_settings!({ snapshot_path => folder, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, table);
    });
}
