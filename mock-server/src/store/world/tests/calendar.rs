//! A world with something to book in it; each test spoils one thing.

use super::*;

const CALENDAR: &str = r#"
[[schedules]]
id = 31
owner = 1
availability = [{ days = ["Monday"], startTime = "09:00", endTime = "12:00" }]

[[event_types]]
id = 40
user = "uma@acme.example"
title = "Talk"
slug = "talk"
length = 30

[[event_types]]
team = 10
title = "Demo"
slug = "demo"
length = 30
scheduling = "roundRobin"
hosts = [{ user = 1 }]

[[bookings]]
uid = "abc"
event_type = 40
hosts = ["uma@acme.example"]
start = "2030-01-01T10:00:00Z"
end = "2030-01-01T10:30:00Z"
attendees = [{ name = "Gus", email = "gus@acme.example", time_zone = "Europe/Berlin" }]
"#;

#[test]
fn what_can_be_booked_is_read_and_written_too() {
    let world = World::from_toml(&format!("{FILE}{CALENDAR}")).unwrap();
    assert_eq!((world.schedules.len(), world.event_types.len(), world.bookings.len()), (1, 2, 1));
    assert_eq!((world.schedules[0].owner, world.schedules[0].time_zone.as_str()), (1, "Europe/London"));
    assert_eq!((world.event_types[1].id, world.bookings[0].hosts.as_slice()), (1, &[2][..]));
    let again = World::from_toml(&world.to_toml()).unwrap();
    assert_eq!(again.to_json(), world.to_json());
}

#[test]
fn where_no_schedules_are_written_everybody_has_working_hours() {
    let world = World::from_toml(FILE).unwrap();
    let theirs: Vec<_> = world.users.iter().map(|user| user.profile.default_schedule).collect();
    assert_eq!(theirs, world.schedules.iter().map(|schedule| Some(schedule.id)).collect::<Vec<_>>());
    assert_eq!(theirs.len(), 2);
    let none = World::from_toml(&format!("schedules = []\n{FILE}")).unwrap();
    assert!(none.schedules.is_empty() && none.users[0].profile.default_schedule.is_none());
    assert!(World::from_toml(&none.to_toml()).unwrap().schedules.is_empty());
}

#[test]
fn what_cannot_be_booked_is_told_with_its_place() {
    let file = format!("{FILE}{CALENDAR}");
    for (old, new, said) in [
        ("owner = 1", "owner = 7", "schedules[0].owner: there is no such user"),
        ("endTime = \"12:00\"", "endTime = \"08:00\"", "availability: endTime must be after startTime"),
        ("[\"Monday\"]", "[\"Moonday\"]", "days must be a list of Monday"),
        ("startTime = \"09:00\"", "startTime = \"9\"", "startTime must be a time such as 09:00"),
        ("team = 10", "team = 11", "event_types[1].team: there is no team with this id"),
        ("team = 10", "user = 1\nteam = 10", "event_types[1]: an event type has one owner"),
        (
            "id = 40\nuser = \"uma@acme.example\"",
            "id = 40\nschedule = 5\nuser = 2",
            "there is no schedule with this id",
        ),
        ("hosts = [{ user = 1 }]", "hosts = [{ user = 9 }]", "hosts[0].user: there is no such user"),
        ("event_type = 40", "event_type = 49", "bookings[0].event_type: there is no event type with this id"),
        (
            "event_type = 40",
            "event_type = 40\nformer_event_type = 41",
            "bookings[0]: a booking is of one event type",
        ),
        ("10:30:00Z", "09:30:00Z", "bookings[0].end: end must be after start"),
        ("2030-01-01T10:00:00Z", "2030-02-30T10:00:00Z", "start must be a time such as"),
        ("Europe/Berlin", "Europe/Bern", "time_zone must be a time zone such as Europe/London"),
        (
            "role = \"admin\"",
            "role = \"admin\"\ndefault_schedule = 3",
            "no schedule of this user with this id",
        ),
        ("role = \"admin\"", "role = \"admin\"\ntime_format = 13", "time_format must be 12 or 24"),
    ] {
        let text = file.replacen(old, new, 1);
        assert_ne!(text, file, "{old}");
        let complaint = World::from_toml(&text).unwrap_err().to_string();
        assert!(complaint.contains(said), "{new}\n{complaint}");
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
    }
}

#[test]
fn a_booking_outlives_its_event_type_in_the_file_too() {
    let text = format!("{FILE}{CALENDAR}").replacen("\nevent_type = 40", "\nformer_event_type = 49", 1);
    let world = World::from_toml(&text).unwrap();
    assert_eq!(world.bookings[0].event_type, 49);
    assert_eq!(World::from_toml(&world.to_toml()).unwrap().to_json(), world.to_json());
}
