//! A page as a browser's parser cuts it: its tags, their attributes, and what of them would run.

/// A tag that begins an element.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    /// Names in lower case, values without the quotes and with their characters decoded.
    pub(crate) attributes: Vec<(String, String)>,
}

/// The tags of a page, in their order. What stands inside of a script or a style is none; quotes around a value, or their
/// absence, are minded as HTML 13.2.5 says.
pub(crate) fn tags(page: &str) -> Vec<Tag> {
    let (mut tags, mut rest) = (Vec::new(), page);
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (tag, after) = tag(rest);
        rest = after;
        if matches!(&*tag.name, "script" | "style" | "title" | "textarea") {
            let end = format!("</{}", tag.name);
            rest = rest.find(&end).map_or("", |at| &rest[at..]);
        }
        tags.push(tag);
    }
    tags
}

fn tag(text: &str) -> (Tag, &str) {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(text.len());
    let mut tag = Tag { name: text[..end].to_ascii_lowercase(), attributes: Vec::new() };
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (tag, rest.strip_prefix('>').unwrap_or(rest));
        }
        let is_end = |c: char| c.is_whitespace() || matches!(c, '/' | '>' | '=');
        let end = rest[1..].find(is_end).map_or(rest.len(), |at| at + 1);
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(behind) = rest.strip_prefix('=') {
            rest = behind.trim_start();
            (value, rest) = match rest.chars().next() {
                Some(quote @ ('"' | '\'')) => rest[1..].split_once(quote).unwrap_or((&rest[1..], "")),
                _ => rest.split_at(rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len())),
            };
        }
        tag.attributes.push((name, decoded(value)));
    }
}

fn decoded(value: &str) -> String {
    [
        ("&#34;", "\""),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(value.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// What of a page would run or load something that is not the server's own: nothing, if all is well.
pub(crate) fn dangers(page: &str) -> Vec<String> {
    let tags = tags(page);
    let told = |tag: &Tag, what: &str| format!("{what} in {tag:?}");
    let mut dangers = Vec::new();
    for tag in &tags {
        // The one script that copies a secret, and no element that loads or runs something else.
        let is_foreign = matches!(
            &*tag.name,
            "iframe"
                | "object"
                | "embed"
                | "base"
                | "svg"
                | "math"
                | "template"
                | "noscript"
                | "frame"
                | "applet"
        );
        if is_foreign || (tag.name == "script" && !tag.attributes.is_empty()) {
            dangers.push(told(tag, "an element that is none of ours"));
        }
        for (name, value) in &tag.attributes {
            let address: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
            let scheme = scheme.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
            let is_fine = match scheme.as_deref() {
                None | Some("http" | "https") => true,
                Some("data") => address.to_ascii_lowercase().starts_with("data:image/") && name != "action",
                Some(_) => false,
            };
            let is_address =
                matches!(&**name, "href" | "src" | "action" | "formaction" | "poster" | "srcset");
            if name.starts_with("on") || (is_address && !is_fine) || name == "srcdoc" {
                dangers.push(told(tag, name));
            }
        }
    }
    dangers
}

#[test]
fn what_would_run_is_seen_and_what_is_only_text_is_not() {
    for safe in [
        "<p title=\"&#34; onclick=x\">&#60;script&#62;</p>",
        "<a href=\"/x?y=javascript:z\">x</a>",
        "<img src=\"data:image/png;base64,x\">",
        "<textarea><img onerror=x></textarea>",
        "<script>copy()</script>",
        "<a href='https://x.example:80/'>x</a>",
    ] {
        assert_eq!(dangers(safe), Vec::<String>::new(), "{safe}");
    }
    for danger in [
        "<p title=\"\" onclick=x>",
        "<p title='a'onclick=x>",
        "<img/onerror=x>",
        "<a href=javascript:x>",
        "<a href=\" java\tscript:x\">",
        "<a href=\"data:text/html,x\">",
        "<iframe srcdoc=x>",
        "<script src=x></script>",
        "<textarea></textarea><svg onload=x></textarea>",
    ] {
        assert_ne!(dangers(danger), Vec::<String>::new(), "{danger}");
    }
}
