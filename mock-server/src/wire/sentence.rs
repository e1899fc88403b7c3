//! Constraints that production tells in whole sentences of their own, where the framework puts the property's name first.

use super::Constraint;

/// What is wrong with a property, in a whole sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Sentence {
    /// Something in a list is not a whole number.
    #[error("each value in {0} must be an integer number")]
    EachWhole(String),
    /// Something in a list is too small.
    #[error("each value in {0} must not be less than {1}")]
    EachAtLeast(String, u64),
    /// Something in a list is empty.
    #[error("each value in {0} should not be empty")]
    EachNotEmpty(String),
    /// Something is in a list twice.
    #[error("All {0}'s elements must be unique")]
    Unique(String),
    /// A limit of how often that is none.
    #[error("Invalid {0}")]
    CountLimit(String),
    /// A limit of how long that is none.
    #[error("Invalid {0}")]
    DurationLimit(String),
    /// A longer period that allows less often.
    #[error("Invalid {0}: The number of bookings for {1} cannot exceed the number of bookings for {2}.")]
    CountShrinks(String, &'static str, &'static str),
    /// A longer period that allows less time.
    #[error("Invalid {0}: The duration of bookings for {1} cannot exceed the duration of bookings for {2}.")]
    DurationShrinks(String, &'static str, &'static str),
    /// No window of days.
    #[error("Invalid bookingWindow structure.")]
    Window,
    /// No layout to begin with.
    #[error("defaultLayout must be one of the valid layouts - month, week or column")]
    DefaultLayout,
    /// No layouts to choose from.
    #[error("enabledLayouts must be an array containing valid layouts - month, week or column")]
    EnabledLayouts,
    /// A layout to begin with that is not among those to choose from.
    #[error(
        "If you provide 'bookerLayouts' property, you must provide both 'bookerLayouts.defaultLayout' and 'bookerLayouts.enabledLayouts' and 'bookerLayouts.enabledLayouts' must include 'bookerLayouts.defaultLayout'"
    )]
    Layouts,
    /// It is not said when a host is asked.
    #[error(
        "Invalid requiresConfirmation structure. Use \"type\": \"always\" or provide a valid time and unit in \"noticeThreshold\" for \"type\": \"time\"."
    )]
    Confirmation,
    /// A limit that is on and limits nothing.
    #[error(
        "When disabled is false {{disabled: false}} at least one other property must be provided, because it means that the property is enabled but then other properties must be provided too."
    )]
    NothingLimited,
    /// What is wrong with the parts of a limit.
    #[error("{0}")]
    Parts(String),
    /// No number that an agent could call.
    #[error(
        "Invalid phone number format. Expected format: +<CountryCode><PhoneNumber> with no spaces or separators."
    )]
    NumberToCall,
    /// No number of a telephone.
    #[error("{0} must be a valid phone number")]
    PhoneNumber(String),
    /// No color as in style sheets.
    #[error("{0} must be a hexadecimal color")]
    HexColor(String),
    /// No address of a calendar.
    #[error("The URL must be a valid ICS URL (ending with .ics)")]
    IcsUrl,
}

impl Sentence {
    /// What the framework calls the constraint.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::EachWhole(_) => "isInt",
            Self::EachAtLeast(..) => "min",
            Self::EachNotEmpty(_) => "isNotEmpty",
            Self::Unique(_) => "arrayUnique",
            Self::CountLimit(_) | Self::CountShrinks(..) => "ValidateBookingLimitsCount",
            Self::DurationLimit(_) | Self::DurationShrinks(..) => "ValidateBookingLimistsDuration",
            Self::Window => "ValidateBookingWindow",
            Self::DefaultLayout | Self::EnabledLayouts => "IsValidLayout",
            Self::Layouts => "isDefaultLayoutWithinEnabledLayouts",
            Self::Confirmation => "ConfirmationPolicyValidator",
            Self::NothingLimited => "requiresAtLeastOnePropertyWhenNotDisabled",
            Self::Parts(_) => "nestedValidation",
            Self::NumberToCall => "matches",
            Self::PhoneNumber(_) => "isPhoneNumber",
            Self::HexColor(_) => "isHexColor",
            Self::IcsUrl => "IsICSUrlConstraint",
        }
    }
}

impl From<Sentence> for Constraint {
    fn from(sentence: Sentence) -> Self {
        Self::Said(sentence.name(), sentence.to_string())
    }
}
