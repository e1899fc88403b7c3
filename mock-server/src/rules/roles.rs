//! Whose things a call is about: the organization, the team and the user in its path, and what its caller is there
//! (production-api B1, "role / org guards").
//!
//! Below a team or an organization one must be in it. Looking asks no more with an OAuth token; whoever changes something
//! must be an admin or an owner, and so must a managed user who looks: all of a platform's are in one organization, and
//! none is another's business. Admins of an organization run its teams.

use crate::wire::{ApiError, Case, Check, Refused, Role, Strictness, Team};

/// Where a call goes: the places in its path, as they were written and as they were found.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// The organization, if the path names one.
    pub organization: Option<Named<Team>>,
    /// The team, if the path names one.
    pub team: Option<Named<Team>>,
    /// A user other than the caller, if the path names one as a member.
    pub member: Option<Named<u64>>,
}

/// Something in a path.
#[derive(Debug, Clone)]
pub struct Named<T> {
    /// As it was written.
    pub name: String,
    /// What was found.
    pub found: Option<T>,
}

/// A call to such a place.
#[derive(Debug)]
pub struct Visit<'a> {
    /// Where it goes.
    pub place: &'a Place,
    /// Who calls.
    pub user: u64,
    /// Whether one must run the place: it changes something, or a managed user looks at what is others' there.
    pub must_run_it: bool,
    /// Whether it is the organization that is changed, and not one of its teams.
    pub of_the_organization: bool,
    /// How exactly the documents are obeyed.
    pub strictness: &'a Strictness,
}

/// Whether the caller may do that there.
///
/// # Errors
///
/// The first check that does not hold, in the order of production's guards.
pub fn enter(case: &Visit<'_>) -> Result<(), Refused<ApiError>> {
    let (organization, team) = (case.organization_name(), case.team_name());
    let role = if case.wants_organization_role() { "ORG_ADMIN" } else { "TEAM_ADMIN" };
    let too_low = ApiError::RoleTooLow { user: case.user, role, place: case.place_in_words() };
    let elsewhere =
        ApiError::TeamNotInOrganization { team: team.clone(), organization: organization.clone() };
    let stranger =
        ApiError::UserNotInOrganization { user: case.member_name(), organization: organization.clone() };
    case.strictness.walk(
        case,
        &[
            (
                Check::OrganizationThere,
                is_an_organization,
                ApiError::NoSuchOrganization(organization.clone()),
            ),
            (Check::InOrganization, is_in_the_organization, ApiError::NotInOrganization(organization)),
            (Check::InTeam, is_in_the_team, ApiError::NotInTeam(team.clone())),
            (Check::RoleSuffices, has_the_role, too_low),
            (Check::TeamThere, is_a_team, ApiError::NoSuchTeam(team.clone())),
            (Check::TeamOfOrganization, is_a_team_of_the_organization, elsewhere),
            (Check::UserOfOrganization, member_is_in_the_organization, stranger),
            (Check::UserOfTeam, member_is_in_the_team, ApiError::NotInTeam(team)),
        ],
    )
}

impl Visit<'_> {
    fn organization(&self) -> Option<&Team> {
        self.place.organization.as_ref()?.found.as_ref()
    }

    fn team(&self) -> Option<&Team> {
        self.place.team.as_ref()?.found.as_ref()
    }

    fn organization_name(&self) -> String {
        self.place.organization.as_ref().map(|named| named.name.clone()).unwrap_or_default()
    }

    fn team_name(&self) -> String {
        self.place.team.as_ref().map(|named| named.name.clone()).unwrap_or_default()
    }

    fn member_name(&self) -> String {
        self.place.member.as_ref().map(|named| named.name.clone()).unwrap_or_default()
    }

    fn wants_organization_role(&self) -> bool {
        self.place.organization.is_some() && (self.of_the_organization || self.place.team.is_none())
    }

    fn place_in_words(&self) -> String {
        let organization =
            self.place.organization.as_ref().map(|it| format!("organization with id={}", it.name));
        let team = self.place.team.as_ref().map(|it| format!("team with id={}", it.name));
        organization.into_iter().chain(team).collect::<Vec<_>>().join(" ")
    }

    fn role_in(&self, team: Option<&Team>) -> Option<Role> {
        team?.role_of(self.user)
    }

    /// Admins and owners of an organization are at home in all its teams.
    fn runs_the_organization(&self) -> bool {
        self.role_in(self.organization()).is_some_and(|role| role >= Role::Admin)
    }
}

fn is_an_organization(case: &Visit<'_>) -> bool {
    case.place.organization.is_none() || case.organization().is_some_and(|team| team.is_organization)
}

fn is_in_the_organization(case: &Visit<'_>) -> bool {
    case.place.organization.is_none() || case.role_in(case.organization()).is_some()
}

/// Outside organizations a team that is not there is one that the caller is not in.
fn is_a_team(case: &Visit<'_>) -> bool {
    case.place.organization.is_none() || case.place.team.is_none() || case.team().is_some()
}

fn is_a_team_of_the_organization(case: &Visit<'_>) -> bool {
    let (Some(organization), Some(team)) = (case.organization(), case.team()) else { return true };
    team.parent == Some(organization.id)
}

fn is_in_the_team(case: &Visit<'_>) -> bool {
    case.place.team.is_none() || case.role_in(case.team()).is_some() || case.runs_the_organization()
}

fn has_the_role(case: &Visit<'_>) -> bool {
    let runs = |team: Option<&Team>| case.role_in(team).is_some_and(|role| role >= Role::Admin);
    let is_nowhere = case.place.organization.is_none() && case.place.team.is_none();
    !case.must_run_it
        || is_nowhere
        || if case.wants_organization_role() {
            case.runs_the_organization()
        } else {
            runs(case.team()) || case.runs_the_organization()
        }
}

fn member_is_in_the_organization(case: &Visit<'_>) -> bool {
    let Some(member) = &case.place.member else { return true };
    let Some(organization) = case.organization() else { return true };
    member.found.is_some_and(|user| organization.role_of(user).is_some())
}

fn member_is_in_the_team(case: &Visit<'_>) -> bool {
    let Some(member) = &case.place.member else { return true };
    let Some(team) = case.team() else { return true };
    member.found.is_some_and(|user| team.role_of(user).is_some())
}

impl Case for Visit<'_> {
    fn differed(&self, check: Check) -> String {
        let (organization, team) = (self.organization_name(), self.team_name());
        match check {
            Check::OrganizationThere => format!("{organization} is no organization"),
            Check::InOrganization => format!("user {} is not in organization {organization}", self.user),
            Check::TeamThere => format!("{team} is no team"),
            Check::TeamOfOrganization => format!("team {team} is not one of organization {organization}"),
            Check::InTeam => format!("user {} is not in team {team}", self.user),
            Check::RoleSuffices => {
                format!("user {} is no admin or owner of the {}", self.user, self.place_in_words())
            }
            Check::UserOfOrganization => {
                format!("user {} is not in organization {organization}", self.member_name())
            }
            _ => format!("user {} is not in team {team}", self.member_name()),
        }
    }
}

#[cfg(test)]
mod tests;
