//! Floor 1: what the documents decide, as pure functions. No input, no output; the time is an argument.
