//! Answers that wait for review beside those on record: shown whole, accepted or rejected. The files stay insta's.

use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use crate::{redaction::visible, writing::Draft};

/// An answer that waits for review.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pending {
    /// `TOKEN-12.password`.
    pub name: String,
    /// The file that waits: that of the record with `.new` at its end.
    file: PathBuf,
}

/// Everything that waits below `folder`, by name.
///
/// # Errors
///
/// When the folder cannot be read.
pub fn pending(folder: &Path) -> io::Result<Vec<Pending>> {
    let mut found = Vec::new();
    gather(folder, &mut found)?;
    found.sort();
    Ok(found)
}

fn gather(folder: &Path, found: &mut Vec<Pending>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // Not where a link leads: an answer is a file here, and a folder may hold itself.
        let (kind, file) = (entry.file_type()?, entry.path());
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if kind.is_dir() {
            gather(&file, found)?;
        } else if let Some(name) = name.strip_suffix(".snap.new").filter(|_| kind.is_file()) {
            found.push(Pending { name: name.to_owned(), file });
        }
    }
    Ok(())
}

impl Pending {
    fn record(&self) -> PathBuf {
        self.file.with_extension("")
    }

    /// Both files beside each other, line by line and without leaving anything out.
    ///
    /// # Errors
    ///
    /// When one of them cannot be read.
    pub fn shown(&self) -> io::Result<String> {
        let old = match fs::read_to_string(self.record()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            read => read?,
        };
        let new = fs::read_to_string(&self.file)?;
        let what = if old.is_empty() { "a new record" } else { "a changed record" };
        let mut text = format!("{} ({what}, {})\n", self.name, self.file.display());
        for change in TextDiff::from_lines(&old, &new).iter_all_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Equal => (' ', Style::new()),
                ChangeTag::Delete => ('-', AnsiColor::Red.on_default()),
                ChangeTag::Insert => ('+', AnsiColor::Green.on_default()),
            };
            let line = with_its_end(change.value());
            let _ = writeln!(text, "{}{sign}{line}{}", style.render(), style.render_reset());
        }
        Ok(text)
    }

    /// Puts it on record.
    ///
    /// # Errors
    ///
    /// When a file cannot be written.
    pub fn accept(&self) -> io::Result<()> {
        let text = fs::read_to_string(&self.file)?;
        Draft::at(&self.record())?.write(&without_passing_lines(&text))?;
        fs::remove_file(&self.file)
    }

    /// Throws it away; what stands on record stays.
    ///
    /// # Errors
    ///
    /// When the file cannot be removed.
    pub fn reject(&self) -> io::Result<()> {
        fs::remove_file(&self.file)
    }
}

/// A line with the blanks at its end written out, and a word where its end is missing.
fn with_its_end(line: &str) -> String {
    let (line, end) = line.strip_suffix('\n').map_or((line, " (no end of line)"), |line| (line, ""));
    let bare = line.trim_end_matches([' ', '\t']);
    let blanks: String = line[bare.len()..].chars().map(|c| c.escape_unicode().to_string()).collect();
    format!("{}{blanks}{end}", visible(bare))
}

/// insta keeps the line of the assertion only while an answer waits.
fn without_passing_lines(text: &str) -> String {
    let Some((front, content)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"))
    else {
        return text.to_owned();
    };
    let kept: Vec<&str> = front.lines().filter(|line| !line.starts_with("assertion_line:")).collect();
    format!("---\n{}\n---\n{content}", kept.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder in which one answer waits beside its record.
    fn folder(old: &str, new: &str) -> (tempfile::TempDir, Pending) {
        let folder = tempfile::TempDir::new().unwrap();
        fs::create_dir(folder.path().join("token")).unwrap();
        fs::write(folder.path().join("token/TOKEN-05.row.snap"), old).unwrap();
        fs::write(folder.path().join("token/TOKEN-05.row.snap.new"), new).unwrap();
        let mut waiting = pending(folder.path()).unwrap();
        assert_eq!(waiting.len(), 1);
        (folder, waiting.remove(0))
    }

    #[test]
    fn an_answer_that_waits_is_found_by_its_name() {
        let (_folder, waiting) = folder("a\n", "b\n");
        assert_eq!(waiting.name, "TOKEN-05.row");
        assert!(waiting.record().ends_with("token/TOKEN-05.row.snap"));
    }

    #[test]
    fn both_are_shown_whole_and_nothing_is_hidden() {
        let (_folder, waiting) = folder("same\nold \n", "same\nold\nnew\u{1b}[8m\r\nlast");
        let shown = anstream::adapter::strip_str(&waiting.shown().unwrap()).to_string();
        let (_, lines) = shown.split_once('\n').unwrap();
        assert_eq!(lines, " same\n-old\\u{20}\n+old\n+new\\u{1b}[8m\\u{d}\n+last (no end of line)\n");
    }

    #[test]
    fn what_is_accepted_stands_on_record_in_the_format_of_insta() {
        let new = "---\nsource: features\nassertion_line: 12\ndescription: \"x\"\n---\nassertion_line: 1\n";
        let (folder, waiting) = folder("a\n", new);
        waiting.accept().unwrap();
        assert_eq!(
            fs::read_to_string(waiting.record()).unwrap(),
            "---\nsource: features\ndescription: \"x\"\n---\nassertion_line: 1\n"
        );
        assert_eq!(pending(folder.path()).unwrap(), []);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_among_the_answers_is_neither_shown_nor_followed() {
        use std::os::unix::fs::symlink;
        let (folder, waiting) = folder("a\n", "b\n");
        let theirs = folder.path().join("theirs");
        fs::write(&theirs, "theirs").unwrap();
        symlink(&theirs, folder.path().join("token/TOKEN-06.snap.new")).unwrap();
        symlink(folder.path(), folder.path().join("token/again")).unwrap();
        assert_eq!(pending(folder.path()).unwrap(), [waiting.clone()]);
        fs::remove_file(waiting.record()).unwrap();
        symlink(&theirs, waiting.record()).unwrap();
        waiting.accept().unwrap();
        assert_eq!(fs::read_to_string(&theirs).unwrap(), "theirs");
        assert!(fs::symlink_metadata(waiting.record()).unwrap().is_file());
    }

    #[test]
    fn what_is_rejected_leaves_the_record_as_it_was() {
        let (folder, waiting) = folder("a\n", "b\n");
        waiting.reject().unwrap();
        assert_eq!(fs::read_to_string(waiting.record()).unwrap(), "a\n");
        assert_eq!(pending(folder.path()).unwrap(), []);
    }
}
