//! Answers against `calcom-openapi.json`, which is not in this repository. It is looked for where `CAL_DOCUMENTS` points,
//! else beside the repository's folder; where it is not, nothing is compared, and the test that needs it says so.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex};

use jsonschema::Validator;
use serde_json::{Map, Value, json};

/// The document, as JSON Schema understands it.
struct Document {
    paths: Value,
    components: Value,
    validators: Mutex<HashMap<String, &'static Validator>>,
}

/// A schema, its property and what that holds.
type Correction = (&'static str, &'static str, fn() -> Value);

/// Where the document is wrong, and what is true: a schema, its property and what that holds.
///
/// The first two are those that production-api G22 names. The others were written down without their types, so that the
/// generator of the document guessed: lists as lists of texts, and whatever may be null as an object. In the source they are
/// `users: User[]`, `hosts: TeamEventTypeResponseHost[]`, `number | null` and `string | null`.
const CORRECTIONS: &[Correction] = &[
    (
        "GetTeamMembershipsOutput",
        "data",
        || json!({"type": "array", "items": {"$ref": "#/components/schemas/TeamMembershipOutput"}}),
    ),
    ("ReassignBookingOutput_2024_08_13", "data", || {
        let to = json!({"type": "object", "required": ["id", "name", "email", "displayEmail"]});
        let properties = json!({"bookingUid": {"type": "string"}, "reassignedTo": to});
        json!({"type": "object", "required": ["bookingUid", "reassignedTo"], "properties": properties})
    }),
    // production-api D: "`data:null` when none".
    (
        "GetDefaultScheduleOutput_2024_06_11",
        "data",
        || json!({"anyOf": [{"$ref": "#/components/schemas/ScheduleOutput_2024_06_11"}, {"type": "null"}]}),
    ),
    // The list itself is said to be one of the days, and the pattern is the name of one.
    ("ScheduleAvailabilityInput_2024_06_11", "days", || {
        let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        json!({"type": "array", "items": {"enum": days}})
    }),
    ("ScheduleAvailabilityInput_2024_06_11", "startTime", time_of_day),
    ("ScheduleAvailabilityInput_2024_06_11", "endTime", time_of_day),
    ("ScheduleOverrideInput_2024_06_11", "startTime", time_of_day),
    ("ScheduleOverrideInput_2024_06_11", "endTime", time_of_day),
    ("EmailDefaultFieldOutput_2024_06_14", "required", a_flag),
    // Named like what it holds, so that it holds itself; what it holds is null where there is nothing.
    ("GetReservedSlotOutput_2024_09_04", "data", || {
        let members =
            ["eventTypeId", "slotStart", "slotEnd", "slotDuration", "reservationUid", "reservationUntil"];
        json!({"anyOf": [{"type": "object", "required": members}, {"type": "null"}]})
    }),
    // Written down as `Object` where a text is answered, and as at least one where production counts pages of nothing.
    ("BookingReferencesOutput_2024_08_13", "status", a_text),
    ("CalendarLinksOutput_2024_08_13", "status", a_text),
    ("PaginationMetaDto", "currentPage", a_count),
    ("EventTypeOutput_2024_06_14", "users", objects),
    ("TeamEventTypeOutput_2024_06_14", "hosts", objects),
    ("EventTypeOutput_2024_06_14", "slotInterval", perhaps_a_number),
    ("EventTypeOutput_2024_06_14", "seatsPerTimeSlot", perhaps_a_number),
    ("EventTypeOutput_2024_06_14", "successRedirectUrl", perhaps_a_text),
    ("EventTypeOutput_2024_06_14", "forwardParamsSuccessRedirect", perhaps_a_flag),
    ("TeamEventTypeOutput_2024_06_14", "slotInterval", perhaps_a_number),
    ("TeamEventTypeOutput_2024_06_14", "seatsPerTimeSlot", perhaps_a_number),
    ("TeamEventTypeOutput_2024_06_14", "successRedirectUrl", perhaps_a_text),
    ("TeamEventTypeOutput_2024_06_14", "forwardParamsSuccessRedirect", perhaps_a_flag),
    ("TeamEventTypeOutput_2024_06_14", "ownerId", perhaps_a_number),
    ("TeamEventTypeOutput_2024_06_14", "parentEventTypeId", perhaps_a_number),
    // One window, not several, and what is off says so: `BookingWindow_2024_06_14 | Disabled_2024_06_14`, `Seats_2024_06_14 |
    // Disabled_2024_06_14`.
    ("EventTypeOutput_2024_06_14", "bookingWindow", object),
    ("TeamEventTypeOutput_2024_06_14", "bookingWindow", object),
    ("EventTypeOutput_2024_06_14", "seats", perhaps_seats),
    ("TeamEventTypeOutput_2024_06_14", "seats", perhaps_seats),
    // Columns of the table of teams that may be empty, and are copied from there.
    ("EventTypeTeam", "slug", perhaps_a_text),
    ("EventTypeTeam", "bannerUrl", perhaps_a_text),
    ("EventTypeTeam", "logoUrl", perhaps_a_text),
    ("EventTypeTeam", "brandColor", perhaps_a_text),
    ("EventTypeTeam", "darkBrandColor", perhaps_a_text),
    ("EventTypeTeam", "theme", perhaps_a_text),
    ("DestinationCalendar", "id", perhaps_a_number),
    // A column of the table of users that may be empty, like those of which the document says so.
    ("ManagedUserOutput", "locale", perhaps_a_text),
    // `redirectUrlOnExit?: string | null`.
    ("CalVideoSettings", "redirectUrlOnExit", perhaps_a_text),
];

fn objects() -> Value {
    json!({"type": "array", "items": {"type": "object"}})
}

fn time_of_day() -> Value {
    json!({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"})
}

fn object() -> Value {
    json!({"type": "object"})
}

fn perhaps_seats() -> Value {
    let off = json!({"type": "object", "required": ["disabled"]});
    json!({"anyOf": [{"$ref": "#/components/schemas/Seats_2024_06_14"}, off]})
}

/// The schema of the one answer that was written by hand, without the envelope that its own example has around it.
fn slots_by_day() -> Value {
    let slot = json!({"type": "object", "required": ["start"], "properties": {"start": {"type": "string"}}});
    let days = json!({"type": "object", "additionalProperties": {"type": "array", "items": slot}});
    json!({"type": "object", "required": ["status", "data"], "properties": {"data": days}})
}

fn a_text() -> Value {
    json!({"type": "string"})
}

fn a_count() -> Value {
    json!({"type": "number", "minimum": 0})
}

fn perhaps_a_number() -> Value {
    json!({"type": ["number", "null"]})
}

fn perhaps_a_text() -> Value {
    json!({"type": ["string", "null"]})
}

fn a_flag() -> Value {
    json!({"type": "boolean"})
}

fn perhaps_a_flag() -> Value {
    json!({"type": ["boolean", "null"]})
}

static DOCUMENT: LazyLock<Option<Document>> = LazyLock::new(read);

#[expect(clippy::disallowed_methods, reason = "where the documents are is not for a flag of the product")]
fn read() -> Option<Document> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/spec");
    let folder = std::env::var("CAL_DOCUMENTS").map_or_else(|_| beside(), PathBuf::from);
    let Ok(text) = fs::read_to_string(folder.join("calcom-openapi.json")) else {
        assert!(std::env::var("CAL_DOCUMENTS").is_err(), "CAL_DOCUMENTS points to {}", folder.display());
        println!("documents: skipped, {} is not there", folder.display());
        return None;
    };
    println!("documents: read");
    let document: Value = serde_json::from_str(&text).unwrap();
    let mut components = as_json_schema(&document["components"]);
    for (schema, property, truth) in CORRECTIONS {
        let wrong = &mut components["schemas"][schema]["properties"][property];
        assert!(!wrong.is_null(), "{schema}.{property} is not in the document any more");
        *wrong = truth();
    }
    // `isDefault = true` and `isDefault = false`, without a type: the generator wrote an object.
    for (schema, fields) in components["schemas"].as_object_mut().unwrap() {
        if schema.ends_with("FieldOutput_2024_06_14") {
            fields["properties"]["isDefault"] = a_flag();
        }
    }
    Some(Document { paths: as_json_schema(&document["paths"]), components, validators: Mutex::default() })
}

/// Whether the document is there.
pub(crate) fn is_there() -> bool {
    DOCUMENT.is_some()
}

/// Whether the document knows this operation.
pub(crate) fn knows(method: &str, path: &str) -> bool {
    let of = |document: &Document| document.paths[path].get(method.to_lowercase()).is_some();
    DOCUMENT.as_ref().is_some_and(of)
}

/// Fails the test if an answer is none that the document allows: `path` is the one with names in braces.
#[track_caller]
pub(crate) fn expect_valid(method: &str, path: &str, status: u16, answer: &Value) {
    let Some(document) = DOCUMENT.as_ref() else { return };
    let operation = &document.paths[path][method.to_lowercase()];
    if operation.is_null() {
        return;
    }
    let response = &operation["responses"][status.to_string()];
    assert!(!response.is_null(), "{method} {path} is not documented to answer {status}");
    let by_hand = slots_by_day();
    let is_by_hand = (method, path) == ("GET", "/v2/slots");
    let schema = if is_by_hand { &by_hand } else { &response["content"]["application/json"]["schema"] };
    if schema.is_null() {
        return;
    }
    let key = format!("{method} {path} {status}");
    let validator = *document.validators.lock().unwrap().entry(key).or_insert_with(|| {
        let whole = json!({"allOf": [schema], "components": document.components});
        Box::leak(Box::new(jsonschema::options().should_validate_formats(true).build(&whole).unwrap()))
    });
    let errors: Vec<_> = validator
        .iter_errors(answer)
        .map(|error| format!("{}: {error:.300}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{method} {path} {status}\n{}\n{answer:#}", errors.join("\n"));
}

/// `OpenAPI` 3.0 says `nullable` where JSON Schema has a type of its own, and `oneOf` of kinds that do not exclude each
/// other.
fn as_json_schema(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(as_json_schema).collect(),
        Value::Object(members) => {
            let mut schema: Map<String, Value> = members
                .iter()
                .filter(|(name, _)| !matches!(name.as_str(), "nullable" | "example"))
                .map(|(name, value)| {
                    let name = if name == "oneOf" { "anyOf" } else { name };
                    (name.to_owned(), as_json_schema(value))
                })
                .collect();
            if members.get("nullable") != Some(&Value::Bool(true)) {
                return schema.into();
            }
            schema.remove("nullable");
            json!({"anyOf": [schema, {"type": "null"}]})
        }
        other => other.clone(),
    }
}
