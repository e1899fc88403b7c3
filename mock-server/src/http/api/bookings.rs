//! TBD

use super::call::Call;
use crate::http::respond::Reply;
use crate::wire::ApiError;

pub(super) fn list(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn list_of_team(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn list_of_organization(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn read(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn read_by_seat(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn create(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn cancel(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn reschedule(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn add_guests(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn relocate(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn mark_absent(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn reassign(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn reassign_to(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn confirm(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn decline(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn recordings(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn transcripts(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn calendar_links(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn references(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn references_of_team(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}

pub(super) fn conferencing_sessions(call: &Call<'_>) -> Result<Reply, ApiError> {
    Err(ApiError::NoSuchRoute { method: String::new(), path: call.route.path.to_owned() })
}
