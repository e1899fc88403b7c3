//! The pages a person sees in a browser.
//!
//! [`view`] has one struct a page, each beside its template; [`permissions`] puts scopes into sentences. No page
//! needs a script or a file from anywhere else. To look at all of them: `cargo run --example page_gallery FOLDER`.

pub mod permissions;
pub mod view;
