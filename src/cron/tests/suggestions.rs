//! What is offered instead of a text that is no cron. That it means the same is proved in `dialects`.

use super::super::{Cron, Options};
use super::{WITH_L, WITHOUT_L};

fn suggestion(text: &str, options: &Options) -> Option<String> {
    Cron::parse(text, options).expect_err(text).suggestion().map(str::to_owned)
}

fn words(text: &str) -> String {
    Cron::parse(text, &WITH_L).expect_err(text).to_string()
}

#[test]
fn a_slip_is_offered_mended() {
    for (text, meant) in [
        ("0 0 * * 5-7", "0 0 * * 0,5,6"),
        ("0 0 * * 1-7", "0 0 * * *"),
        ("0 0 * * 6-7", "0 0 * * 0,6"),
        ("0 0 * * fri-mon", "0 0 * * sun,mon,fri,sat"),
        ("0 0 * * sat-sun", "0 0 * * sun,sat"),
        ("0 0 * * */7", "0 0 * * 0"),
        ("0 0 * * Monday", "0 0 * * mon"),
        ("0 0 * * Monday-Friday", "0 0 * * mon-fri"),
        ("0 0 * * mon,Tues", "0 0 * * mon,tue"),
        ("0 0 1 January *", "0 0 1 jan *"),
        ("0 0 1 January 0", "0 0 1 jan 0"),
        ("0 0 1 nov-feb *", "0 0 1 jan,feb,nov,dec *"),
        ("0 0 ? * *", "0 0 * * *"),
        ("0 0 ? * Monday", "0 0 * * mon"),
        ("0 24 * * *", "0 0 * * *"),
        ("0 0-24 * * *", "0 * * * *"),
        ("0 22-2 * * *", "0 0-2,22,23 * * *"),
        ("60 * * * *", "0 * * * *"),
        ("1,,2 * * * *", "1,2 * * * *"),
        ("0 0 * * 1,", "0 0 * * 1"),
        ("0 0 * * Monday-5", "0 0 * * mon-fri"),
        ("0 0 * * Monday-Friday/2", "0 0 * * mon,wed,fri"),
        ("0 0 * * *\n", "0 0 * * *"),
        ("\u{feff}0 0 * * *", "0 0 * * *"),
        ("'0 0 * * *'", "0 0 * * *"),
        ("\u{ff10}\u{3000}0 * * *", "0 0 * * *"),
        ("@Daily", "@daily"),
        (" @daily", "@daily"),
        ("daily", "@daily"),
        ("@anually", "@annually"),
    ] {
        assert_eq!(suggestion(text, &WITHOUT_L).as_deref(), Some(meant), "{text:?}");
    }
    assert_eq!(suggestion("0 0 l * *", &WITH_L).as_deref(), Some("0 0 L * *"));
}

#[test]
fn another_dialect_is_named_and_kept_to() {
    for (text, kind, meant) in [
        ("0 10 * * ? *", "an EventBridge expression", "0 10 * * *"),
        ("0/15 * * * ? *", "an EventBridge expression", "*/15 * * * *"),
        ("5/15 * * * ? *", "an EventBridge expression", "5-59/15 * * * *"),
        ("0 10 ? * 2-6 *", "an EventBridge expression", "0 10 * * 1-5"),
        ("0 10 ? * MON-FRI *", "an EventBridge expression", "0 10 * * MON-FRI"),
        ("cron(0 10 * * ? *)", "an EventBridge expression", "0 10 * * *"),
        ("cron(0 10 L * ? *)", "an EventBridge expression", "0 10 L * *"),
        ("rate(5 minutes)", "an EventBridge rate, counted from midnight here", "*/5 * * * *"),
        ("rate(1 hour)", "an EventBridge rate, counted from midnight here", "@hourly"),
        ("rate(1 day)", "an EventBridge rate, counted from midnight here", "@daily"),
        ("0 0 10 ? * 1", "a Quartz expression", "0 10 * * 0"),
        ("0 0 10 ? * 2-6", "a Quartz expression", "0 10 * * 1-5"),
        ("0 0 10 ? * L", "a Quartz expression", "0 10 * * sat"),
        ("0 0/30 8-17 * * ?", "a Quartz expression", "*/30 8-17 * * *"),
        ("0 30 9 ? * MON-FRI *", "a Quartz expression", "30 9 * * MON-FRI"),
        ("0 0 12 1/1 * ? *", "a Quartz expression", "0 12 * * *"),
        ("0 30 9 * * *", "a cron with seconds first", "30 9 * * *"),
        ("0 30 9 * * 5", "a cron with seconds first", "30 9 * * 5"),
        ("0 30 9 * * MON-FRI", "a cron with seconds first", "30 9 * * MON-FRI"),
        ("Mon..Fri *-*-* 09:00:00", "a systemd calendar expression", "0 9 * * mon-fri"),
        ("*-*-01 03:30", "a systemd calendar expression", "30 3 1 * *"),
        ("*:0/15", "a systemd calendar expression", "*/15 * * * *"),
        ("*-*~01 00:00", "a systemd calendar expression", "0 0 L * *"),
        ("@midnight", "a nickname of other crons", "@daily"),
        ("@quarterly", "a preset of Airflow", "0 0 1 */3 *"),
        ("@every 1h", "an interval of Go's cron, counted from midnight here", "@hourly"),
        ("@every 1m", "an interval of Go's cron, counted from midnight here", "* * * * *"),
        ("@every 24h", "an interval of Go's cron, counted from midnight here", "@daily"),
        ("@every 1h30m", "an interval of Go's cron, counted from midnight here", ""),
        ("@every 15m", "an interval of Go's cron, counted from midnight here", "*/15 * * * *"),
        ("@every 6h", "an interval of Go's cron, counted from midnight here", "0 */6 * * *"),
        ("every 2 hours", "an interval of App Engine, counted from midnight here", "0 */2 * * *"),
        ("every 24 hours", "an interval of App Engine, counted from midnight here", "@daily"),
    ] {
        assert_eq!(suggestion(text, &WITH_L).unwrap_or_default(), meant, "{text:?}");
        assert!(words(text).contains(&format!("; {kind}: ")), "{text:?}: {}", words(text));
    }
}

#[test]
fn a_zone_in_the_text_goes_into_the_suggestion_for_the_zone() {
    for (text, meant, zone) in [
        ("CRON_TZ=Asia/Tokyo 0 9 * * *", "0 9 * * *", "Asia/Tokyo"),
        ("TZ=America/New_York 30 4 * * 1-5", "30 4 * * 1-5", "America/New_York"),
        ("TZ=Asia/Tokyo 0 0 * * 1-7", "0 0 * * *", "Asia/Tokyo"),
        ("CRON_TZ=UTC @daily", "@daily", "UTC"),
        ("CRON_TZ=Asia/Tokyo 0 30 9 ? * 2", "30 9 * * 1", "Asia/Tokyo"),
        ("*-*-* 09:00 Asia/Tokyo", "0 9 * * *", "Asia/Tokyo"),
    ] {
        let error = Cron::parse(text, &WITH_L).expect_err(text);
        assert_eq!((error.suggestion(), error.suggested_timezone()), (Some(meant), Some(zone)), "{text:?}");
        let said = format!("did you mean {meant:?} with timezone = {zone:?}?");
        assert!(error.to_string().ends_with(&said), "{error}");
    }
    // Without the zone the cron would run at other times.
    let error = Cron::parse("CRON_TZ=Asia/Tokio 0 9 * * *", &WITH_L).expect_err("no zone");
    assert_eq!((error.suggestion(), error.suggested_timezone()), (None, None));
    assert!(error.to_string().contains("Asia/Tokyo"), "{error}");
}

#[test]
fn nothing_is_offered_where_the_meaning_is_not_plain() {
    for text in [
        "",
        "???",
        "@every 7m",
        "@every 5h",
        "@every 0m",
        "@weekday",
        "* * * * 8",
        "* * 0 * *",
        "0 0 15W * *",
        "0 0 * * 5#2",
        "0 0 L * *",
        "0 0 l * *",
        "a-z * * * *",
        "H * * * *",
        "1.5 * * * *",
        "+5 * * * *",
        "*/0 * * * *",
        "0 22-2/0 * * *",
        "0 0 1 Abc 0",
        "every day at noon",
        "0",
        // Which of the five is missing?
        "0 0 * *",
        // 24:00 of Monday is Tuesday; minute 60 of 9 o'clock is 10 o'clock.
        "0 24 * * Monday",
        "60 9 * * *",
        // GitHub's every quarter of an hour is once an hour elsewhere.
        "0/15 24 * * *",
        // Either of them, or both?
        "0 0 */2 * 5-7",
        // Never is not the 28th.
        "0 0 31 2 *",
        "0 0 31 4,6 *",
    ] {
        assert_eq!(suggestion(text, &WITHOUT_L), None, "{text:?}");
    }
}

#[test]
fn why_nothing_is_offered_is_said() {
    for (text, said) in [
        ("0 10 ? * MON#1 *", "an EventBridge expression: TD's cron has nothing like `MON#1`"),
        ("0 0 10 15W * ?", "a Quartz expression: TD's cron has nothing like `15W`"),
        ("0 0 10 ? * 6L", "a Quartz expression: TD's cron has nothing like `6L`"),
        (
            "0/10 * * * * ?",
            "a Quartz expression: it runs at other seconds than 0, and TD's cron counts minutes",
        ),
        (
            "0 0 10 ? * MON 2026",
            "a Quartz expression: it runs in some years only, and TD's cron has no years",
        ),
        ("0 9 * * * 2026", "a cron with a year last: it runs in some years only, and TD's cron has no years"),
        (
            "0 30 9 1 * MON",
            "a cron with seconds first: both its day fields are set, which means other days there than",
        ),
        ("Mon *-*-01 00:00", "a systemd calendar expression: both its day fields are set"),
        ("0 10 ? * 2-6", "a cron with `?`: its weekdays may count from 0 or from 1"),
        ("@every 90m", "neither an hour nor a day is a multiple of its interval"),
        ("@reboot", "a nickname of other crons: it does not name times that come again"),
        ("at(2026-01-01T00:00:00)", "an EventBridge time: it does not name times that come again"),
        ("weekly", "Mondays in systemd and Sundays in a cron"),
    ] {
        assert_eq!(suggestion(text, &WITH_L), None, "{text:?}");
        assert!(words(text).contains(said), "{text:?}: {}", words(text));
    }
    // Two dialects, two meanings: both are told, none is offered.
    for (text, said) in [
        (
            "0 9 * * * *",
            "; as a cron with seconds first it is \"9 * * * *\"; as a cron with a year last it is \"0 9 * * *\": write the \
             one that is meant",
        ),
        (
            "0 9 * * * mon",
            "; as a cron with seconds first it is \"9 * * * mon\"; as a cron of five fields with a weekday too much it is \
             \"0 9 * * mon\": write the one that is meant",
        ),
        (
            "* * * * * *",
            "; as a cron with seconds first, it runs at other seconds than 0, and TD's cron counts minutes; as a cron \
             with a year last it is \"* * * * *\": write the one that is meant",
        ),
    ] {
        assert_eq!(suggestion(text, &WITH_L), None, "{text:?}");
        assert!(words(text).ends_with(said), "{text:?}: {}", words(text));
    }
}

#[test]
fn the_words_are_one_line() {
    let words = |text| Cron::parse(text, &WITHOUT_L).expect_err(text).to_string();
    assert_eq!(
        words("0 0 * * 5-7"),
        "\"5-7\" in the weekday field: TD turns each 7 into 0 before it reads anything else, so \
         this is `5-0`; did you mean \"0 0 * * 0,5,6\"?"
    );
    assert_eq!(
        words("0 10 * * ? *"),
        "a cron has exactly five fields (minute hour day month weekday), this has 6; an EventBridge expression: did you \
         mean \"0 10 * * *\"?"
    );
    assert_eq!(
        words("x x x x x x"),
        "a cron has exactly five fields (minute hour day month weekday), this has 6; TD's has neither seconds nor years"
    );
    for (text, range) in [
        ("0 24-25 * * *", "0 to 23"),
        ("* * * 13 *", "1 to 12 or jan to dec"),
        ("* * * * 8", "0 (Sunday) to 6, 7 for Sunday, or sun to sat"),
    ] {
        assert!(words(text).contains(range), "{}", words(text));
    }
    assert_eq!(
        words("0 0 30 2 *"),
        "\"30\" in the day field: none of these months has such a day, so it would never run"
    );
}
