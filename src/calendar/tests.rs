use jiff::Timestamp;

use super::{Calendar, Ended, Entry, Past, Report, Setting, Window, html, json, markdown, svg, text};
use crate::cron::zone;

fn window(from: &str, days: u16, zone_name: &str) -> Window {
    let from: Timestamp = from.parse().unwrap();
    Window { from, days, top: 3, zone: zone::find(zone_name).unwrap(), zone_name: zone_name.to_owned() }
}

fn entry(name: &str, cron: &str, timezone: &str) -> Entry {
    Entry {
        name: name.to_owned(),
        cron: Setting::Known(cron.to_owned()),
        timezone: Setting::Known(timezone.to_owned()),
        database: Setting::Known("sales".to_owned()),
        query_type: Setting::Known("trino".to_owned()),
        enabled: true,
        ..Entry::default()
    }
}

fn report(entries: &[Entry], window: Window) -> Report {
    let calendar = Calendar::of(entries, &window);
    Report { source: "the account".to_owned(), window, calendar, before: None, past: None }
}

#[test]
fn starts_are_counted_by_minute_hour_and_what_they_belong_to() {
    let entries = [
        entry("b", "0 3 * * *", "Asia/Tokyo"),
        entry("a", "0 3 * * *", "Asia/Tokyo"),
        entry("c", "*/30 18 * * *", ""),
    ];
    let calendar = Calendar::of(&entries, &window("2026-03-07T00:00:00Z", 1, "Asia/Tokyo"));
    assert_eq!((calendar.schedules, calendar.runs), (3, 4));
    assert_eq!(calendar.hours, [("2026-03-07T18:00:00Z".parse().unwrap(), 4)]);
    assert_eq!(calendar.minutes[0].count, 3);
    assert_eq!(calendar.minutes[0].names, ["a", "b", "c"]);
    assert_eq!(calendar.minutes[1].names, ["c"]);
    assert_eq!(calendar.zones, [("Asia/Tokyo".to_owned(), 2), ("UTC".to_owned(), 2)]);
    assert_eq!(calendar.databases, [("sales".to_owned(), 4)]);
    // 03:00 in Tokyo is on the next day there, and the reader's two days are both shown.
    assert_eq!(calendar.days.len(), 2);
    assert_eq!(calendar.days[1].hours[3], 4);
}

#[test]
fn a_start_is_the_crons_time_and_its_delay() {
    let mut late = entry("late", "59 23 * * *", "");
    late.delay = 120;
    let calendar = Calendar::of(&[late], &window("2026-03-07T00:00:00Z", 1, "UTC"));
    assert_eq!(calendar.hours, [("2026-03-07T00:00:00Z".parse().unwrap(), 1)]);
    assert_eq!(calendar.minutes[0].at, "2026-03-07T00:01:00Z".parse().unwrap());
    assert_eq!(calendar.minutes[0].names, ["late"]);
}

#[test]
fn what_a_clock_change_does_and_what_never_runs_is_told() {
    let mut off = entry("off", "0 3 * * *", "");
    off.enabled = false;
    let mut computed = entry("computed", "", "");
    computed.cron = Setting::Unknown;
    let entries = [
        entry("skipped", "30 2 * * *", "America/Los_Angeles"),
        entry("doubled", "30 1 * * *", "America/Los_Angeles"),
        entry("none", "", ""),
        entry("bad", "0 24 * * *", ""),
        entry("nowhere", "0 3 * * *", "Mars/Base"),
        off,
        computed,
    ];
    let calendar = Calendar::of(&entries, &window("2026-01-01T00:00:00Z", 1, "UTC"));
    let names = |all: &[(String, String)]| all.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&calendar.skipped), ["skipped"]);
    assert!(calendar.skipped[0].1.contains("2026-03-08 02:30"), "{:?}", calendar.skipped);
    assert_eq!(names(&calendar.doubled), ["doubled"]);
    assert_eq!(names(&calendar.idle), ["none", "off"]);
    assert_eq!(names(&calendar.unknown), ["bad", "computed", "nowhere"]);
}

#[test]
fn no_name_becomes_markup_in_any_form() {
    let evil = "<script>alert(1)</script>|`x`\n\u{1b}[31m\u{202e}";
    let mut hostile = entry(evil, "0 3 * * *", "");
    hostile.database = Setting::Known(evil.to_owned());
    let entries = [hostile, entry(evil, "", ""), entry(evil, "30 2 * * *", "Europe/Berlin")];
    let mut report = report(&entries, window("2026-03-27T00:00:00Z", 7, "UTC"));
    report.source = evil.to_owned();
    for page in [html(&report).into_string(), svg(&report).into_string()] {
        assert!(!page.contains("<script"), "{page}");
        assert!(!page.contains('\u{1b}') && !page.contains('\u{202e}'));
    }
    let shown = markdown(&report).into_string();
    let events = pulldown_cmark::Parser::new_ext(&shown, pulldown_cmark::Options::ENABLE_TABLES);
    for event in events {
        let is_markup = matches!(
            event,
            pulldown_cmark::Event::Html(_)
                | pulldown_cmark::Event::InlineHtml(_)
                | pulldown_cmark::Event::Code(_)
        );
        assert!(!is_markup, "{event:?}");
    }
    assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'), "{shown}");
    let plain = text(&report, false).into_string();
    assert!(!plain.contains('\u{1b}') && !plain.contains('\u{202e}'), "{plain}");
    assert!(!json(&report).to_string().contains('\u{202e}'));
}

#[test]
fn colour_is_only_where_it_was_asked_for() {
    let report = report(&[entry("a", "0 3 * * *", "")], window("2026-03-07T00:00:00Z", 1, "UTC"));
    assert!(!text(&report, false).as_str().contains('\u{1b}'));
    assert!(text(&report, true).as_str().contains("\u{1b}[38;5;196m█"));
}

#[test]
fn before_and_after_stand_side_by_side_on_one_scale() {
    let window = window("2026-03-07T00:00:00Z", 1, "UTC");
    let before = Calendar::of(&[entry("a", "0 3 * * *", "")], &window);
    let many: Vec<Entry> = (0..5).map(|number| entry(&number.to_string(), "0 3 * * *", "")).collect();
    let mut report = report(&many, window);
    report.before = Some(before);
    let shown = text(&report, false).into_string();
    assert!(shown.contains("Before: 1 schedule, which start once. After: 5 schedules"), "{shown}");
    let (first, second) = shown.split_once("\nAfter").unwrap();
    assert!(first.contains('░') && second.contains('█'), "{shown}");
    assert_eq!(json(&report)["before"]["runs"], 1);
    let page = html(&report).into_string();
    assert!(page.contains("<h2>Before</h2>") && page.contains("<h2>After</h2>"));
}

#[test]
fn a_run_that_is_not_done_when_the_next_is_due_is_counted() {
    let job = |due: i64, start: i64, end: i64| {
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        Ended { scheduled_at: at(due), start_at: at(start), end_at: at(end) }
    };
    let jobs = vec![job(3600, 3601, 3661), job(0, 1, 4000), job(7200, 7200, 7230)];
    let past = Past::of("a", jobs).unwrap();
    assert_eq!(past.to_string(), "3 runs, median 60 s, longest 3999 s; 1 not done when the next was due");
    assert_eq!(Past::of("a", Vec::new()), None);
    let mut report = report(&[], window("2026-03-07T00:00:00Z", 1, "UTC"));
    report.past = Some(vec![past]);
    assert_eq!(json(&report)["history"][0]["overlaps"], 1);
    assert!(text(&report, false).as_str().contains("How long their last runs took (1)\n  a: 3 runs"));
}
