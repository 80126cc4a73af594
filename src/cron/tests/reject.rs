//! What TD's dialect does not take, and what it takes though it looks wrong.

use super::super::{Cron, Days, Field, Options, Rule, Set, same_meaning};
use super::{WITH_L, WITHOUT_L, cron};

#[rustfmt::skip] // one text after the other, not a line each
const REJECTED: &[&str] = &[
    "", " ", "???", "* * * * * *", "0 0 * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * 32 * *", "* * * 0 *",
    "* * * 13 *", "* * * * 8", "5-0 * * * *", "5-60 * * * *", "a-z * * * *", "*/0 * * * *", "-5 * * * *",
    "+5 * * * *", "1.5 * * * *", "*-5 * * * *", "*5 * * * *", "1,,2 * * * *", ",1 * * * *", "0 0 * * 1,",
    "0 0 * * 1-7", "0 0 * * 5-7", "0 0 * * 6-7", "0 0 * * */7", "0 0 * * 6/7", "0 0 * * 17", "0 0 * * fri-mon",
    "0 0 * * sat-sun", "0 0 * * Monday", "0 0 1 January 0", "0 0 1 Abc 0", "0 0 ? * *", "0 0 15W * *",
    "0 0 * * 5L", "0 0 * * 5#2", "0 0 l * *", "0 0 LW * *", "0 0 L-3 * *", "0 0 1,L * *", "0 0 * * L",
    "H * * * *", "0~9 * * * *", "@midnight", "@Daily", " @daily", "@daily ", "@reboot", "@every 1h", "@",
    "\u{ff10} 0 * * *", "0\u{3000}0 * * *", "0 0 * * *\n", "0\n0 * * *", "0 0 * * *\r\n", "0\u{a0}0 * * *",
    "0 0 31 2 *", "0 0 30-31 feb *", "0 0 31 4,6 *", "* * 31 11 *", "1, * * * *", ", * * * *", "1,2,, * * * *",
    "0 0 * * 1,2,", "1//2 * * * *", "1/ * * * *", "/2 * * * *", "1-2-3 * * * *", "1-/2 * * * *", "** * * * *",
    "5-* * * * *", "6* * * * *", "0 0 * * 1*", "1/5/5 * * * *", "mon * * * *", "0 0 * * jan", "0 0 * sun *",
    "0 0 * */feb *", "0 0 1jan * *", "256 * * * *", "99999999999999999999 * * * *", "0 0 \u{1f600} * *",
    // Blank and tab separate fields; every other white space is a mistake, and so is what nobody sees.
    "0\u{b}0 * * *", "0\u{c}0 * * *", "0\u{85}0 * * *", "0\u{2002}0 * * *", "0\u{2028}0 * * *", "0 0 * * *\u{a0}",
    "\u{feff}0 0 * * *", "0\u{200b} 0 * * *", "\u{3000}@daily",
];

#[rustfmt::skip]
const ACCEPTED: &[&str] = &[
    "0008 0 * * *", "00 08 * * *", "0 0 1 jan-12 *", "0 0 * * mon-5", "0 0 * * sun-sat", "0 0 * * 07", "0 0 * * 0,7",
    "*/61 * * * *", "0 0 */32 * *", "0 */24 * * *", "1,2, * * * *", "0 0 *,1 * *", "0 0 * * 70", "0 0 * * 0-7",
    "0 0 * * */17", "5* * * * *", "0 2* * * *", "0 0 1* * *", "0 0 * 1* *", "0 0 * * 0*", "*/99999999999999 * * * *",
    "0 0 30 2 1", "0 0 29 feb *", "0 0 * * MON-Fri/2", "0 0 1,2, * *", "\t0\t0 *  * *\t",
];

#[test]
fn what_td_refuses_is_refused_at_once() {
    for text in REJECTED {
        for options in [WITH_L, WITHOUT_L] {
            let error = Cron::parse(text, &options).expect_err(text);
            assert!(text.get(error.span()).is_some(), "{text:?}: {error:?}");
            assert_eq!(error.pointer().lines().count(), 2, "{text:?}");
        }
    }
    assert!(Cron::parse("0 0 L * *", &WITHOUT_L).is_err());
}

#[test]
fn what_td_takes_is_taken() {
    for text in ACCEPTED {
        Cron::parse(text, &Options::default()).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    }
}

#[test]
fn a_suggestion_can_be_pasted() {
    for text in REJECTED {
        for options in [WITH_L, WITHOUT_L] {
            let error = Cron::parse(text, &options).expect_err(text);
            if let Some(suggestion) = error.suggestion() {
                assert!(Cron::parse(suggestion, &options).is_ok(), "{text:?} -> {suggestion:?}");
            }
        }
    }
}

#[test]
fn the_error_names_field_place_and_rule() {
    let error = |text| Cron::parse(text, &WITHOUT_L).expect_err(text);
    let cases: &[(&str, Field, &str, Rule)] = &[
        ("60 * * * *", Field::Minute, "60", Rule::OutOfRange(Field::Minute)),
        ("0 5,24 * * *", Field::Hour, "24", Rule::OutOfRange(Field::Hour)),
        ("0 0-24 * * *", Field::Hour, "24", Rule::OutOfRange(Field::Hour)),
        ("0 22-2 * * *", Field::Hour, "22-2", Rule::Backwards(22, 2)),
        ("0 0 ? * *", Field::Day, "?", Rule::Foreign('?')),
        ("0 0 15W * *", Field::Day, "15W", Rule::Foreign('W')),
        ("H * * * *", Field::Minute, "H", Rule::Foreign('H')),
        ("0 0 L * *", Field::Day, "L", Rule::LastDayUnknown),
        ("0 0 l * *", Field::Day, "l", Rule::LastDayAlone),
        ("0 0 * * 5L", Field::Weekday, "5L", Rule::LastDayAlone),
        ("0 0 * * 5#2", Field::Weekday, "5#2", Rule::Foreign('#')),
        ("0 0 * January *", Field::Month, "January", Rule::FullName),
        ("0 0 * * mon,Tues", Field::Weekday, "Tues", Rule::FullName),
        ("0 0 * * 1,5-7", Field::Weekday, "5-7", Rule::Seven("5-0".to_owned())),
        ("0 0 * * */7", Field::Weekday, "*/7", Rule::Seven("*/0".to_owned())),
        ("*/0 * * * *", Field::Minute, "*/0", Rule::ZeroStep),
        ("1,,2 * * * *", Field::Minute, ",", Rule::EmptyItem),
        ("1.5 * * * *", Field::Minute, "1.5", Rule::Form(Field::Minute)),
        ("0 0 31 2 *", Field::Day, "31", Rule::Never),
        ("0 0 * * * 2026", Field::Whole, "2026", Rule::FieldCount(6)),
        ("0 0 * *", Field::Whole, "", Rule::FieldCount(4)),
        ("0 0 * * * 2026 ", Field::Whole, "2026", Rule::FieldCount(6)),
        ("0 0 * * ", Field::Whole, "", Rule::FieldCount(4)),
        ("1-2-3 * * * *", Field::Minute, "1-2-3", Rule::Form(Field::Minute)),
        ("0 0 * * 17", Field::Weekday, "17", Rule::Seven("10".to_owned())),
        ("0 0 * * 8", Field::Weekday, "8", Rule::OutOfRange(Field::Weekday)),
        ("0 27 * * *", Field::Hour, "27", Rule::OutOfRange(Field::Hour)),
        ("7-5 * * * *", Field::Minute, "7-5", Rule::Backwards(7, 5)),
        ("0 0 * * 5-3", Field::Weekday, "5-3", Rule::Backwards(5, 3)),
        ("0 0 * * Wxx", Field::Weekday, "Wxx", Rule::Form(Field::Weekday)),
        ("0 0 1 xul *", Field::Month, "xul", Rule::Form(Field::Month)),
        ("0 0 * * *\n", Field::Whole, "\n", Rule::Blank),
        ("@midnight", Field::Whole, "@midnight", Rule::Nickname),
    ];
    for (text, field, bad, rule) in cases {
        let error = error(text);
        assert_eq!((error.field(), &text[error.span()], error.rule()), (*field, *bad, rule), "{text:?}");
    }
}

#[test]
fn only_a_bad_weekday_beside_a_day_field_may_be_held_all_the_same() {
    for (text, lazily) in
        [("0 0 1 * 8", true), ("0 0 * * 8", false), ("0 0 32 * 1", false), ("x 0 1 * 1", false)]
    {
        let error = Cron::parse(text, &WITHOUT_L).expect_err(text);
        assert_eq!(error.is_lazily_taken(), lazily, "{text:?}");
    }
}

#[test]
fn the_pointer_stands_under_the_bad_part() {
    let pointer = |text| Cron::parse(text, &WITHOUT_L).expect_err(text).pointer();
    assert_eq!(pointer("0 0 * * 5-7"), "0 0 * * 5-7\n        ^^^");
    assert_eq!(pointer("0\t24 * * *"), "0 24 * * *\n  ^^");
    assert_eq!(pointer("0 0 * *"), "0 0 * *\n       ^");
    assert_eq!(pointer("0 0 * * *\n"), "0 0 * * *\u{240a}\n         ^");
    assert_eq!(pointer(""), "\n^");
}

#[test]
fn crons_are_equal_when_they_parse_alike() {
    for (a, b) in [
        ("@daily", "0 0 * * *"),
        ("@weekly", "0  0 * * sun"),
        ("0 0 * * 7", "0 0 * * 0"),
        ("5/15 * * * *", "05 * * * *"),
        ("0 0 */1 * *", "0 0 * * *"),
        ("0 0 * * 0-6", "0 0 * * *"),
        ("0,30 * * * *", "*/30 * * * *"),
        ("0 0 L * 1", "0 0 L * *"),
        ("not a cron", "not a cron"),
        ("", ""),
    ] {
        assert!(same_meaning(a, b), "{a:?} {b:?}");
    }
    for (a, b) in [
        ("0 0 */1 * 1", "0 0 * * 1"),
        ("0 0 */1 * 1", "0 0 1 * 1"),
        ("0 0 1 * 0-6", "0 0 1 * *"),
        ("@daily", "@hourly"),
        ("nonsense", "no sense"),
        ("", "@daily"),
    ] {
        assert!(!same_meaning(a, b), "{a:?} {b:?}");
    }
}

#[test]
fn accidents_of_the_gem_mean_what_they_mean_there() {
    assert_eq!(cron("0 0 * * */17").days(), Days::OfWeek([0].into_iter().collect()));
    assert_eq!(cron("0 0 * * 0-7").days(), Days::OfWeek([0].into_iter().collect()));
    assert_eq!(cron("0 0 1* * *").days(), Days::OfMonth(Set::range(11, 31)));
    assert_eq!(cron("0 0 */32 * *").days(), Days::OfMonth([1].into_iter().collect()));
    assert_eq!(cron("1,2, * * * *").minutes(), Set::range(1, 2));
}
