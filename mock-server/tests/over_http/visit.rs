//! A browser without scripts: it opens pages, fills in forms and presses buttons.

use crate::house::House;

/// A browser in which somebody is signed in.
pub(crate) struct Browser<'a> {
    pub(crate) house: &'a House,
    pub(crate) cookie: String,
}

/// A page, as it was answered.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
    /// Where it was found, after a redirect.
    pub(crate) path: String,
}

/// A form of a page: what it would send.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) action: String,
    pub(crate) fields: Vec<(String, String)>,
    /// Test id, name and value.
    buttons: Vec<(String, String, String)>,
}

impl<'a> Browser<'a> {
    /// Alice's, who has been there from the beginning.
    pub(crate) async fn alices(house: &'a House) -> Self {
        Self::signed_in(house, "alice@example.com", "wonderland").await
    }

    /// That of a new user.
    pub(crate) async fn of(house: &'a House, name: &str, role: &str) -> Self {
        let email = format!("{name}@example.com");
        let user = serde_json::json!({"email": email, "password": "wonderland", "name": name, "role": role});
        assert_eq!(house.post("/_mock/v1/users", &user).await.status, 201);
        Self::signed_in(house, &email, "wonderland").await
    }

    pub(crate) async fn signed_in(house: &'a House, email: &str, password: &str) -> Self {
        let mut browser = Self { house, cookie: String::new() };
        let mut login = browser.open("/auth/login").await.form("login-button");
        login.set("email", email);
        login.set("password", password);
        let welcome = browser.send(&login, "login-button").await;
        browser.take_cookie(&welcome);
        browser
    }

    pub(crate) fn take_cookie(&mut self, page: &Page) {
        let cookie = page.header("set-cookie");
        assert!(!cookie.is_empty(), "{page:?}");
        cookie.split(';').next().unwrap().clone_into(&mut self.cookie);
    }

    pub(crate) async fn open(&self, path: &str) -> Page {
        let request = self.house.http.get(self.house.url(path)).header("cookie", &self.cookie);
        self.answer(request, path).await
    }

    pub(crate) fn request(&self, form: &Form, button: &str) -> reqwest::RequestBuilder {
        let (_, name, value) = form.buttons.iter().find(|(id, ..)| id == button).unwrap();
        let mut fields = form.fields.clone();
        if !name.is_empty() {
            fields.push((name.clone(), value.clone()));
        }
        let url = self.house.url(&form.action);
        self.house.http.post(url).header("cookie", &self.cookie).form(&fields)
    }

    /// Presses `button`, and follows no redirect.
    pub(crate) async fn send(&self, form: &Form, button: &str) -> Page {
        self.answer(self.request(form, button), &form.action).await
    }

    /// Presses `button`, and goes where the answer leads.
    pub(crate) async fn press(&self, form: &Form, button: &str) -> Page {
        let page = self.send(form, button).await;
        if page.status != 303 {
            return page;
        }
        let location = page.header("location").to_owned();
        assert!(location.starts_with('/'), "redirects between pages are relative: {location}");
        self.open(&location).await
    }

    pub(crate) async fn answer(&self, request: reqwest::RequestBuilder, path: &str) -> Page {
        let answer = self.house.send(request).await;
        Page { status: answer.status, headers: answer.headers, text: answer.text, path: path.to_owned() }
    }
}

impl Page {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The form that holds this button.
    #[track_caller]
    pub(crate) fn form(&self, button: &str) -> Form {
        let forms = self.text.split("<form ").skip(1).map(|form| form.split("</form>").next().unwrap());
        let form = forms.map(Form::read).find(|form| form.has(button));
        form.unwrap_or_else(|| panic!("no button {button} at {}:\n{}", self.path, self.text))
    }

    pub(crate) fn has(&self, testid: &str) -> bool {
        self.text.contains(&format!(r#"data-testid="{testid}""#))
    }

    /// What stands in the first element with this test id, without its markup.
    #[track_caller]
    pub(crate) fn says(&self, testid: &str) -> String {
        self.all(testid)
            .into_iter()
            .next()
            .unwrap_or_else(|| panic!("no {testid} at {}:\n{}", self.path, self.text))
    }

    /// What stands in the elements with this test id.
    pub(crate) fn all(&self, testid: &str) -> Vec<String> {
        let mark = format!(r#"data-testid="{testid}""#);
        let starts = self.text.match_indices(&mark).map(|(at, _)| at);
        starts
            .map(|at| {
                let tag = self.text[..at].rsplit('<').next().unwrap().split(' ').next().unwrap();
                let inside = self.text[at..].split_once('>').unwrap().1;
                let inside = inside.split(&format!("</{tag}>")).next().unwrap();
                decoded(&without_tags(inside)).split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    /// Where the first client of a list leads.
    pub(crate) fn link_of_first_client(&self) -> String {
        attribute(self.text.split(r#"<a class="name""#).nth(1).unwrap().split('>').next().unwrap(), "href")
            .unwrap()
    }

    /// Where the element with this test id leads.
    #[track_caller]
    pub(crate) fn link(&self, testid: &str) -> String {
        let mark = format!(r#"data-testid="{testid}""#);
        let tag = self.text.split('<').find(|tag| tag.contains(&mark));
        attribute(tag.unwrap_or_else(|| panic!("no {testid} at {}:\n{}", self.path, self.text)), "href")
            .unwrap()
    }
}

impl Form {
    fn read(text: &str) -> Self {
        let action = attribute(text.split('>').next().unwrap(), "action").unwrap();
        let mut form = Self { action, fields: Vec::new(), buttons: Vec::new() };
        for (at, _) in text.match_indices('<') {
            let rest = &text[at + 1..];
            let tag = rest.split('>').next().unwrap();
            let value = |name| attribute(tag, name).unwrap_or_default();
            match tag.split([' ', '\n']).next().unwrap() {
                "input" if matches!(&*value("type"), "checkbox" | "radio") && !tag.contains(" checked") => {}
                "input" => form.fields.push((value("name"), value("value"))),
                "textarea" => {
                    let inside = rest.split_once('>').unwrap().1.split("</textarea>").next().unwrap();
                    form.fields.push((value("name"), decoded(inside)));
                }
                "button" => form.buttons.push((value("data-testid"), value("name"), value("value"))),
                _ => {}
            }
        }
        form
    }

    fn has(&self, button: &str) -> bool {
        self.buttons.iter().any(|(id, ..)| id == button)
    }

    pub(crate) fn value(&self, name: &str) -> String {
        self.values(name).into_iter().next().unwrap_or_default()
    }

    pub(crate) fn values(&self, name: &str) -> Vec<String> {
        self.fields.iter().filter(|(own, _)| own == name).map(|(_, value)| value.clone()).collect()
    }

    /// Types into one field.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.set_all(name, &[value]);
    }

    /// Types into all fields of this name, or ticks these boxes alone.
    pub(crate) fn set_all(&mut self, name: &str, values: &[&str]) {
        self.fields.retain(|(own, _)| own != name);
        self.fields.extend(values.iter().map(|value| (name.to_owned(), (*value).to_owned())));
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
    Some(decoded(value))
}

fn without_tags(text: &str) -> String {
    text.split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
        .collect::<Vec<_>>()
        .join("")
}

fn decoded(text: &str) -> String {
    let named = [
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&middot;", "\u{b7}"),
        ("&#38;", "&"),
    ];
    named.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
