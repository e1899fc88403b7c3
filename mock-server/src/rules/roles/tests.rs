//! From a place that may be entered; each test spoils one thing.

use serde_json::Map;

use super::*;
use crate::wire::Member;

const ADMIN: u64 = 1;
const MEMBER: u64 = 2;
const STRANGER: u64 = 3;

fn team(id: u64, parent: Option<u64>, members: &[(u64, Role)]) -> Team {
    let members = members.iter().map(|(user, role)| Member::new(id * 10 + user, *user, *role)).collect();
    let is_organization = id == 20;
    Team { id, name: String::new(), is_organization, parent, members, settings: Map::new() }
}

fn named<T>(name: &str, found: T) -> Named<T> {
    Named { name: name.to_owned(), found: Some(found) }
}

/// Organization 20 with its team 21, of which nobody is a member but `MEMBER`.
fn place() -> Place {
    Place {
        organization: Some(named("20", team(20, None, &[(ADMIN, Role::Admin), (MEMBER, Role::Member)]))),
        team: Some(named("21", team(21, Some(20), &[(MEMBER, Role::Member)]))),
        member: None,
    }
}

#[track_caller]
fn says(place: &Place, user: u64, must_run_it: bool, said: &str) {
    let strictness = Strictness::default();
    let case = Visit { place, user, must_run_it, of_the_organization: false, strictness: &strictness };
    let outcome = enter(&case).err().map(|refused| refused.refusal.to_string()).unwrap_or_default();
    assert_eq!(outcome, said);
}

#[test]
fn members_look_and_admins_change() {
    says(&place(), MEMBER, false, "");
    says(&place(), ADMIN, true, "");
    let too_low = "RolesGuard - user with id=2 does not have the minimum required role=TEAM_ADMIN within organization with id=20 team with id=21.";
    says(&place(), MEMBER, true, too_low);
}

#[test]
fn strangers_are_told_where_they_are_strangers() {
    says(&place(), STRANGER, false, "RolesGuard - User is not a member of the organization with id=20.");
    let alone = Place { organization: None, ..place() };
    says(&alone, STRANGER, false, "RolesGuard - User is not a member of the team with id=21.");
    let nowhere = Place { team: Some(Named { name: "99".to_owned(), found: None }), ..Place::default() };
    says(&nowhere, MEMBER, false, "RolesGuard - User is not a member of the team with id=99.");
}

#[test]
fn what_is_no_organization_or_not_its_team_is_said_so() {
    let mut odd = place();
    odd.organization = Some(named("21", team(21, Some(20), &[(ADMIN, Role::Owner)])));
    says(
        &odd,
        ADMIN,
        false,
        "IsOrgGuard - provided organization id=21 does not represent any existing organization.",
    );
    let mut gone = place();
    gone.team = Some(Named { name: "99".to_owned(), found: None });
    says(&gone, ADMIN, false, "IsTeamInOrg - Team (99) not found.");
    says(&gone, MEMBER, false, "RolesGuard - User is not a member of the team with id=99.");
    let mut foreign = place();
    foreign.team = Some(named("10", team(10, None, &[])));
    says(&foreign, ADMIN, false, "IsTeamInOrg - Team with id=10 is not part of the organization with id=20.");
}

#[test]
fn a_user_in_the_path_must_be_there_too() {
    let at = |user: u64, found| Place { member: Some(Named { name: user.to_string(), found }), ..place() };
    says(&at(MEMBER, Some(MEMBER)), ADMIN, false, "");
    says(
        &at(9, None),
        ADMIN,
        false,
        "IsUserInOrg - user with id=9 is not part of the organization with id=20.",
    );
    says(&at(ADMIN, Some(ADMIN)), ADMIN, false, "RolesGuard - User is not a member of the team with id=21.");
}

#[test]
fn whoever_did_not_say_yes_yet_is_no_member() {
    let mut place = Place { organization: None, ..place() };
    if let Some(Named { found: Some(team), .. }) = &mut place.team {
        team.members[0].accepted = false;
    }
    says(&place, MEMBER, false, "RolesGuard - User is not a member of the team with id=21.");
}
