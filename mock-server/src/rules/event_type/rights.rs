//! Who may read an event type by its number (`GET /v2/event-types/{eventTypeId}`, "Access control").

use crate::wire::{EventType, Owner, Team, User, UserRole};

/// Whether `reader` may read it: whose it is, its hosts, who runs the team or the organization above, and Cal.com's own
/// administrators.
#[must_use]
pub fn may_read(reader: &User, event_type: &EventType, teams: &[Team]) -> bool {
    reader.role == UserRole::Admin
        || event_type.hosts.iter().any(|host| host.user == reader.id)
        || match event_type.owner {
            Owner::User(owner) => owner == reader.id || runs_an_organization_of(reader.id, owner, teams),
            Owner::Team(team) => runs_the_team_or_above(reader.id, team, teams),
        }
}

fn runs_an_organization_of(reader: u64, owner: u64, teams: &[Team]) -> bool {
    teams.iter().any(|team| team.is_organization && team.role_of(owner).is_some() && team.is_run_by(reader))
}

fn runs_the_team_or_above(reader: u64, id: u64, teams: &[Team]) -> bool {
    let find = |id: u64| teams.iter().find(|team| team.id == id);
    find(id).is_some_and(|team| {
        team.is_run_by(reader) || team.parent.and_then(find).is_some_and(|above| above.is_run_by(reader))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Map;

    use super::*;
    use crate::wire::{Hash, Host, Member, Profile, Role};

    const OWNER: u64 = 1;
    const HOST: u64 = 2;
    const ADMIN: u64 = 3;
    const ABOVE: u64 = 4;
    const MEMBER: u64 = 5;

    fn team(id: u64, parent: Option<u64>, members: &[(u64, Role)]) -> Team {
        let members = members.iter().map(|&(user, role)| Member::new(user, user, role)).collect();
        let is_organization = parent.is_none();
        Team { id, name: String::new(), is_organization, parent, members, settings: Map::new() }
    }

    fn reads(user: u64, role: UserRole, owner: Owner) -> bool {
        let teams = [
            team(10, None, &[(ABOVE, Role::Owner), (OWNER, Role::Member), (MEMBER, Role::Member)]),
            team(11, Some(10), &[(ADMIN, Role::Admin), (HOST, Role::Member), (MEMBER, Role::Member)]),
        ];
        let hosts = vec![Host { user: HOST, mandatory: false, priority: "medium".to_owned() }];
        let event_type = EventType {
            hosts: if owner == Owner::Team(11) { hosts } else { Vec::new() },
            ..EventType::new(1, owner)
        };
        let reader = User {
            id: user,
            email: String::new(),
            name: None,
            username: String::new(),
            password: Hash::of(""),
            role,
            profile: Profile::default(),
            managed_by: None,
        };
        may_read(&reader, &event_type, &teams)
    }

    #[test]
    fn a_persons_is_read_by_that_person_and_who_runs_their_organization() {
        let readers = (1..=6).filter(|user| reads(*user, UserRole::User, Owner::User(OWNER)));
        assert_eq!(readers.collect::<Vec<_>>(), [OWNER, ABOVE]);
        assert!(reads(6, UserRole::Admin, Owner::User(OWNER)));
    }

    #[test]
    fn a_teams_is_read_by_its_hosts_and_who_runs_it_or_is_above() {
        let readers = (1..=6).filter(|user| reads(*user, UserRole::User, Owner::Team(11)));
        assert_eq!(readers.collect::<Vec<_>>(), [HOST, ADMIN, ABOVE]);
    }
}
