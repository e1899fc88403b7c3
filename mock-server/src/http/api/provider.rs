//! `/v2/provider/{clientId}`: what atoms ask when they start (production-api E5, I2).

use serde_json::json;

use super::call::Call;
use super::shapes;
use crate::http::respond::Reply;
use crate::wire::ApiError;

/// Which platform client this is.
pub(super) fn read(call: &Call<'_>) -> Result<Reply, ApiError> {
    let client = call.platform().map_err(|_| ApiError::UnknownProvider)?;
    let data = json!({"clientId": client.id, "organizationId": client.organization, "name": client.name});
    Ok(shapes::success(200, &data))
}

/// Whether a token still counts, whosever it is: the guards have said no where it does not.
pub(super) fn check_token() -> Reply {
    shapes::done()
}
