//! What an event type may be (production-api D, "Event type", "Team event type", "Private link"; the bodies of the
//! `OpenAPI`).
//!
//! | module             | what it decides                                        |
//! |--------------------|--------------------------------------------------------|
//! | [`body`]           | what may stand in a body                               |
//! | [`limits`]         | the members of a body that are limits or switches      |
//! | [`locations`]      | where it takes place                                   |
//! | [`booking_fields`] | what whoever books it is asked                         |
//! | [`settings`]       | what a body makes of it, and whether that fits together |
//! | [`rights`]         | who may read it                                        |
//! | [`private_link`]   | the addresses that only those know who were told       |

pub mod body;

pub mod limits;

pub mod locations;

pub mod booking_fields;

pub mod settings;

pub mod rights;

pub mod private_link;
