//! Names of time zones, right and wrong.

use super::super::zone::{ZoneError, find, rails_names};

#[test]
fn names_and_links_of_the_database_are_taken() {
    for name in [
        "UTC",
        "Etc/UTC",
        "Asia/Tokyo",
        "US/Pacific",
        "Japan",
        "GB",
        "EST",
        "MST",
        "HST",
        "EST5EDT",
        "PST8PDT",
        "CET",
        "Etc/GMT+9",
        "Zulu",
        "America/Argentina/Buenos_Aires",
        "America/Godthab",
        "Asia/Rangoon",
        "Asia/Chongqing",
    ] {
        let zone = find(name).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(zone.iana_name(), Some(name));
    }
}

#[test]
fn anything_else_is_refused_with_what_may_be_meant() {
    let cases: &[(&str, &[&str])] = &[
        ("asia/tokyo", &["Asia/Tokyo"]),
        ("Asia/Tokyo ", &["Asia/Tokyo"]),
        ("America/New York", &["America/New_York"]),
        ("new york", &["America/New_York"]),
        ("macau", &["Asia/Macau"]),
        ("utc", &["UTC"]),
        ("Asia/Tokio", &["Asia/Tokyo"]),
        ("Europe/Berln", &["Europe/Berlin"]),
        ("PST", &["America/Los_Angeles"]),
        ("PDT", &["America/Los_Angeles"]),
        ("CST", &["America/Chicago", "Asia/Shanghai"]),
        ("jst", &["Asia/Tokyo"]),
        ("JST-9", &["Asia/Tokyo"]),
        ("+09:00", &["Etc/GMT-9"]),
        ("-0500", &["Etc/GMT+5"]),
        ("UTC+9", &["Etc/GMT-9"]),
        ("+0", &["UTC"]),
        ("+05:30", &["Asia/Kolkata"]),
        ("+10:30", &[]),
        ("+99:00", &[]),
        ("Mars/Olympus_Mons", &[]),
        ("", &[]),
        ("Factory", &[]),
        ("posixrules", &[]),
        ("localtime", &[]),
        ("Etc/Unknown", &[]),
    ];
    for (name, expected) in cases {
        let error = find(name).expect_err(name);
        assert_eq!(error.suggestions(), *expected, "{name:?}: {error}");
        for suggestion in error.suggestions() {
            assert!(find(suggestion).is_ok(), "{name:?} -> {suggestion:?}");
        }
        assert!(error.legacy_zone().is_none());
    }
}

#[test]
fn every_rails_name_is_told_from_a_wrong_one() {
    for (name, tz) in rails_names() {
        // `Singapore` and `Jamaica` are links of the database itself.
        match find(name) {
            Ok(zone) => assert_eq!(zone.iana_name(), Some(name)),
            Err(error) => {
                assert_eq!(error, ZoneError::Rails { name: name.to_owned(), tz });
                assert_eq!(
                    error.legacy_zone().and_then(|zone| zone.iana_name().map(str::to_owned)).as_deref(),
                    Some(tz)
                );
            }
        }
    }
}

#[test]
fn the_words_say_what_to_write() {
    let words = |name| find(name).expect_err(name).to_string();
    assert_eq!(
        words("Tokyo"),
        "\"Tokyo\" is a Rails display name, not a name of the tz database: write \"Asia/Tokyo\""
    );
    assert_eq!(
        words("+09:00"),
        "\"+09:00\" is an offset from UTC, not a time zone; did you mean \"Etc/GMT-9\"? (the signs of the Etc names \
         are reversed)"
    );
    assert_eq!(
        words("CST"),
        "\"CST\" is an abbreviation, not a time zone; did you mean \"America/Chicago\" or \"Asia/Shanghai\"?"
    );
}
