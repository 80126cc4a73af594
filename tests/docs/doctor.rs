//! `doctor` says what is wrong and what to do, and never a key.

use crate::support::canned;
use crate::support::emulator::{EXECUTABLE, Emulator, KEY};
use crate::support::process::{Finished, finish};
use serde_json::Value;
use std::process::Command;
use std::time::Duration;

fn doctor(variables: &[(&str, &str)], flags: &[&str]) -> Finished {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let mut command = Command::new(EXECUTABLE);
    command.arg("doctor").args(flags).env_clear().env("HOME", scratch.path()).envs(variables.iter().copied());
    let done = finish(command, Duration::from_secs(60));
    assert!(!done.stdout.contains("0123456789abcdef"), "{}", done.stdout);
    done
}

fn state(done: &Finished, name: &str) -> String {
    let answer: Value = serde_json::from_str(&done.stdout).unwrap_or_else(|_| panic!("{}", done.stderr));
    let checks = answer["checks"].as_array().expect("checks").clone();
    let found = checks.iter().find(|check| check["name"] == name);
    found.unwrap_or_else(|| panic!("{name} is not in {answer}"))["state"]
        .as_str()
        .expect("a state")
        .to_owned()
}

#[test]
fn all_is_well_on_the_emulator() {
    let emulator = Emulator::start(&[]);
    emulator.create("daily", &[("type", "trino"), ("database", "shop"), ("query", "select 1")]);
    let variables = [("TD_API_SERVER", emulator.url()), ("TD_API_KEY", KEY.to_owned())];
    let variables = variables.each_ref().map(|(name, value)| (*name, value.as_str()));
    let done = doctor(&variables, &["--json"]);
    assert_eq!(done.code, 0, "{}", done.stdout);
    for name in ["key", "account", "endpoint", "proxy", "network", "access", "schedules", "clock"] {
        assert_eq!(state(&done, name), "ok", "{name}: {}", done.stdout);
    }
    let said = doctor(&variables, &[]);
    for part in ["from the environment variable TD_API_KEY", "1 seen by this key", "OK     account    1"] {
        assert!(said.stdout.contains(part), "{part:?} is missing in\n{}", said.stdout);
    }
}

#[test]
fn a_wrong_key_is_wrong_access_over_a_good_network() {
    let emulator = Emulator::start(&[]);
    let done = doctor(&[("TD_API_SERVER", &emulator.url()), ("TD_API_KEY", "1/wrong")], &["--json"]);
    assert_eq!(done.code, 1);
    assert_eq!((state(&done, "network").as_str(), state(&done, "access").as_str()), ("ok", "wrong"));
}

#[test]
fn no_server_no_key_and_no_api_each_say_what_to_do() {
    let nowhere = canned::Nobody::hold();
    let done = doctor(&[("TD_API_SERVER", &nowhere.url()), ("TD_API_KEY", KEY)], &["--json"]);
    assert_eq!((done.code, state(&done, "network").as_str()), (1, "wrong"));
    let done = doctor(&[], &["--json"]);
    assert_eq!((done.code, state(&done, "settings").as_str()), (1, "wrong"));
    let page = canned::answer_always("200 OK", "text/html", "<html>login</html>");
    let done = doctor(&[("TD_API_SERVER", &page), ("TD_API_KEY", KEY)], &[]);
    assert_eq!(done.code, 1);
    assert!(done.stdout.contains("a login page answers in its place"), "{}", done.stdout);
}
