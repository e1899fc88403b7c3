//! No page can be put into a frame of somebody else, taken for what it is not, or kept by a cache.

use mock_server::http::pages::addresses;

use crate::house::Answer;
use crate::town::Town;

/// The parts of a policy.
fn policy(answer: &Answer) -> Vec<String> {
    answer.header("content-security-policy").split(';').map(|part| part.trim().to_owned()).collect()
}

#[tokio::test]
async fn every_page_says_that_it_may_not_be_framed_and_runs_no_script_but_its_own() {
    let mut answers = Vec::new();
    for pattern in addresses() {
        let town = Town::open().await;
        let address = town.address(pattern);
        let (ada, stranger) = (town.get(&address), town.house.http.get(town.house.url(&address)));
        let put = town.house.http.put(town.house.url(&address));
        let form = town.post(&address).await;
        let foreign = form.try_clone().unwrap().header("origin", "null");
        // The form comes last: it may sign Ada out.
        for asked in [ada, stranger, put, foreign, form] {
            answers.push((address.clone(), town.house.send(asked).await));
        }
    }
    let town = Town::open().await;
    let elsewhere =
        ["/settings/nowhere", "/_mock/outbox/999", "/booking/nobody", "/auth/login?callbackUrl=x"];
    for address in elsewhere {
        answers.push((address.to_owned(), town.house.send(town.get(address)).await));
    }
    let mut pages = 0;
    for (address, answer) in &answers {
        let status = answer.status;
        let policy = policy(answer);
        for part in ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(policy.iter().any(|own| own == part), "{address} {status}: {policy:?}");
        }
        let scripts = policy.iter().find(|part| part.starts_with("script-src"));
        assert!(scripts.is_none_or(|part| part.starts_with("script-src 'sha256-")), "{address}: {scripts:?}");
        for (name, value) in [
            ("x-frame-options", "DENY"),
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.header(name), value, "{address} {status}");
        }
        pages += usize::from(answer.header("content-type").starts_with("text/html"));
    }
    assert!(pages > 60, "{pages} of {}", answers.len());
}
