//! What was probably meant by a word that is not known.

/// More changes than this are another word.
const CLOSE: usize = 2;

/// The known word next to `word`, if one is near.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = |known: &'a str| {
        let distance = strsim::osa_distance(&word.to_lowercase(), &known.to_lowercase());
        (distance <= CLOSE && distance < known.len()).then_some((distance, known))
    };
    known.into_iter().filter_map(near).min_by_key(|(distance, _)| *distance).map(|(_, known)| known)
}

/// A message of the TOML reader in our words, with the word that was probably meant.
pub(super) fn mended(message: &str) -> String {
    for (theirs, ours) in [("unknown field", "unknown key"), ("unknown variant", "unknown value")] {
        let Some(rest) = message.strip_prefix(theirs) else { continue };
        let words: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
        let Some((unknown, known)) = words.split_first() else { continue };
        let listed = known.join(", ");
        return match nearest(unknown, known.iter().copied()) {
            Some(meant) => format!("{ours} `{unknown}`; did you mean `{meant}`? Known here: {listed}"),
            None if known.is_empty() => format!("{ours} `{unknown}`; nothing may stand here"),
            None => format!("{ours} `{unknown}`; known here: {listed}"),
        };
    }
    match message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
        Some(key) => format!("`{key}` is missing"),
        None => message.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_told_from_another_word() {
        let known = ["confidential", "public", "other"];
        assert_eq!(nearest("confidental", known), Some("confidential"));
        assert_eq!(nearest("Pubilc", known), Some("public"));
        assert_eq!(nearest("webdriver", known), None);
    }

    #[test]
    fn the_messages_of_the_reader_name_what_was_meant() {
        let told = mended("unknown field `stratgy`, expected `strategy`");
        assert_eq!(told, "unknown key `stratgy`; did you mean `strategy`? Known here: strategy");
        let told = mended("unknown variant `command`, expected `form` or `manual`");
        assert_eq!(told, "unknown value `command`; known here: form, manual");
        assert_eq!(mended("missing field `name`"), "`name` is missing");
    }
}
