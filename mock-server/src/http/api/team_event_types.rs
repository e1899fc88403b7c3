//! TBD

use super::call::Call;
use crate::http::respond::Reply;
use crate::wire::ApiError;

pub(super) fn list(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn read(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn create(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn edit(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn delete(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn call_by_phone(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn list_of_organization(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}
