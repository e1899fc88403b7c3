//! What may be registered, and in which words the rest is refused.

use super::*;

/// A registration that would succeed; each test spoils one thing.
struct Attempt {
    name: &'static str,
    purpose: &'static str,
    website: Option<&'static str>,
    logo: Option<String>,
    scopes: &'static str,
    is_legacy: bool,
    redirect_uris: Vec<String>,
}

fn attempt() -> Attempt {
    Attempt {
        name: "Acme",
        purpose: "tests",
        website: None,
        logo: None,
        scopes: "BOOKING_READ",
        is_legacy: false,
        redirect_uris: vec!["https://acme.example/".to_owned()],
    }
}

impl Attempt {
    fn outcome(&self) -> Result<(), Objection> {
        let strictness = Strictness::default();
        let scopes = ScopeList::parse(self.scopes);
        let case = Registration {
            name: self.name,
            purpose: self.purpose,
            website_url: self.website,
            logo: self.logo.as_deref(),
            scopes: &scopes,
            is_legacy: self.is_legacy,
            redirect_uris: &self.redirect_uris,
            home: "",
            strictness: &strictness,
        };
        judge(&case).map_err(|refused| refused.refusal)
    }
}

fn verdict(uris: &[&str]) -> Result<(), Objection> {
    let redirect_uris = uris.iter().map(|uri| (*uri).to_owned()).collect();
    Attempt { redirect_uris, ..attempt() }.outcome()
}

#[test]
fn a_client_says_what_it_is_and_asks_for_something() {
    assert_eq!(attempt().outcome(), Ok(()));
    assert_eq!(Attempt { name: " ", ..attempt() }.outcome(), Err(Objection::NameMissing));
    assert_eq!(Attempt { purpose: "", ..attempt() }.outcome(), Err(Objection::PurposeMissing));
    assert_eq!(Attempt { scopes: "", ..attempt() }.outcome(), Err(Objection::ScopeMissing));
    assert_eq!(Attempt { scopes: "", is_legacy: true, ..attempt() }.outcome(), Ok(()));
    let unknown = Attempt { scopes: "BOOKING_READ NONSENSE", ..attempt() }.outcome();
    assert_eq!(unknown, Err(Objection::UnknownScope("NONSENSE".to_owned())));
}

#[test]
fn a_website_and_a_logo_are_addresses_of_the_web_or_a_small_image() {
    let website = |website| Attempt { website: Some(website), ..attempt() }.outcome();
    assert_eq!(website("http://acme.example"), Ok(()));
    for other in ["acme.example", "javascript:alert(1)", "https://acme.example/\n"] {
        assert_eq!(website(other), Err(Objection::UnreadableWebsite), "{other}");
    }
    let logo = |logo: &str| Attempt { logo: Some(logo.to_owned()), ..attempt() }.outcome();
    for fine in ["https://acme.example/logo.png", "data:image/png;base64,iVBORw0KGgo="] {
        assert_eq!(logo(fine), Ok(()), "{fine}");
    }
    let large = format!("data:image/png;base64,{}", "A".repeat(LONGEST_LOGO));
    for other in ["http://acme.example/logo.png", "data:text/html,x", "javascript:alert(1)", &large] {
        assert_eq!(logo(other), Err(Objection::UnreadableLogo));
    }
}

#[test]
fn https_and_local_http_are_fine() {
    for uri in ["https://acme.example/cb?x=1", "http://localhost:3000/", "http://[::1]/", "http://a.local/"] {
        assert_eq!(verdict(&[uri]), Ok(()), "{uri}");
    }
}

#[test]
fn the_rest_is_refused_in_productions_words() {
    assert_eq!(verdict(&["http://acme.example/"]).unwrap_err().to_string().split(' ').next(), Some("HTTPS"));
    assert!(matches!(verdict(&["myapp://cb"]), Err(Objection::InsecureRedirectUri(_))));
    assert!(matches!(verdict(&["nonsense"]), Err(Objection::UnreadableRedirectUri(_))));
    assert!(matches!(verdict(&["https://a.example/#x"]), Err(Objection::FragmentInRedirectUri(_))));
    assert!(matches!(verdict(&["https://a/", "https://a/"]), Err(Objection::DuplicateRedirectUri(_))));
}

#[test]
fn a_redirect_uri_with_a_line_break_or_a_tab_is_no_url() {
    for uri in
        ["https://a.example/\nx", "https://a.example/\tx", "https://a.example/\u{7f}", "\rhttps://a.example/"]
    {
        let said = verdict(&[uri]).unwrap_err().to_string();
        assert_eq!(said, format!("Invalid URL: {uri}"));
    }
}

#[test]
fn ten_redirect_uris_are_allowed_and_eleven_are_not() {
    let uris: Vec<String> = (0..11).map(|n| format!("https://acme.example/{n}")).collect();
    let verdict = |uris: &[String]| Attempt { redirect_uris: uris.to_vec(), ..attempt() }.outcome();
    assert_eq!(verdict(&uris[..10]), Ok(()));
    assert_eq!(verdict(&uris), Err(Objection::TooManyRedirectUris));
    assert_eq!(verdict(&[]), Err(Objection::RedirectUriMissing));
}
