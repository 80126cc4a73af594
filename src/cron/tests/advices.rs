//! What is said about crons that are right.

use super::super::advice;
use super::{at, cron, zone};

fn words(text: &str, zone_name: &str) -> Vec<String> {
    let advices = advice(&cron(text), &zone(zone_name), at("2026-01-15T00:00:00Z"));
    advices.iter().map(ToString::to_string).collect()
}

#[test]
fn a_plain_cron_gets_no_advice() {
    for text in [
        "@daily",
        "@hourly",
        "@weekly",
        "@monthly",
        "@yearly",
        "* * * * *",
        "*/15 * * * *",
        "*/60 * * * *",
        "0 */6 * * *",
        "0 */24 * * *",
        "10-50/7 * * * *",
        "0 0 * * 7",
        "0 0 * * 0,07",
        "0 0 1-31 * *",
        "0 0 31 1,3 *",
        "0 0 1,15 * *",
        "0 9 * * mon-fri",
        "0 9 * */3 *",
        "0 0 28 * *",
        "0 0 28-31 * *",
    ] {
        assert_eq!(words(text, "UTC"), [""; 0], "{text:?}");
    }
}

#[test]
fn what_may_surprise_is_said() {
    for (text, said) in [
        ("0 0 L * *", "`L`, the last day of the month, is not known to every TD scheduler: TD may refuse it"),
        (
            "0 0 L * 1",
            "`L`, the last day of the month, is not known to every TD scheduler: TD may refuse it; with it the weekday \
             field is ignored",
        ),
        ("5/15 * * * *", "`5/15` in the minute field is just 5: a step needs a range, as in `5-59/15`"),
        ("0 0 * * 0-7", "`0-7` in the weekday field means Sundays only: TD reads each 7 as 0"),
        ("0 0 * * 70", "`70` in the weekday field means Sundays only: TD reads each 7 as 0"),
        ("0 0 1,15 * 1", "day `1,15` and weekday `1` are both set: it runs on days that fit either of them"),
        ("* 3 * * *", "the minute field selects every minute: 60 runs in hour 3; `0` there gives one"),
        (
            "* 9-17 * * *",
            "the minute field selects every minute: 60 runs in each of hours 9 to 17; `0` there gives one",
        ),
        (
            "*/7 * * * *",
            "`*/7` in the minute field starts anew with each hour, so the last interval is shorter",
        ),
        (
            "0 0-23/5 * * *",
            "`0-23/5` in the hour field starts anew with each day, so the last interval is shorter",
        ),
        (
            "0 0 */2 * *",
            "`*/2` in the day field starts anew with each month, so the last interval is shorter",
        ),
        (
            "0 0 */31 * *",
            "`*/31` in the day field starts anew with each month, so the last interval is shorter",
        ),
        (
            "0 0 * * */2",
            "`*/2` in the weekday field starts anew with each week, so the last interval is shorter",
        ),
        (
            "0 0 1 */5 *",
            "`*/5` in the month field starts anew with each year, so the last interval is shorter",
        ),
        ("*/61 * * * *", "`*/61` in the minute field is just 0: the step is longer than the range"),
        (
            "0 0 31 * *",
            "not every month has a 31st: there is none in February, April, June, September and November",
        ),
        ("0 0 29 * *", "not every month has a 29th: there is none in February (but for leap years)"),
        ("0 0 29 2 *", "not every month has a 29th: there is none in February (but for leap years)"),
        ("0 0 1,30 1-3 *", "not every month has a 30th: there is none in February"),
        (
            "1* * * * *",
            "`1*` in the minute field means 10 to 59 by an accident of TD's parser: write `10-59`",
        ),
        (
            "1,2, * * * *",
            "the comma at the end of the minute field is taken only by an accident of TD's parser",
        ),
    ] {
        assert_eq!(words(text, "UTC"), [said], "{text:?}");
    }
    let as_long_as = |first: &str| format!("{first}{} * * * *", ",00".repeat(39));
    assert_eq!(words(&as_long_as("000"), "UTC"), [""; 0], "128 characters");
    assert_eq!(words(&as_long_as("0000"), "UTC").len(), 1);
    let long = format!("{} * * * *", vec!["10"; 50].join(","));
    assert_eq!(words(&long, "UTC"), ["the cron has 157 characters: TD may refuse more than 128"]);
}

#[test]
fn times_that_the_clock_skips_or_doubles_in_a_year_are_dated() {
    let skips = "the clock of America/Los_Angeles goes forward over 2026-03-08 02:30: no run then";
    assert_eq!(words("30 2 * * *", "America/Los_Angeles"), [skips]);
    let doubles =
        "the clock of America/Los_Angeles goes back and shows 2026-11-01 01:00 twice: two runs each";
    assert_eq!(words("0 1 * * *", "America/Los_Angeles"), [doubles]);
    assert_eq!(
        words("*/10 2 * * *", "America/Los_Angeles"),
        [
            "the clock of America/Los_Angeles goes forward over 2026-03-08 02:00, 2026-03-08 02:10, 2026-03-08 02:20, \
          2026-03-08 02:30 and 2 more: no run then"
        ]
    );
    assert_eq!(
        words("@daily", "Africa/Cairo"),
        ["the clock of Africa/Cairo goes forward over 2026-04-24 00:00: no run then"]
    );
    // Half an hour is skipped and shown again.
    assert_eq!(
        words("45 1 * * *", "Australia/Lord_Howe"),
        ["the clock of Australia/Lord_Howe goes back and shows 2026-04-05 01:45 twice: two runs each"]
    );
}

#[test]
fn a_change_that_the_cron_does_not_meet_is_not_told() {
    for (text, zone_name) in [
        ("0 3 * * *", "America/Los_Angeles"),
        // Every hour stays every hour.
        ("0 * * * *", "America/Los_Angeles"),
        ("*/15 * * * *", "Europe/London"),
        ("* * * * *", "Australia/Lord_Howe"),
        ("0 * * * *", "Pacific/Chatham"),
        // Not on that day, not in that month.
        ("30 2 * * mon", "America/Los_Angeles"),
        ("30 2 1 1 *", "America/Los_Angeles"),
        ("30 2 * * *", "Asia/Tokyo"),
    ] {
        assert_eq!(words(text, zone_name), [""; 0], "{text:?} in {zone_name}");
    }
}
