//! Names of time zones, right and wrong.

use super::super::zone::{Kind, ZoneError, advice, all_names, find, fold, rails_names};

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
                let place = (name == "Astana").then_some("Asia/Almaty");
                assert_eq!(error, ZoneError::Rails { name: name.to_owned(), tz, place });
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
        words("Astana"),
        "\"Astana\" is a Rails display name, not a name of the tz database: Rails takes it for \"Asia/Dhaka\", the place \
         keeps the time of \"Asia/Almaty\"; write the one that is meant"
    );
    assert_eq!(words("JST"), "\"JST\" is an abbreviation, not a time zone; did you mean \"Asia/Tokyo\"?");
    assert_eq!(
        words("IST"),
        "\"IST\" is an abbreviation of several time zones, not a time zone; it may be \"Asia/Kolkata\" or \
         \"Asia/Jerusalem\" or \"Europe/Dublin\""
    );
    assert_eq!(
        words("Asia/Mumbai"),
        "the tz database has no time zone \"Asia/Mumbai\"; did you mean \"Asia/Kolkata\"? (the time of that place)"
    );
    assert_eq!(
        words("Tokyo Standard Time"),
        "\"Tokyo Standard Time\" is a name that Windows has for a time zone; did you mean \"Asia/Tokyo\"?"
    );
}

#[test]
fn a_place_is_known_by_its_meaning() {
    for (name, zones) in [
        ("Asia/Mumbai", ["Asia/Kolkata"].as_slice()),
        ("Asia/Delhi", &["Asia/Kolkata"]),
        ("Asia/New_Delhi", &["Asia/Kolkata"]),
        ("Asia/Bangalore", &["Asia/Kolkata"]),
        ("Asia/Osaka", &["Asia/Tokyo"]),
        ("Japan/Tokyo", &["Asia/Tokyo"]),
        ("Asia/Beijing", &["Asia/Shanghai"]),
        ("Asia/Astana", &["Asia/Almaty"]),
        ("Astana", &["Asia/Almaty"]),
        ("America/Boston", &["America/New_York"]),
        ("US/Boston", &["America/New_York"]),
        ("America/San_Francisco", &["America/Los_Angeles"]),
        ("America/Washington", &["America/New_York"]),
        ("America/Honolulu", &["Pacific/Honolulu"]),
        ("Europe/Munich", &["Europe/Berlin"]),
        ("Europe/Geneva", &["Europe/Zurich"]),
        ("Germany", &["Europe/Berlin"]),
        ("India", &["Asia/Kolkata"]),
        ("Eastern Standard Time", &["America/New_York"]),
        ("india standard time", &["Asia/Kolkata"]),
        ("Pacific Time", &["America/Los_Angeles"]),
        ("eastern time (us & canada)", &["America/New_York"]),
        ("S\u{e3}o Paulo", &["America/Sao_Paulo"]),
        // Two cities of one name.
        ("Asia/Hyderabad", &["Asia/Kolkata", "Asia/Karachi"]),
        ("America/Portland", &["America/Los_Angeles", "America/New_York"]),
        ("Europe/Birmingham", &["Europe/London"]),
    ] {
        assert_eq!(find(name).expect_err(name).suggestions(), zones, "{name:?}");
    }
}

#[test]
fn a_guess_by_spelling_keeps_the_continent_and_is_near() {
    for (name, zones) in [
        ("Asia/Tokio", ["Asia/Tokyo"].as_slice()),
        ("Aisa/Tokyo", &["Asia/Tokyo"]),
        ("Asia/Mumbay", &["Asia/Kolkata"]),
        ("America/Los_Angelos", &["America/Los_Angeles"]),
        ("Europe/Lodnon", &["Europe/London"]),
        ("Berln", &["Europe/Berlin"]),
        ("America/Tokio", &[]),
        ("Asia/Bostan", &[]),
        ("Asia/Xyzzy", &[]),
        ("Asia/Dehli", &["Asia/Kolkata"]),
        ("Tokyyyo", &[]),
    ] {
        assert_eq!(find(name).expect_err(name).suggestions(), zones, "{name:?}");
    }
}

#[test]
fn an_abbreviation_of_several_zones_names_them_all() {
    for (name, zones) in [
        ("IST", ["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"].as_slice()),
        ("CST", &["Asia/Shanghai", "America/Chicago", "America/Mexico_City"]),
        ("est", &["America/New_York", "America/Jamaica"]),
        ("BST", &["Europe/London", "Asia/Dhaka"]),
        ("PST", &["America/Los_Angeles", "Asia/Manila"]),
    ] {
        let error = find(name).expect_err(name);
        assert!(zones.iter().all(|zone| error.suggestions().contains(zone)), "{error}");
        assert!(error.to_string().contains("of several time zones"), "{error}");
    }
}

#[test]
fn every_zone_of_the_generated_table_can_be_written() {
    for kind in [Kind::Place, Kind::Windows, Kind::Abbreviation] {
        let mut names = 0;
        for (name, zones) in all_names(kind) {
            names += 1;
            assert_eq!(fold(name), name);
            for zone in zones.split(' ') {
                assert!(find(zone).is_ok(), "{name}: {zone}");
            }
        }
        assert!(names > 50, "{kind:?}: {names}");
    }
}

#[test]
fn names_that_seem_to_mean_something_else_are_told() {
    let words = |name| advice(name).map(|advice| advice.to_string());
    assert_eq!(
        words("Etc/GMT+9").as_deref(),
        Some(
            "\"Etc/GMT+9\" is 9 hours behind UTC: the signs of the Etc names are reversed; the other direction is \
             \"Etc/GMT-9\""
        )
    );
    assert!(words("Etc/GMT-1").unwrap().contains("1 hour ahead of UTC"));
    assert!(words("EST").unwrap().contains("\"America/New_York\""));
    assert!(words("MST").unwrap().contains("\"America/Phoenix\""));
    for plain in ["UTC", "Etc/UTC", "Etc/GMT", "Etc/GMT+0", "Etc/GMT0", "Asia/Tokyo", "HST", "EST5EDT", "CET"]
    {
        assert_eq!(words(plain), None, "{plain}");
    }
    for (name, hours) in [("Etc/GMT+9", -9), ("Etc/GMT-14", 14), ("EST", -5), ("MST", -7)] {
        let offset = find(name).unwrap().to_offset(super::at("2026-07-01T00:00:00Z"));
        assert_eq!(offset.seconds(), hours * 3600, "{name}");
    }
}
