//! Sentences about answers on record.

use cucumber::then;

use crate::{
    requests::phrases,
    stage::{Stage, record::Part},
};

#[then("the refusal is on record")]
fn is_on_record(stage: &mut Stage) {
    let name = stage.record_name().to_owned();
    // Nothing is asserted of the answer: the rule that owns it compares.
    let result = stage.record(&name).map(drop);
    stage.keep(result);
}

#[then(expr = "the refusal's {part} is/are as recorded")]
fn part_is_recorded(stage: &mut Stage, part: PartPhrase) {
    let name = stage.record_name().to_owned();
    let result = stage.compare(&name, part.0);
    stage.assert(result);
}

#[then("the refusal is the same as before")]
fn is_same_as_before(stage: &mut Stage) {
    let result = stage.same_as_before();
    stage.assert(result);
}

phrases! {
    /// What of an answer is compared.
    PartPhrase, "part", Part {
        "words" => Part::Words,
        "headers" => Part::Headers,
        "status" => Part::Status,
        "status and body" => Part::StatusAndBody,
        "page text" => Part::Page,
        "redirect" => Part::Redirect,
    }
}
