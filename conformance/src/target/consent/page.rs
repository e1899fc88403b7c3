//! A page as far as consent needs to read it: its forms, its buttons, its words, and whether it leads elsewhere.

use scraper::{ElementRef, Html, Selector};

/// A form that is ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Where it goes, relative to the page; empty for the page itself.
    pub action: String,
    /// Its fields, the pressed button's included.
    pub fields: Vec<(String, String)>,
    /// Whether it is a POST; otherwise its fields go into the query.
    pub is_post: bool,
}

/// A page that was fetched.
#[derive(Debug)]
pub struct Page {
    html: Html,
}

impl Page {
    /// Reads a page.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Self { html: Html::parse_document(text) }
    }

    /// The form with a single password field, filled in; the e-mail goes into the e-mail or text field before it.
    #[must_use]
    pub fn login(&self, email: &str, password: &str) -> Option<Form> {
        let forms = self.all("form");
        let form = forms.into_iter().find(|form| count(*form, "input[type=password]") == 1)?;
        let mut filled = Form { action: action(form), fields: Vec::new(), is_post: is_post(form) };
        let mut email_field = None;
        for field in below(form, "input[name]") {
            let (name, kind) = (name_of(field), field.attr("type").unwrap_or("text"));
            match kind {
                "password" => {
                    if let Some(place) = email_field.take() {
                        let (_, value): &mut (String, String) = &mut filled.fields[place];
                        email.clone_into(value);
                    }
                    filled.fields.push((name, password.to_owned()));
                }
                "email" | "text" => {
                    email_field = Some(filled.fields.len());
                    filled.fields.push((name, value_of(field)));
                }
                "hidden" => filled.fields.push((name, value_of(field))),
                "checkbox" | "radio" if field.attr("checked").is_some() => {
                    filled.fields.push((name, field.attr("value").unwrap_or("on").to_owned()));
                }
                _ => {}
            }
        }
        Some(filled)
    }

    /// The form whose submit button has the test id `button`, as if that button were pressed.
    #[must_use]
    pub fn press(&self, button: &str) -> Option<Form> {
        let pressed = self.with_test_id(button)?;
        let form = owner(&self.html, pressed)?;
        let mut filled = Form {
            action: pressed.attr("formaction").map_or_else(|| action(form), str::to_owned),
            fields: Vec::new(),
            is_post: is_post(form),
        };
        for field in below(form, "input[name], select[name], textarea[name]") {
            match (field.value().name(), field.attr("type").unwrap_or("text")) {
                ("select", _) => filled.fields.push((name_of(field), chosen(field))),
                ("textarea", _) => filled.fields.push((name_of(field), field.text().collect())),
                (_, "submit" | "button" | "image" | "reset" | "file") => {}
                (_, "checkbox" | "radio") if field.attr("checked").is_none() => {}
                _ => filled.fields.push((name_of(field), value_of(field))),
            }
        }
        if let Some(name) = pressed.attr("name") {
            filled.fields.push((name.to_owned(), pressed.attr("value").unwrap_or_default().to_owned()));
        }
        Some(filled)
    }

    /// The only form that is sent by POST, its fields called so filled in; of what it offers to choose among the first
    /// is chosen, unless something is.
    #[must_use]
    pub fn fill(&self, known: &[(&str, &str)]) -> Option<Form> {
        let forms: Vec<_> = self.all("form").into_iter().filter(|form| is_post(*form)).collect();
        let [form] = forms[..] else { return None };
        let mut filled = Form { action: action(form), fields: Vec::new(), is_post: true };
        for field in below(form, "input[name], select[name], textarea[name]") {
            let name = name_of(field);
            let value = known.iter().find(|(it, _)| *it == name).map(|(_, value)| (*value).to_owned());
            let is_there = filled.fields.iter().any(|(it, _)| *it == name);
            match (field.value().name(), field.attr("type").unwrap_or("text")) {
                ("select", _) => filled.fields.push((name, chosen(field))),
                ("textarea", _) => {
                    filled.fields.push((name, value.unwrap_or_else(|| field.text().collect())));
                }
                (_, "submit" | "button" | "image" | "reset" | "file") => {}
                (_, "checkbox") if field.attr("checked").is_none() => {}
                (_, "radio") if is_there && field.attr("checked").is_none() => {}
                (_, "radio") => {
                    filled.fields.retain(|(it, _)| *it != name);
                    filled.fields.push((name, value_of(field)));
                }
                _ => filled.fields.push((name, value.unwrap_or_else(|| value_of(field)))),
            }
        }
        Some(filled)
    }

    /// The text under a test id, white space folded.
    #[must_use]
    pub fn text_of(&self, test_id: &str) -> Option<String> {
        self.with_test_id(test_id).map(|element| words(element))
    }

    /// The items of the list under a test id; its whole text where it has no items.
    #[must_use]
    pub fn items_of(&self, test_id: &str) -> Option<Vec<String>> {
        let list = self.with_test_id(test_id)?;
        let items: Vec<String> = below(list, "li").into_iter().map(words).collect();
        Some(if items.is_empty() { vec![words(list)] } else { items })
    }

    /// All of its words, scripts and styles left out.
    #[must_use]
    pub fn text(&self) -> String {
        let hidden = |node: &str| matches!(node, "script" | "style" | "template" | "noscript" | "title");
        let mut text = String::new();
        for node in self.html.root_element().descendants() {
            let Some(part) = node.value().as_text() else { continue };
            let parent = node.parent().and_then(ElementRef::wrap);
            if !parent.is_some_and(|parent| hidden(parent.value().name())) {
                text.push_str(part);
                text.push(' ');
            }
        }
        folded(&text)
    }

    /// What sends a browser elsewhere by itself: scripts that are executed and navigate, handlers, a meta refresh.
    #[must_use]
    pub fn ways_out(&self) -> Vec<String> {
        let executed = |script: &ElementRef<'_>| {
            script.attr("type").is_none_or(|kind| {
                kind.is_empty() || kind == "module" || kind.to_ascii_lowercase().contains("javascript")
            })
        };
        let scripts = self.all("script").into_iter().filter(executed);
        let scripts = scripts.map(|script| unescaped(&script.text().collect::<String>()));
        let refreshes = self
            .all("meta[http-equiv]")
            .into_iter()
            .filter(|meta| meta.attr("http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("refresh")))
            .filter_map(|meta| meta.attr("content").map(str::to_owned));
        let handlers = self.all("*").into_iter().flat_map(|element| {
            let handlers = element.value().attrs().filter(|(name, _)| name.starts_with("on"));
            handlers.map(|(_, script)| unescaped(script)).collect::<Vec<_>>()
        });
        scripts.chain(handlers).filter(|script| navigates(script)).chain(refreshes).collect()
    }

    fn with_test_id(&self, id: &str) -> Option<ElementRef<'_>> {
        self.all("[data-testid]").into_iter().find(|element| element.attr("data-testid") == Some(id))
    }

    fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        below(self.html.root_element(), selector)
    }
}

/// A script without the escapes behind which an address could hide.
#[must_use]
pub fn unescaped(script: &str) -> String {
    let mut out = String::new();
    let mut rest = script;
    while let Some(place) = rest.find('\\') {
        out.push_str(&rest[..place]);
        rest = &rest[place + 1..];
        let digits = match rest.chars().next() {
            Some('u') => rest.get(1..5),
            Some('x') => rest.get(1..3),
            _ => None,
        };
        let named = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
        if let (Some(c), Some(digits)) = (named, digits) {
            out.push(c);
            rest = &rest[1 + digits.len()..];
        }
    }
    out + rest
}

/// Whether a script could send the browser elsewhere.
fn navigates(script: &str) -> bool {
    ["location", "navigate", "open(", "submit("].iter().any(|word| script.contains(word))
}

fn below<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(selector).map(|selector| element.select(&selector).collect()).unwrap_or_default()
}

fn count(element: ElementRef<'_>, selector: &str) -> usize {
    below(element, selector).len()
}

/// The form a button belongs to: the one it names, else the one around it.
fn owner<'a>(html: &'a Html, button: ElementRef<'a>) -> Option<ElementRef<'a>> {
    if let Some(id) = button.attr("form") {
        return below(html.root_element(), "form").into_iter().find(|form| form.attr("id") == Some(id));
    }
    button.ancestors().filter_map(ElementRef::wrap).find(|element| element.value().name() == "form")
}

fn action(form: ElementRef<'_>) -> String {
    form.attr("action").unwrap_or_default().to_owned()
}

fn is_post(form: ElementRef<'_>) -> bool {
    form.attr("method").is_some_and(|method| method.eq_ignore_ascii_case("post"))
}

fn name_of(field: ElementRef<'_>) -> String {
    field.attr("name").unwrap_or_default().to_owned()
}

fn value_of(field: ElementRef<'_>) -> String {
    field.attr("value").unwrap_or_default().to_owned()
}

/// The value of a select: the selected option's, else the first one's.
fn chosen(select: ElementRef<'_>) -> String {
    let options = below(select, "option");
    let option = options.iter().find(|option| option.attr("selected").is_some()).or(options.first());
    option.map_or_else(String::new, |option| {
        option.attr("value").map_or_else(|| option.text().collect(), str::to_owned)
    })
}

fn words(element: ElementRef<'_>) -> String {
    folded(&element.text().collect::<Vec<_>>().join(" "))
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONSENT: &str = r#"<title>T</title><form method="post" action="/decide"><input type=hidden name=csrf value=x>
        <select name=team><option value="">me<option value=7 selected>team</select>
        <button name=decision value=deny data-testid=deny-button>Deny</button>
        <button name=decision value=allow data-testid=allow-button>Allow</button></form>
        <ul data-testid=scope-permissions-list><li>View <b>bookings</b></li><li>View apps</li></ul>
        <script>location = "https://acme.example/"</script><meta http-equiv=Refresh content="0; url=/x">"#;

    #[test]
    fn a_pressed_button_sends_its_form_with_its_own_value() {
        let form = Page::read(CONSENT).press("allow-button").unwrap();
        assert_eq!(form.action, "/decide");
        assert!(form.is_post);
        let fields = [("csrf", "x"), ("team", "7"), ("decision", "allow")];
        assert_eq!(form.fields, fields.map(|(k, v)| (k.to_owned(), v.to_owned())));
        assert_eq!(Page::read(CONSENT).press("no-such-button"), None);
    }

    #[test]
    fn the_login_is_the_form_with_one_password() {
        let text = r"<form><input name=q></form><form method=POST action=/in><input type=hidden name=to value=/a>
            <input type=email name=email><input type=password name=password><button>Go</button></form>";
        let form = Page::read(text).login("a@x.example", "hush").unwrap();
        let fields = [("to", "/a"), ("email", "a@x.example"), ("password", "hush")];
        assert_eq!(form.fields, fields.map(|(k, v)| (k.to_owned(), v.to_owned())));
        assert_eq!(Page::read(CONSENT).login("a", "b"), None);
    }

    #[test]
    fn a_form_is_filled_in_and_the_first_is_chosen() {
        let text = r"<form action=/search><input name=q></form><form method=post><input type=hidden name=csrf value=x>
            <input type=radio name=start value=9><input type=radio name=start value=10>
            <input name=name><input type=email name=email><textarea name=notes>n</textarea><button>Book</button></form>";
        let form = Page::read(text).fill(&[("name", "Grace"), ("email", "g@x.example")]).unwrap();
        let fields =
            [("csrf", "x"), ("start", "9"), ("name", "Grace"), ("email", "g@x.example"), ("notes", "n")];
        assert_eq!(form.fields, fields.map(|(k, v)| (k.to_owned(), v.to_owned())));
        let chosen = text.replace("value=10", "value=10 checked");
        assert!(Page::read(&chosen).fill(&[]).unwrap().fields.contains(&("start".into(), "10".into())));
        assert_eq!(Page::read(&format!("{text}{text}")).fill(&[]), None, "two forms by POST");
    }

    #[test]
    fn words_are_folded_and_ways_out_are_seen() {
        let page = Page::read(CONSENT);
        assert_eq!(page.items_of("scope-permissions-list").unwrap(), ["View bookings", "View apps"]);
        assert!(!page.text().contains("location"), "{}", page.text());
        assert_eq!(page.ways_out().len(), 2);
    }

    #[test]
    fn an_address_cannot_hide_behind_escapes() {
        assert_eq!(unescaped(r"https:\/\/a.example\/cb?c\u006fde=x\x41"), "https://a.example/cb?code=xA");
        let handler = Page::read(r#"<body onload="location = 'https:\/\/a.example/'">x"#);
        assert_eq!(handler.ways_out(), ["location = 'https://a.example/'"]);
        let data =
            Page::read(r#"<script type="application/json">{"location":"https://a.example/"}</script>x"#);
        assert_eq!(data.ways_out(), Vec::<String>::new());
    }
}
