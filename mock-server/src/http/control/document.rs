//! The OpenAPI document of the control door, made of its table.

use http::Method;
use serde_json::{Map, Value, json};

use super::PREFIX;
use super::operations::{OPERATIONS, Operation, Shape};
use crate::http::respond::{self, Reply};
use crate::store::world_parts;
use crate::wire::Wanted;
use crate::wire::fields::{Field, LARGEST_ID};

/// Where the document is.
pub(super) const PATH: &str = "/_mock/openapi.json";

/// The document, for whoever reads.
pub(super) fn read(method: &Method) -> Option<Reply> {
    matches!(*method, Method::GET | Method::HEAD).then(|| respond::json(200, &document()))
}

fn document() -> Value {
    let mut paths = Map::new();
    for row in OPERATIONS {
        let item = paths.entry(format!("{PREFIX}{}", row.path)).or_insert_with(|| json!({}));
        item[row.method.as_str().to_ascii_lowercase()] = operation(row);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "cal-mock: the control door",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Clock, world and consent for programs. A page of another origin is not let in.",
        },
        "paths": paths,
        "components": {"schemas": {"World": world(), "Refusal": refusal()}},
    })
}

fn operation(row: &Operation) -> Value {
    let mut responses = Map::new();
    responses.insert(row.status.to_string(), response("Done", row.gives));
    let refusal = json!({"$ref": "#/components/schemas/Refusal"});
    let refused = json!({"description": "Refused", "content": {"application/json": {"schema": refusal}}});
    responses.insert("default".to_owned(), refused);
    let mut operation = json!({
        "operationId": row.name,
        "summary": row.summary,
        "parameters": parameters(row),
        "responses": responses,
    });
    if let Some(content) = content(row.takes) {
        let is_required = match row.takes {
            Shape::Members(members) => members.iter().any(|member| member.is_required),
            _ => true,
        };
        operation["requestBody"] = json!({"required": is_required, "content": content});
    }
    operation
}

fn parameters(row: &Operation) -> Vec<Value> {
    let parameter = |name: &str, place: &str, is_required: bool| json!({"name": name, "in": place, "required": is_required, "schema": {"type": "string"}});
    let names = row.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let in_path = names.map(|name| parameter(name, "path", true));
    in_path.chain(row.query.map(|name| parameter(name, "query", false))).collect()
}

fn response(description: &str, shape: Shape) -> Value {
    match content(shape) {
        Some(content) => json!({"description": description, "content": content}),
        None => json!({"description": description}),
    }
}

/// In which languages a body is written: a world in TOML, too.
fn content(shape: Shape) -> Option<Value> {
    let mut content = json!({"application/json": {"schema": schema(shape)?}});
    if matches!(shape, Shape::World) {
        content["application/toml"] = json!({"schema": {"type": "string"}});
    }
    Some(content)
}

fn schema(shape: Shape) -> Option<Value> {
    match shape {
        Shape::Nothing => None,
        Shape::Members(members) => Some(object(members)),
        Shape::World => Some(json!({"$ref": "#/components/schemas/World"})),
    }
}

fn object(members: &[Field]) -> Value {
    let properties: Map<_, _> =
        members.iter().map(|member| (member.name.to_owned(), property(member))).collect();
    let required: Vec<_> =
        members.iter().filter(|member| member.is_required).map(|member| member.name).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn world() -> Value {
    let list = |members| json!({"type": "array", "items": object(members)});
    let properties: Map<_, _> =
        world_parts().into_iter().map(|(name, members)| (name.to_owned(), list(members))).collect();
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

fn refusal() -> Value {
    let text = json!({"type": "string"});
    let members = json!({"error": text, "error_description": text});
    json!({"type": "object", "properties": members, "required": ["error", "error_description"]})
}

/// A member that may be left out may as well be null.
fn property(member: &Field) -> Value {
    let schema = value(member.wanted);
    let schema = if member.is_required { schema } else { json!({"anyOf": [schema, {"type": "null"}]}) };
    let mut described = schema;
    described["description"] = json!(member.wanted.to_string());
    described
}

fn value(wanted: Wanted) -> Value {
    let text = json!({"type": "string"});
    let number = json!({"type": "integer", "minimum": 1, "maximum": LARGEST_ID});
    let list = |item: &Value| json!({"type": "array", "items": item});
    match wanted {
        Wanted::Text => text,
        Wanted::Texts => list(&text),
        Wanted::Flag => json!({"type": "boolean"}),
        Wanted::OneOf(words) => json!({"type": "string", "enum": words}),
        Wanted::Number => number,
        Wanted::Email => json!({"type": "string", "pattern": "@"}),
        Wanted::User | Wanted::Actor => json!({"anyOf": [number, text]}),
        Wanted::Team => json!({"anyOf": [number, {"type": "string", "pattern": "^[0-9]+$"}]}),
        Wanted::Organization => json!({"anyOf": [number, {"type": "boolean"}]}),
        Wanted::Members => {
            let role = json!({"type": "string", "enum": ["MEMBER", "ADMIN", "OWNER"]});
            let members = json!({"user": {"anyOf": [number, text]}, "role": role});
            list(&json!({"type": "object", "properties": members, "required": ["user", "role"]}))
        }
        Wanted::Moment => json!({"type": "string", "format": "date-time"}),
        Wanted::Length => json!({"type": "string", "examples": ["31m", "-1d"]}),
        Wanted::ClientId => json!({"type": "string", "pattern": "^[A-Za-z0-9_-]{1,128}$"}),
        Wanted::Hash => json!({"type": "string", "pattern": "^[0-9a-f]{64}$"}),
        Wanted::Password | Wanted::Secret => json!({"anyOf": [text, {"type": "object"}]}),
        Wanted::Secrets => list(&json!({"anyOf": [text, {"type": "object"}]})),
        Wanted::Object => json!({"type": "object"}),
        Wanted::Objects => list(&json!({"type": "object"})),
        Wanted::List(fields) => list(&object(fields)),
        Wanted::ManyOf(words) => list(&json!({"type": "string", "enum": words})),
        Wanted::Users => list(&json!({"anyOf": [number, text]})),
        Wanted::Count => json!({"type": "integer", "minimum": 0, "maximum": LARGEST_ID}),
        Wanted::Zone => json!({"type": "string", "examples": ["Europe/London"]}),
        Wanted::Day => json!({"type": "string", "format": "date"}),
        Wanted::TimeFormat => json!({"type": "integer", "enum": [12, 24]}),
        Wanted::TimeOfDay => json!({"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"}),
    }
}
