//! What is offered instead of a text that is no cron.

use super::super::{Cron, Options};
use super::{WITH_L, WITHOUT_L};

fn suggestion(text: &str, options: &Options) -> Option<String> {
    Cron::parse(text, options).expect_err(text).suggestion().map(str::to_owned)
}

#[test]
fn a_slip_is_offered_mended() {
    for (text, meant) in [
        ("0 0 * * 5-7", "0 0 * * 0,5,6"),
        ("0 0 * * 1-7", "0 0 * * *"),
        ("0 0 * * 6-7", "0 0 * * 0,6"),
        ("0 0 * * fri-mon", "0 0 * * 0,1,5,6"),
        ("0 0 * * sat-sun", "0 0 * * 0,6"),
        ("0 0 * * */7", "0 0 * * 0"),
        ("0 0 * * Monday", "0 0 * * mon"),
        ("0 0 * * Monday-Friday", "0 0 * * mon-fri"),
        ("0 0 * * mon,Tues", "0 0 * * mon,tue"),
        ("0 0 1 January 0", "0 0 1 jan 0"),
        ("0 0 1 nov-feb *", "0 0 1 1-2,11-12 *"),
        ("0 0 ? * *", "0 0 * * *"),
        ("0 24 * * *", "0 0 * * *"),
        ("0 0-24 * * *", "0 * * * *"),
        ("0 22-2 * * *", "0 0-2,22-23 * * *"),
        ("60 * * * *", "0 * * * *"),
        ("*/0 * * * *", "* * * * *"),
        ("+5 * * * *", "5 * * * *"),
        ("1,,2 * * * *", "1,2 * * * *"),
        ("0 0 * * 1,", "0 0 * * 1"),
        ("0 30 9 * * *", "30 9 * * *"),
        ("0 30 9 * * 5", "30 9 * * 5"),
        ("0 30 9 * * MON-FRI", "30 9 * * MON-FRI"),
        ("0 22-2/0 * * *", "0 0-2,22-23 * * *"),
        ("0 0 * * Monday-5", "0 0 * * mon-5"),
        ("0 0 * * Monday-Friday/2", "0 0 * * 1,3,5"),
        ("* * * * * *", "* * * * *"),
        ("0 30 9 ? * MON-FRI *", "30 9 * * MON-FRI"),
        ("0 9 * * * 2026", "0 9 * * *"),
        ("0 24 ? * Monday", "0 0 * * mon"),
        ("0 0 * *", "0 0 * * *"),
        ("0 0 * * *\n", "0 0 * * *"),
        ("\u{ff10}\u{3000}0 * * *", "0 0 * * *"),
        ("@midnight", "@daily"),
        ("@Daily", "@daily"),
        (" @daily", "@daily"),
        ("daily", "@daily"),
        ("@anually", "@annually"),
        ("@every 1h", "@hourly"),
        ("@every 1m", "* * * * *"),
        ("@every 24h", "@daily"),
        ("@every 1d", "@daily"),
        ("@every 15m", "*/15 * * * *"),
        ("@every 6h", "0 */6 * * *"),
        ("0 0 31 2 *", "0 0 28 2 *"),
        ("0 0 31 4,6 *", "0 0 30 4,6 *"),
    ] {
        assert_eq!(suggestion(text, &WITHOUT_L).as_deref(), Some(meant), "{text:?}");
    }
    assert_eq!(suggestion("0 0 l * *", &WITH_L).as_deref(), Some("0 0 L * *"));
}

#[test]
fn nothing_is_offered_where_the_meaning_is_not_plain() {
    for text in [
        "",
        "???",
        "@reboot",
        "@every 7m",
        "@every 5h",
        "@every 0m",
        "* * * * 8",
        "* * 0 * *",
        "0 0 15W * *",
        "0 0 * * 5#2",
        "0 0 L * *",
        "0 0 l * *",
        "a-z * * * *",
        "H * * * *",
        "1.5 * * * *",
        "0 0 1 Abc 0",
        "every day at noon",
        "0",
    ] {
        assert_eq!(suggestion(text, &WITHOUT_L), None, "{text:?}");
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
        words("* * * * * *"),
        "a cron has exactly five fields (minute hour day month weekday), this has 6; TD's has neither seconds nor \
         years; did you mean \"* * * * *\"?"
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
        "\"30\" in the day field: none of these months has such a day, so it would never \
                                     run; did you mean \"0 0 28 2 *\"?"
    );
}
