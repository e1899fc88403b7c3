//! Asks any server whether it behaves as the Cal.com OAuth documents say.
//!
//! | module         | what lives there                                                    |
//! |----------------|---------------------------------------------------------------------|
//! | [`catalogue`]  | the rule book read out of the features; answers on record; lint      |
//! | [`run`]        | one run: a book, a target and a selection in, a report out           |
//! | [`plan`]       | which scenarios, for which target, why not the others               |
//! | [`target`]     | who is asked: the embedded mock, or a server at an address          |
//! | [`stage`]      | one scenario's cast: clients, users, browsers, tokens, exchanges    |
//! | [`cast`]       | who plays: the clients and users of the rule book                   |
//! | [`requests`]   | requests that would succeed, and what each phrase changes about them |
//! | [`steps`]      | the sentences, a file a noun                                        |
//! | `readings`     | how answers are read, so that two testers agree                      |
//! | [`transport`]  | the only file that opens a connection                               |
//! | [`rate`]       | how often a target may be asked                                     |
//! | [`stopping`]   | the word that ends a run early                                      |
//! | [`redaction`]  | the one place through which a text goes before anybody sees it      |
//! | [`exchange`]   | one request and its answer, redacted, replayable as curl            |
//! | [`snapshot`]   | an answer compared with the one on record                           |
//! | [`shape`]      | what an answer is made of: its members and their kinds               |
//! | [`play`]       | scenarios in, where each stopped out; cucumber plays, never decides |
//! | [`troupe`]     | threads that play side by side                                      |
//! | [`first_failure`] | the failure that is enough                                      |
//! | [`judgement`]  | from what was played to what is said of each rule                   |
//! | [`waivers`]    | known departures, forgiven row by row; strict both ways             |
//! | [`handwritten`] | a TOML file of a person, its mistakes told with line and column    |
//! | [`verdict`]    | outcomes and exit codes                                             |
//! | [`report`]     | telling it: console, JSON, JUnit                                           |
//! | [`explain`]    | `list` and `explain`                                                |
//! | [`review`]     | answers that wait for review: shown whole, accepted or rejected     |
//! | [`coverage`]   | rule, scenarios, controls, records, faults; what is missing         |
//! | [`fault`]      | the ways to be wrong: the mock's, and an integrator's              |
//! | [`claim`]      | what a fault is said to break: a rule, or rows of one               |
//! | [`integrator`] | the reference integrator: a backend with a refresh endpoint            |
//! | [`selfcheck`]  | every fault must be caught by the rules that name it                |
//!
//! A run walks down once: [`catalogue`] reads, [`plan`] chooses, [`play()`](play::play) plays, [`judgement`] judges,
//! [`report`] tells. The server is met over HTTP alone.

pub mod cast;
pub mod catalogue;
pub mod claim;
pub mod coverage;
pub mod exchange;
pub mod explain;
pub mod fault;
pub mod first_failure;
pub mod handwritten;
pub mod integrator;
pub mod judgement;
pub mod plan;
pub mod play;
pub mod rate;
mod readings;
pub mod redaction;
pub mod report;
pub mod requests;
pub mod review;
pub mod run;
pub mod selfcheck;
pub mod shape;
pub mod snapshot;
pub mod stage;
pub mod steps;
pub mod stopping;
pub mod target;
pub mod transport;
pub mod troupe;
pub mod verdict;
pub mod waivers;
pub mod writing;
