//! Answers on record: reading them, rendering an answer the same way, and comparing the two.
//!
//! The files are insta's, so that `cargo insta review` opens them; the comparison is ours, because insta's may be
//! switched off from outside (`INSTA_FORCE_PASS`) and speaks to stdout. It never panics and never prints.
//!
//! A record holds a status line, the headers that matter, an empty line and the body:
//!
//! ```text
//! HTTP 400
//! content-type: application/json; charset=utf-8
//! cache-control: no-store
//! pragma: no-cache
//!
//! {"error":"invalid_grant","error_description":"code_invalid_or_expired"}
//! ```

use similar::TextDiff;

/// The headers that a record holds, in this order, where the answer has them.
pub const HEADERS: [&str; 4] = ["content-type", "cache-control", "pragma", "location"];

/// How literally a target is compared with the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exactness {
    /// Byte for byte: the mock.
    Raw,
    /// As JSON where both are JSON: any other target.
    Parsed,
}

/// The part of an answer that a rule owns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Status line, content type and body.
    StatusAndBody,
    /// The other headers.
    Headers,
    /// All of it.
    Whole,
}

/// An answer in the form in which it stands on record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendering {
    /// `HTTP 400`, or nothing where the status is free.
    pub status: String,
    /// `name: value`, in the order of [`HEADERS`].
    pub headers: Vec<String>,
    /// The body, what must differ replaced by `[placeholders]`.
    pub body: String,
}

impl Rendering {
    /// Reads the content of a record.
    #[must_use]
    pub fn parse(content: &str) -> Self {
        let content = content.replace("\r\n", "\n");
        let (head, body) = content.split_once("\n\n").unwrap_or((content.as_str(), ""));
        let mut lines = head.lines();
        Self {
            status: lines.next().unwrap_or_default().to_owned(),
            headers: lines.map(str::to_owned).collect(),
            body: body.trim_end_matches('\n').to_owned(),
        }
    }

    /// The content of a record.
    #[must_use]
    pub fn text(&self) -> String {
        let head: Vec<&str> =
            std::iter::once(self.status.as_str()).chain(self.headers.iter().map(String::as_str)).collect();
        format!("{}\n\n{}\n", head.join("\n"), self.body)
    }

    /// The same with nothing but `part`.
    fn only(&self, part: Part) -> Self {
        let mut it = self.clone();
        match part {
            Part::StatusAndBody => it.headers.retain(|line| is_content_type(line)),
            Part::Headers => {
                it.status.clear();
                it.headers.retain(|line| !is_content_type(line));
                it.body.clear();
            }
            Part::Whole => {}
        }
        it
    }
}

fn is_content_type(line: &str) -> bool {
    line.starts_with("content-type:")
}

/// Takes the front matter off a file in insta's format.
///
/// # Errors
///
/// When there is none.
pub fn content_of(file: &str) -> Result<String, String> {
    let file = file.replace("\r\n", "\n");
    let rest = file.strip_prefix("---\n").ok_or("it does not begin with a line of three hyphens")?;
    let (_, content) = rest.split_once("\n---\n").ok_or("its front matter does not end")?;
    Ok(content.to_owned())
}

/// A file in insta's format.
#[must_use]
pub fn file_with(content: &str, description: &str) -> String {
    format!("---\nsource: features\ndescription: {description:?}\n---\n{content}")
}

/// Whether `got` is what stands on record; else a diff.
///
/// # Errors
///
/// The lines that differ, `-` on record and `+` received.
pub fn compare(record: &str, got: &Rendering, part: Part, exactness: Exactness) -> Result<(), String> {
    let expected = Rendering::parse(record).only(part);
    let got = got.only(part);
    let (expected, got) = match exactness {
        Exactness::Raw => (expected, got),
        Exactness::Parsed => (parsed(expected), parsed(got)),
    };
    if expected == got {
        return Ok(());
    }
    Err(diff(&expected.text(), &got.text()))
}

/// The same with a JSON body sorted and laid out, and without the details of a content type.
fn parsed(mut it: Rendering) -> Rendering {
    if let Ok(json) = serde_json::from_str::<serde_json::Value>(&it.body) {
        it.body = format!("{:#}", sorted(json));
    }
    for header in &mut it.headers {
        if let Some((kind, _)) = header.split_once(';').filter(|(kind, _)| kind.starts_with("content-type")) {
            *header = kind.to_owned();
        }
    }
    it
}

fn sorted(json: serde_json::Value) -> serde_json::Value {
    match json {
        serde_json::Value::Object(members) => {
            let mut members: Vec<_> = members.into_iter().map(|(k, v)| (k, sorted(v))).collect();
            members.sort_by(|a, b| a.0.cmp(&b.0));
            serde_json::Value::Object(members.into_iter().collect())
        }
        serde_json::Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}

/// The lines that differ, with those around them.
#[must_use]
pub fn diff(expected: &str, got: &str) -> String {
    TextDiff::from_lines(expected, got)
        .unified_diff()
        .context_radius(3)
        .header("on record", "received")
        .missing_newline_hint(false)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = "HTTP 400\ncontent-type: application/json; charset=utf-8\ncache-control: no-store\n\n{\"error\":\"a\",\"b\":\"c \"}\n";

    fn received(body: &str) -> Rendering {
        Rendering { body: body.to_owned(), ..Rendering::parse(RECORD) }
    }

    #[test]
    fn a_record_survives_reading_and_writing() {
        assert_eq!(Rendering::parse(RECORD).text(), RECORD);
        assert_eq!(content_of(&file_with(RECORD, "a \"quoted\" word")), Ok(RECORD.to_owned()));
        assert!(content_of(RECORD).is_err());
    }

    #[test]
    fn the_mock_is_compared_to_the_character() {
        let same = received(r#"{"error":"a","b":"c "}"#);
        assert_eq!(compare(RECORD, &same, Part::Whole, Exactness::Raw), Ok(()));
        for other in [r#"{"error":"a","b":"c"}"#, r#"{"b":"c ","error":"a"}"#, r#"{"error": "a","b":"c "}"#] {
            assert!(compare(RECORD, &received(other), Part::Whole, Exactness::Raw).is_err(), "{other}");
        }
    }

    #[test]
    fn another_target_may_order_its_members_but_not_change_them() {
        let reordered = received(r#"{ "b":"c ", "error":"a" }"#);
        assert_eq!(compare(RECORD, &reordered, Part::Whole, Exactness::Parsed), Ok(()));
        let changed = received(r#"{"b":"c","error":"a"}"#);
        assert!(compare(RECORD, &changed, Part::Whole, Exactness::Parsed).is_err());
    }

    #[test]
    fn a_rule_is_judged_by_its_own_part_alone() {
        let mut other = received(r#"{"error":"a","b":"c "}"#);
        "HTTP 401".clone_into(&mut other.status);
        assert_eq!(compare(RECORD, &other, Part::Headers, Exactness::Raw), Ok(()));
        assert!(compare(RECORD, &other, Part::StatusAndBody, Exactness::Raw).is_err());
        other.headers.truncate(1);
        assert!(compare(RECORD, &other, Part::Headers, Exactness::Raw).is_err(), "a header less");
        let mut typed = Rendering::parse(RECORD);
        "content-type: text/html".clone_into(&mut typed.headers[0]);
        assert_eq!(compare(RECORD, &typed, Part::Headers, Exactness::Raw), Ok(()));
        assert!(compare(RECORD, &typed, Part::StatusAndBody, Exactness::Raw).is_err(), "another type");
    }

    #[test]
    fn a_diff_shows_both_sides() {
        let diff = compare(RECORD, &received("{}"), Part::Whole, Exactness::Raw).unwrap_err();
        assert!(diff.contains("-{\"error\":\"a\"") && diff.contains("+{}"), "{diff}");
    }
}
