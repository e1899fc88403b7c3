//! Comparing what the last answer is made of with what is on record.

use super::Stage;
use crate::{
    shape::Shape,
    snapshot::Rendering,
    verdict::{Halt, Mismatch},
};

impl Stage {
    /// Whether status, content type and shape of the last answer are those on record.
    pub(crate) fn has_recorded_shape(&self) -> Result<(), Halt> {
        let name = self.record_name().to_owned();
        let got = self.shaped()?;
        let record = match self.records().content(&name) {
            Ok(content) => Rendering::parse(content),
            Err(halt) => {
                self.leave_content_for_review(&name, &got.text())?;
                return Err(halt);
            }
        };
        let (recorded, received) = (Shape::parse(&record.body), Shape::parse(&got.body));
        let exactness = self.venue()?.exactness;
        let unlike = if record.status == got.status {
            recorded.unlike(&received, exactness)
        } else {
            Some(format!("{} on record, received {}", record.status, got.status))
        };
        let Some(diff) = unlike else { return Ok(()) };
        self.leave_content_for_review(&name, &got.text())?;
        let told = self.answer()?.answer.summary();
        let expected = format!("the shape on record as {name}");
        Err(Halt::Mismatch(Mismatch { expected, got: format!("another: {told}"), diff: Some(diff) }))
    }

    /// The last answer with its shape for a body.
    fn shaped(&self) -> Result<Rendering, Halt> {
        let it = self.answer()?;
        let json = it.answer.json();
        let json = json.ok_or_else(|| Halt::mismatch("an answer that is JSON", it.answer.summary()))?;
        let body = Shape::of(&json).to_string().trim_end().to_owned();
        let content_type = it.answer.header("content-type").map(|kind| format!("content-type: {kind}"));
        let status = format!("HTTP {}", it.answer.status.as_u16());
        Ok(Rendering { status, headers: content_type.into_iter().collect(), body })
    }
}
