//! TBD

use super::call::Call;
use crate::http::respond::Reply;
use crate::wire::ApiError;

pub(super) fn check(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn list(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn save_feed(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}
