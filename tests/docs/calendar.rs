//! `calendar` of an account: times against another library's zones, all forms, one request.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::emulator::{EXECUTABLE, Emulator, KEY};
use crate::support::process::{Finished, finish};

/// Zones whose rules have not changed for years, with changes of an hour and of half an hour, and with none.
const ZONES: [&str; 8] = [
    "America/Los_Angeles",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Asia/Tokyo",
    "Asia/Kolkata",
    "Pacific/Chatham",
    "UTC",
];

fn calendar(home: &Path, endpoint: &str, arguments: &[&str]) -> Finished {
    let mut command = Command::new(EXECUTABLE);
    command.arg("calendar").args(arguments).env_clear().env("HOME", home);
    command.env("TD_API_KEY", KEY).env("TD_API_SERVER", endpoint).current_dir(home);
    finish(command, Duration::from_secs(60))
}

/// The same numbers each time (Knuth's MMIX generator), so that a failure comes again.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    /// Mostly at the hours in which clocks change.
    fn cron(&mut self) -> String {
        let minute = match self.below(3) {
            0 => format!("*/{}", 5 + self.below(25)),
            _ => self.below(60).to_string(),
        };
        let hour = match self.below(4) {
            0 => "*".to_owned(),
            1 => format!("{}-{}/2", self.below(4), 5 + self.below(18)),
            _ => self.below(4).to_string(),
        };
        let day = if self.below(4) == 0 { format!("1-{}", 5 + self.below(26)) } else { "*".to_owned() };
        let weekday = if self.below(4) == 0 {
            format!("{},{}", self.below(3), 3 + self.below(4))
        } else {
            "*".to_owned()
        };
        format!("{minute} {hour} {day} * {weekday}")
    }
}

fn judge(given: &Value) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/docs/calendar.py");
    let mut python = Command::new("python3")
        .arg(script)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("python3");
    python.stdin.take().expect("a pipe").write_all(given.to_string().as_bytes()).expect("it reads");
    let done = python.wait_with_output().expect("it ends");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn a_calendar_counts_what_zoneinfo_counts_across_clock_changes() {
    let emulator = Emulator::start(&[]);
    let mut random = Random(24);
    let schedules: Vec<Value> = (0..48)
        .map(|number| {
            let zone = ZONES[usize::try_from(random.below(8)).expect("small")];
            json!({"name": format!("s{number:02}"), "cron": random.cron(), "timezone": zone})
        })
        .collect();
    for one in &schedules {
        let text = |key: &str| one[key].as_str().expect("a text");
        let fields = [("type", "trino"), ("database", "d"), ("query", "select 1")];
        emulator.create(
            text("name"),
            &[&fields[..], &[("cron", text("cron")), ("timezone", text("timezone"))]].concat(),
        );
    }
    let schema: Value =
        serde_json::from_str(include_str!("../../src/calendar/forms/calendar.schema.json")).expect("JSON");
    let home = tempfile::tempdir().expect("a scratch directory");
    for from in
        ["2026-03-07T05:00:00Z", "2026-04-03T21:00:00Z", "2026-10-24T12:00:00Z", "2026-10-31T12:00:00Z"]
    {
        let arguments =
            ["--format", "json", "--from", from, "--days", "2", "--top", "7", "--zone", "Asia/Tokyo"];
        let done = calendar(home.path(), &emulator.url(), &arguments);
        assert_eq!(done.code, 0, "{}", done.stderr);
        let answer: Value = serde_json::from_str(&done.stdout).expect("JSON");
        judge(
            &json!({"schedules": schedules, "from": from, "days": 2, "top": 7, "answer": answer, "schema": schema}),
        );
    }
}

#[test]
fn each_form_is_written_and_a_bad_question_is_told() {
    let emulator = Emulator::start(&[]);
    let fields = [("type", "trino"), ("database", "d"), ("query", "select 1"), ("cron", "0 3 * * *")];
    emulator.create("daily", &fields);
    let home = tempfile::tempdir().expect("a scratch directory");
    for (format, sign) in [
        ("text", "Busiest minutes"),
        ("html", "<!doctype html>"),
        ("svg", "<svg xmlns"),
        ("markdown", "| Minute | Starts |"),
        ("json", "\"minutes\""),
    ] {
        let done = calendar(home.path(), &emulator.url(), &["--format", format, "--history"]);
        assert_eq!((done.code, done.stderr.as_str()), (0, ""), "{format}");
        let done = calendar(home.path(), &emulator.url(), &["--format", format]);
        assert_eq!((done.code, done.stderr.as_str()), (0, ""), "{format}");
        assert!(done.stdout.contains(sign) && done.stdout.contains("7"), "{format}: {}", done.stdout);
        // A pipe is no terminal.
        assert!(!done.stdout.contains('\u{1b}'), "{format}");
        let done = calendar(home.path(), &emulator.url(), &["--format", format, "--out", "calendar.out"]);
        assert_eq!((done.code, done.stdout.as_str()), (0, ""), "{format}: {}", done.stderr);
        let written = std::fs::read_to_string(home.path().join("calendar.out")).expect("it was written");
        assert!(written.contains(sign), "{format}: {written}");
    }
    for (arguments, told) in [
        (&["--from", "tomorrow"][..], "give an instant such as"),
        (&["--zone", "Tokyo"], "Asia/Tokyo"),
        (&["--dir", "nowhere"], "nowhere can't be read"),
        (&["--plan", "nowhere.json"], "nowhere.json can't be read"),
    ] {
        let done = calendar(home.path(), &emulator.url(), arguments);
        assert!(done.code == 1 && done.stderr.contains(told), "{arguments:?}: {}", done.stderr);
    }
}
