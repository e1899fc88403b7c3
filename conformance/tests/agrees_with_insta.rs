//! Our comparison of answers on record against insta's, on a corpus of pairs: what one accepts the other accepts.
//!
//! Both forgive blank lines at the end; neither forgives anything else.

use std::{fs, panic, path::Path};

use conformance::snapshot::{Exactness, Part, Rendering, compare, file_with};

const RECORD: &str = "HTTP 400\ncontent-type: application/json; charset=utf-8\npragma: no-cache\n\n{\"error\":\"a\",\"error_description\":\"b \"}\n";

/// Whether insta accepts `got` for the record in `folder`.
fn insta_accepts(folder: &Path, got: &str) -> bool {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let got = got.to_owned();
    panic::catch_unwind(panic::AssertUnwindSafe(|| {
        settings.bind(|| insta::assert_snapshot!("record", got));
    }))
    .is_ok()
}

#[test]
fn both_accept_and_refuse_the_same_answers() {
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("record.snap"), file_with(RECORD, "a record")).unwrap();
    let corpus = [
        ("the same", RECORD.to_owned(), true),
        ("another status", RECORD.replace("400", "401"), false),
        ("another word", RECORD.replace("\"a\"", "\"c\""), false),
        ("a blank less", RECORD.replace("b ", "b"), false),
        ("a blank more", RECORD.replace("{\"error\":", "{\"error\": "), false),
        (
            "another order",
            RECORD.replace(
                "\"error\":\"a\",\"error_description\":\"b \"",
                "\"error_description\":\"b \",\"error\":\"a\"",
            ),
            false,
        ),
        ("a header less", RECORD.replace("pragma: no-cache\n", ""), false),
        ("a header more", RECORD.replace("pragma:", "location: /\npragma:"), false),
        (
            "no body",
            "HTTP 400\ncontent-type: application/json; charset=utf-8\npragma: no-cache\n\n\n".to_owned(),
            false,
        ),
    ];
    for (name, got, same) in corpus {
        let ours = compare(RECORD, &Rendering::parse(&got), Part::Whole, Exactness::Raw).is_ok();
        assert_eq!(ours, same, "ours: {name}");
        assert_eq!(insta_accepts(folder.path(), &got), same, "insta: {name}");
    }
}
