//! A calendar that is read from an address (production-api B4, `ics-feed/save`).

/// One such calendar, or several that were connected together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// The number of the credential.
    pub id: u64,
    /// Whose it is.
    pub owner: u64,
    /// Where it is read.
    pub urls: Vec<String>,
    /// Whether nothing is written to it.
    pub read_only: bool,
}
