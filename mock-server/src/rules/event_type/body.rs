//! What may stand in the body of an event type (`CreateEventTypeInput_2024_06_14` and its three siblings).

use serde_json::Value;

use super::{limits, settings};
use crate::rules::properties::{Is, Property, may, must};
use crate::wire::Constraint;

/// Whose event type a body is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A person's.
    Personal,
    /// A team's.
    Team,
    /// A team's of an organization.
    OrganizationTeam,
}

impl Kind {
    /// Whether it is a team's, of an organization or not.
    #[must_use]
    pub const fn is_team(self) -> bool {
        matches!(self, Self::Team | Self::OrganizationTeam)
    }
}

/// The body of a new event type.
#[must_use]
pub fn of_new(kind: Kind) -> Vec<Property> {
    let required =
        |property: &Property| Property { is_required: NEEDED.contains(&property.name), ..*property };
    let own = if kind.is_team() { NEW_TEAMS } else { &[] };
    COMMON.iter().map(required).chain(own.iter().copied()).collect()
}

/// The body of a change.
#[must_use]
pub fn of_change(kind: Kind) -> Vec<Property> {
    let own = if kind.is_team() { CHANGED_TEAMS } else { &[] };
    COMMON.iter().chain(own).copied().collect()
}

/// Members that are emptied by `null`.
pub const EMPTIED: &[&str] = &[
    "scheduleId",
    "slotInterval",
    "successRedirectUrl",
    "interfaceLanguage",
    "color",
    "destinationCalendar",
];

/// The largest number that the database takes.
pub(super) const LARGEST: u64 = 2_147_483_647;
const ANY: Is = Is::Int(0, LARGEST);
const SOME: Is = Is::Int(1, LARGEST);

const NEEDED: &[&str] = &["lengthInMinutes", "title", "slug"];

const COMMON: &[Property] = &[
    may("lengthInMinutes", SOME),
    may("lengthInMinutesOptions", Is::Judged(limits::lengths)),
    may("title", Is::Text),
    may("slug", Is::Judged(address)),
    may("description", Is::Text),
    may("bookingFields", Is::Anything),
    may("disableGuests", Is::Flag),
    may("slotInterval", SOME),
    may("minimumBookingNotice", ANY),
    may("beforeEventBuffer", ANY),
    may("afterEventBuffer", ANY),
    may("scheduleId", ANY),
    may("bookingLimitsCount", Is::Judged(limits::count)),
    may("bookerActiveBookingsLimit", Is::Judged(limits::active_bookings)),
    may("onlyShowFirstAvailableSlot", Is::Flag),
    may("bookingLimitsDuration", Is::Judged(limits::duration)),
    may("bookingWindow", Is::Judged(limits::window)),
    may("offsetStart", ANY),
    may("bookerLayouts", Is::Judged(limits::layouts)),
    may("confirmationPolicy", Is::Judged(limits::confirmation)),
    may("recurrence", Is::Chosen(limits::recurrence)),
    may("requiresBookerEmailVerification", Is::Flag),
    may("hideCalendarNotes", Is::Flag),
    may("lockTimeZoneToggleOnBookingPage", Is::Flag),
    may("color", Is::Part(COLORS)),
    may("seats", Is::Chosen(limits::seats)),
    may("customName", Is::Text),
    may("destinationCalendar", Is::Part(CALENDAR)),
    may("useDestinationCalendarEmail", Is::Flag),
    may("hideCalendarEventDetails", Is::Flag),
    may("successRedirectUrl", Is::Url),
    may("hideOrganizerEmail", Is::Flag),
    may("calVideoSettings", Is::Part(VIDEO)),
    may("hidden", Is::Flag),
    may("bookingRequiresAuthentication", Is::Flag),
    may("disableCancelling", Is::Part(CANCELLING)),
    may("disableRescheduling", Is::Part(RESCHEDULING)),
    may("interfaceLanguage", Is::OneOf(LANGUAGES)),
    may("allowReschedulingPastBookings", Is::Flag),
    may("allowReschedulingCancelledBookings", Is::Flag),
    may("showOptimizedSlots", Is::Flag),
    may("locations", Is::Anything),
];

/// The last part of an address, of which something must be left.
fn address(_: &str, value: &Value) -> Option<Constraint> {
    match value.as_str() {
        None => Some(Constraint::Text),
        Some(text) => settings::slug(text).is_empty().then_some(Constraint::NotEmpty),
    }
}

const NEW_TEAMS: &[Property] = &[
    must("schedulingType", Is::OneOf(&["collective", "roundRobin", "managed"])),
    may("hosts", Is::Parts(HOST, 0, MOST_HOSTS)),
    may("assignAllTeamMembers", Is::Flag),
    may("emailSettings", Is::Part(EMAILS)),
    may("rescheduleWithSameRoundRobinHost", Is::Flag),
];

const CHANGED_TEAMS: &[Property] = &[
    may("schedulingType", Is::OneOf(&["collective", "roundRobin"])),
    may("hosts", Is::Parts(HOST, 0, MOST_HOSTS)),
    may("assignAllTeamMembers", Is::Flag),
    may("emailSettings", Is::Part(EMAILS)),
    may("rescheduleWithSameRoundRobinHost", Is::Flag),
];

const MOST_HOSTS: usize = 10_000;

const HOST: &[Property] = &[
    must("userId", ANY),
    may("mandatory", Is::Flag),
    may("priority", Is::OneOf(&["lowest", "low", "medium", "high", "highest"])),
];

const EMAILS: &[Property] =
    &[may("disableEmailsToAttendees", Is::Flag), may("disableEmailsToHosts", Is::Flag)];

const COLORS: &[Property] =
    &[must("lightThemeHex", Is::Judged(limits::color)), must("darkThemeHex", Is::Judged(limits::color))];

const CALENDAR: &[Property] = &[must("integration", Is::Text), must("externalId", Is::Text)];

const VIDEO: &[Property] = &[
    may("disableRecordingForOrganizer", Is::Flag),
    may("disableRecordingForGuests", Is::Flag),
    may("redirectUrlOnExit", Is::Url),
    may("enableAutomaticRecordingForOrganizer", Is::Flag),
    may("enableAutomaticTranscription", Is::Flag),
    may("disableTranscriptionForGuests", Is::Flag),
    may("disableTranscriptionForOrganizer", Is::Flag),
    may("sendTranscriptionEmails", Is::Flag),
];

const CANCELLING: &[Property] = &[may("disabled", Is::Flag)];

const RESCHEDULING: &[Property] = &[may("disabled", Is::Flag), may("minutesBefore", SOME)];

#[rustfmt::skip]
const LANGUAGES: &[&str] = &[
    "", "en", "ar", "az", "bg", "bn", "ca", "cs", "da", "de", "el", "es", "es-419", "eu", "et", "fi", "fr",
    "he", "hu", "it", "ja", "km", "ko", "nl", "no", "pl", "pt-BR", "pt", "ro", "ru", "sk-SK", "sr", "sv",
    "tr", "uk", "vi", "zh-CN", "zh-TW",
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::properties::read;

    fn wrong(known: &[Property], body: &Value) -> Vec<String> {
        let violations = read(body.as_object().unwrap(), known).err().unwrap_or_default();
        violations.iter().map(crate::wire::Violation::told).collect()
    }

    #[test]
    fn a_new_one_needs_a_length_a_title_and_an_address_and_a_change_nothing() {
        let wanted =
            ["lengthInMinutes must be an integer number", "title must be a string", "slug must be a string"];
        assert_eq!(wrong(&of_new(Kind::Personal), &json!({})), wanted);
        assert_eq!(wrong(&of_change(Kind::Personal), &json!({})), [""; 0]);
        let fine = json!({"lengthInMinutes": 30, "title": "Talk", "slug": "talk"});
        assert_eq!(wrong(&of_new(Kind::Personal), &fine), [""; 0]);
        let said = wrong(&of_new(Kind::Team), &fine);
        assert_eq!(
            said,
            ["schedulingType must be one of the following values: collective, roundRobin, managed"]
        );
    }

    #[test]
    fn a_team_can_not_begin_to_manage_later() {
        let said = wrong(&of_change(Kind::Team), &json!({"schedulingType": "managed"}));
        assert_eq!(said, ["schedulingType must be one of the following values: collective, roundRobin"]);
    }
}
