//! Bytes in, bytes out: routes, pages, the API and the control door.

pub mod pages;
