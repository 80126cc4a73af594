//! Random crons against two oracles: a scan of every minute, and croner where the dialects agree.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use proptest::prelude::*;

use super::super::{Cron, Days};
use super::{WITH_L, zone};

const DAY: i64 = 86_400;

/// Zones with clock changes of all kinds: an hour, half an hour, at midnight, a whole day, twice a year more than once,
/// and offsets with seconds.
const ZONES: [&str; 12] = [
    "America/Los_Angeles",
    "Europe/London",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "America/Havana",
    "Africa/Casablanca",
    "Pacific/Apia",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Europe/Amsterdam",
    "Africa/Monrovia",
];

/// Whether TD runs the cron in this minute, by the rule as it is told: each field by itself, both day fields set = or.
fn matches(cron: &Cron, wall: &Zoned) -> bool {
    let small = |value: i8| u8::try_from(value).unwrap();
    let day = small(wall.day());
    let weekday = small(wall.weekday().to_sunday_zero_offset());
    cron.minutes().contains(small(wall.minute()))
        && cron.hours().contains(small(wall.hour()))
        && cron.months().contains(small(wall.month()))
        && match cron.days() {
            Days::Every => true,
            Days::OfMonth(set) => set.contains(day),
            Days::OfWeek(set) => set.contains(weekday),
            Days::Either { month, week } => month.contains(day) || week.contains(weekday),
            Days::Last => wall.date().tomorrow().unwrap().day() == 1,
        }
}

/// Every run in the days after `from`, minute by minute.
fn scan(cron: &Cron, zone: &TimeZone, from: Timestamp, days: i64) -> Vec<Timestamp> {
    let first = from.as_second().div_euclid(60) + 1;
    (first..=first + days * DAY / 60)
        .map(|minute| Timestamp::from_second(minute * 60).unwrap())
        .filter(|at| matches(cron, &at.to_zoned(zone.clone())))
        .collect()
}

/// Instants: a little before a clock change of the zone where there is one in the years from 1900 on.
fn instant(zone: &TimeZone, second: i64, hours_before: i64) -> Timestamp {
    let at = Timestamp::from_second(second).unwrap();
    let change = zone.following(at).next().map_or(at, |change| change.timestamp());
    Timestamp::from_second(change.as_second() - hours_before * 3600 - 17).unwrap()
}

fn item(low: u8, high: u8) -> impl Strategy<Value = String> {
    prop_oneof![
        3 => (low..=high).prop_map(|a| a.to_string()),
        1 => (low..=high, low..=high).prop_map(|(a, b)| format!("{}-{}", a.min(b), a.max(b))),
        1 => (low..=high, low..=high, 1_u8..9)
            .prop_map(|(a, b, step)| format!("{}-{}/{step}", a.min(b), a.max(b))),
        1 => (1_u8..40).prop_map(|step| format!("*/{step}")),
    ]
}

fn field(low: u8, high: u8, stars: u32) -> impl Strategy<Value = String> {
    prop_oneof![
        stars => Just("*".to_owned()),
        2 => item(low, high),
        1 => (item(low, high), item(low, high)).prop_map(|(a, b)| format!("{a},{b}")),
    ]
}

/// Mostly crons that run within days, so that a scan of some weeks sees them.
fn text() -> impl Strategy<Value = String> {
    (field(0, 59, 1), field(0, 23, 3), field(1, 31, 4), field(1, 12, 12), field(0, 6, 4))
        .prop_map(|(minute, hour, day, month, weekday)| format!("{minute} {hour} {day} {month} {weekday}"))
        .prop_filter("a step of 7 is none for weekdays", |text| Cron::parse(text, &WITH_L).is_ok())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn runs_are_those_of_a_scan_of_every_minute(
        text in text(),
        name in prop::sample::select(ZONES.as_slice()),
        // 1900 to 2050: offsets with seconds at the start, rules beyond the listed changes at the end.
        second in -2_208_988_800_i64..2_524_608_000,
        hours_before in 0_i64..72,
    ) {
        let (cron, zone) = (Cron::parse(&text, &WITH_L).unwrap(), zone(name));
        let from = instant(&zone, second, hours_before);
        let end = from.as_second().div_euclid(60) * 60 + 60 + 6 * DAY;
        let runs: Vec<_> = cron.after(from, &zone).take_while(|run| run.as_second() <= end).collect();
        prop_assert_eq!(runs, scan(&cron, &zone, from, 6), "{} in {} after {}", text, name, from);
    }

    #[test]
    fn a_span_holds_the_runs_that_one_search_after_the_other_finds(
        text in text(),
        name in prop::sample::select(ZONES.as_slice()),
        second in -2_208_988_800_i64..2_524_608_000,
        hours_before in 0_i64..72,
    ) {
        let (cron, zone) = (Cron::parse(&text, &WITH_L).unwrap(), zone(name));
        let from = instant(&zone, second, hours_before);
        let until = Timestamp::from_second(from.as_second() + 9 * DAY + 41).unwrap();
        let mut runs = Vec::new();
        cron.each_between(from, until, &zone, |run| runs.push(run));
        let searched: Vec<_> = cron.after(from, &zone).take_while(|run| *run < until).collect();
        prop_assert_eq!(runs, searched, "{} in {} after {}", text, name, from);
    }

    #[test]
    fn runs_in_utc_are_those_of_croner(text in text(), second in 0_i64..4_000_000_000) {
        // croner does not take TD's steps beyond a field's range; both day fields set mean either there too.
        let theirs = text.parse::<croner::Cron>();
        prop_assume!(theirs.is_ok());
        let theirs = theirs.unwrap();
        let cron = Cron::parse(&text, &WITH_L).unwrap();
        let from = Timestamp::from_second(second).unwrap();
        let after = from.to_zoned(TimeZone::UTC);
        let theirs = theirs.find_next_occurrence(&after, false).ok().map(|run| run.timestamp().as_second());
        let ours = cron.next_after(from, &zone("UTC")).map(Timestamp::as_second);
        prop_assert_eq!(ours, theirs, "{} after {}", text, from);
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,40}") {
        drop(Cron::parse(&text, &WITH_L).map_err(|error| (error.to_string(), error.pointer())));
    }

    #[test]
    fn no_text_of_cron_signs_panics(text in "[-0-9*/,LW#?@ \tjanmosuJ\u{ff10}\n]{0,24}") {
        drop(Cron::parse(&text, &WITH_L).map_err(|error| (error.to_string(), error.pointer())));
    }
}
