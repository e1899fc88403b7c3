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
    tags(page).iter().flat_map(of_tag).collect()
}

fn of_tag(tag: &Tag) -> Vec<String> {
    let value =
        |wanted: &str| tag.attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| &**value);
    let is_ours = match &*tag.name {
        // The one that copies a secret.
        "script" => tag.attributes.is_empty(),
        "svg" => value("class") == Some("mark"),
        // An e-mail, in which no script runs.
        "iframe" => {
            value("sandbox").is_some_and(|may| !may.contains("scripts") && !may.contains("same-origin"))
        }
        "object" | "embed" | "base" | "math" | "template" | "noscript" | "frame" | "applet" => false,
        _ => true,
    };
    let mut dangers = Vec::new();
    if !is_ours {
        dangers.push(format!("an element that is none of ours: {tag:?}"));
    }
    for (name, value) in &tag.attributes {
        let is_address = matches!(&**name, "href" | "src" | "action" | "formaction" | "poster" | "srcset");
        if name.starts_with("on") || (is_address && !leads_somewhere(name, value)) {
            dangers.push(format!("{name} in {tag:?}"));
        }
        if name == "srcdoc" {
            dangers.extend(self::dangers(value));
        }
    }
    dangers
}

/// Whether an address leads to a page or a picture, and runs nothing.
fn leads_somewhere(attribute: &str, value: &str) -> bool {
    let address: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let address = address.to_ascii_lowercase();
    let scheme = address.split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
    match scheme.map(|(scheme, _)| scheme) {
        None | Some("http" | "https") => true,
        Some("data") => address.starts_with("data:image/") && matches!(attribute, "src" | "href"),
        Some(_) => false,
    }
}

#[test]
fn what_would_run_is_seen_and_what_is_only_text_is_not() {
    for safe in [
        "<p title=\"&#34; onclick=x\">&#60;script&#62;</p>",
        "<a href=\"/x?y=javascript:z\">x</a>",
        "<img src=\"data:image/png;base64,x\">",
        "<textarea><img onerror=x></textarea>",
        "<script>copy()</script>",
        "<iframe sandbox='' srcdoc='<p>x</p>'></iframe>",
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
        "<iframe sandbox='allow-scripts' srcdoc=x>",
        "<iframe sandbox='' srcdoc='<a href=javascript:x>'>",
        "<script src=x></script>",
        "<textarea></textarea><svg onload=x></textarea>",
    ] {
        assert_ne!(dangers(danger), Vec::<String>::new(), "{danger}");
    }
}
