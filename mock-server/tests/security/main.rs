//! What a hostile page, client or world can do to a person at the mock's pages, to its log and to its secrets. SECURITY.md
//! says which promise each of these tests holds.
#![expect(clippy::unwrap_used, reason = "a test that cannot ask has nothing to say")]

mod cookies;
mod cross_site;
mod exposed;
mod framing;
#[path = "../over_http/house.rs"]
#[expect(dead_code, reason = "these tests need a part of the house")]
mod house;
mod html;
mod log;
mod markup;
mod redirects;
#[path = "../program/running.rs"]
mod running;
mod secrets;
mod town;
#[path = "../over_http/visit.rs"]
#[expect(dead_code, reason = "these tests need a part of the browser")]
mod visit;
