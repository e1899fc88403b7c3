//! The pages as a person meets them: in a real browser, with scripts and without.
//!
//! It takes chromium and chromedriver on the `PATH`, and axe-core beside this file (`npm ci` in this folder). Where
//! one of them is missing, these tests say so and pass; where `CI` is set, they fail. `CAL_PICTURES=FOLDER` keeps a
//! picture of every page that they look at. The page with Cal.com's atoms is built by npm, in the folder `atoms`.
#![expect(clippy::unwrap_used, reason = "a test that cannot ask has nothing to say")]

mod accessibility;
mod application;
mod atoms;
mod booking;
mod browser;
mod consent;
mod desk;
mod equipment;
mod integrator;
mod login;
mod migration;
mod platform;
mod refused;
mod registration;
mod review;
mod rotation;
mod sessions;
mod walk;
