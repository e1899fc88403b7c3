//! What stands before every handler, over HTTP: where a path leads nowhere, and in which order that is said
//! (production-api A6, B1).
