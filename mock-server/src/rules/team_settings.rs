//! What can be set of a team: the members of `CreateTeamInput` and `UpdateOrgTeamDto` (calcom-openapi.json), what holds
//! where nothing is said, and what is shown (production-api D, "Team").

use serde_json::{Map, Value, json};

use super::properties::{Is, Property, may, must};
use crate::wire::{Member, Team};

/// What a new team is told.
pub const OF_NEW: &[Property] = &with([must("name", Is::Filled), may("autoAcceptCreator", Is::Flag)]);
/// What is changed of one.
pub const OF_CHANGED: &[Property] =
    &with([may("name", Is::Filled), may("includeManagedEventsInLimits", Is::Flag)]);

const fn with(own: [Property; 2]) -> [Property; 19] {
    let [name, other] = own;
    [
        name,
        may("slug", Is::Text),
        may("logoUrl", Is::Url),
        may("calVideoLogo", Is::Url),
        may("appLogo", Is::Url),
        may("appIconLogo", Is::Url),
        may("bio", Is::Text),
        may("hideBranding", Is::Flag),
        may("isPrivate", Is::Flag),
        may("hideBookATeamMember", Is::Flag),
        may("metadata", Is::Metadata),
        may("theme", Is::Text),
        may("brandColor", Is::Text),
        may("darkBrandColor", Is::Text),
        may("bannerUrl", Is::Url),
        may("timeFormat", Is::Number),
        may("timeZone", Is::TimeZone),
        may("weekStart", Is::Text),
        other,
    ]
}

/// What is shown beside number, name and kind, in this order.
const SHOWN: &[&str] = &[
    "slug",
    "logoUrl",
    "calVideoLogo",
    "appLogo",
    "appIconLogo",
    "bio",
    "hideBranding",
    "isPrivate",
    "hideBookATeamMember",
    "metadata",
    "theme",
    "brandColor",
    "darkBrandColor",
    "bannerUrl",
    "timeFormat",
    "timeZone",
    "weekStart",
];

/// What holds of a team that nobody told anything else.
fn default(team: &Team, name: &str) -> Option<Value> {
    match name {
        "slug" => Some(json!(slug(&team.name))),
        "hideBranding" | "isPrivate" | "hideBookATeamMember" => Some(json!(false)),
        "timeZone" => Some(json!("Europe/London")),
        "weekStart" => Some(json!("Sunday")),
        _ => None,
    }
}

/// A new team: `said` is what [`OF_NEW`] left of a body. What nobody said is written down as it holds now, so that the
/// address stays when the name changes.
#[must_use]
pub fn new(id: u64, parent: Option<u64>, owner: Member, said: Map<String, Value>) -> Team {
    let (name, members) = (String::new(), vec![owner]);
    let mut team = Team { id, name, is_organization: false, parent, members, settings: Map::new() };
    apply(&mut team, said);
    for name in SHOWN {
        let is_said = team.settings.get(*name).is_some_and(|value| value != "");
        if let Some(value) = default(&team, name).filter(|_| !is_said) {
            team.settings.insert((*name).to_owned(), value);
        }
    }
    team
}

/// Takes what is said of a team over into it: `said` is what [`OF_CHANGED`] left of a body.
pub fn apply(team: &mut Team, mut said: Map<String, Value>) {
    said.remove("autoAcceptCreator");
    if let Some(Value::String(name)) = said.remove("name") {
        team.name = name;
    }
    team.settings.extend(said);
}

/// A team as the API shows it.
#[must_use]
pub fn shown(team: &Team) -> Value {
    let mut told = json!({"id": team.id, "name": team.name, "isOrganization": team.is_organization});
    if let Some(parent) = team.parent {
        told["parentId"] = json!(parent);
    }
    for name in SHOWN {
        if let Some(value) = team.settings.get(*name).cloned().or_else(|| default(team, name)) {
            told[*name] = value;
        }
    }
    told
}

/// The last part of a team's address.
#[must_use]
pub fn slug_of(team: &Team) -> String {
    let set = team.settings.get("slug").and_then(Value::as_str);
    set.map_or_else(|| slug(&team.name), str::to_owned)
}

/// A name as it can stand in an address: letters and digits, and one dash between them.
pub(super) fn slug(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn team(name: &str) -> Team {
        Team {
            id: 7,
            name: name.to_owned(),
            is_organization: false,
            parent: None,
            members: Vec::new(),
            settings: Map::new(),
        }
    }

    #[test]
    fn a_name_becomes_an_address() {
        for (name, wanted) in
            [("Cal Team", "cal-team"), ("  A -- b! ", "a-b"), ("v1.2", "v1.2"), ("Größe", "größe"), ("!", "")]
        {
            assert_eq!(slug(name), wanted, "{name}");
        }
    }

    #[test]
    fn a_team_is_shown_with_what_holds_where_nothing_was_said() {
        let mut said = team("Support");
        assert_eq!(slug_of(&said), "support");
        let wanted = json!({
            "id": 7, "name": "Support", "isOrganization": false, "slug": "support", "hideBranding": false,
            "isPrivate": false, "hideBookATeamMember": false, "timeZone": "Europe/London", "weekStart": "Sunday",
        });
        assert_eq!(shown(&said), wanted);
        let wish = json!({"name": "Support", "autoAcceptCreator": false});
        let owner = Member::new(1, 2, crate::wire::Role::Owner);
        said = new(7, None, owner, wish.as_object().unwrap().clone());
        assert_eq!(shown(&said), wanted);
        apply(&mut said, json!({"name": "Help", "timeZone": "Europe/Rome"}).as_object().unwrap().clone());
        let after = shown(&said);
        assert_eq!(
            (&after["name"], &after["slug"], &after["timeZone"]),
            (&json!("Help"), &json!("support"), &json!("Europe/Rome"))
        );
        assert!(after.get("autoAcceptCreator").is_none());
    }
}
