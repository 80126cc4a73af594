//! `doctor` says what is wrong, where it came from and what to do, and never a key.

use crate::https;
use crate::support::canned;
use crate::support::emulator::{EXECUTABLE, Emulator, KEY};
use crate::support::process::{Finished, finish};
use rcgen::CertificateParams;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Of the environment.
type Variables<'a> = &'a [(&'a str, &'a str)];

/// The whole answer of `doctor --json`, with a home directory of its own.
struct Answer {
    code: i32,
    checks: Value,
    text: String,
}

fn run(home: &Path, variables: &[(&str, &str)], flags: &[&str]) -> Finished {
    let mut command = Command::new(EXECUTABLE);
    command.arg("doctor").args(flags).env_clear().env("HOME", home).envs(variables.iter().copied());
    let done = finish(command, Duration::from_secs(60));
    for secret in ["0123456789abcdef", "proxypassword"] {
        assert!(!done.stdout.contains(secret) && !done.stderr.contains(secret), "{}", done.stdout);
    }
    done
}

fn doctor_at(home: &Path, variables: &[(&str, &str)], flags: &[&str]) -> Answer {
    let done = run(home, variables, &[flags, &["--json"]].concat());
    let mut answer: Value = serde_json::from_str(&done.stdout).unwrap_or_else(|_| panic!("{}", done.stderr));
    assert_eq!(answer["ok"] == Value::Bool(true), done.code == 0, "the exit code says the same as `ok`");
    Answer { code: done.code, checks: answer["checks"].take(), text: done.stdout }
}

fn doctor(variables: &[(&str, &str)], flags: &[&str]) -> Answer {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    doctor_at(scratch.path(), variables, flags)
}

impl Answer {
    fn check(&self, name: &str) -> &Value {
        let mut found = self.checks.as_array().expect("checks").iter().filter(|check| check["name"] == name);
        let check = found.next().unwrap_or_else(|| panic!("{name} is not in {}", self.text));
        assert!(found.next().is_none(), "two checks are called {name}: {}", self.text);
        check
    }

    fn is_ok(&self, names: &[&str]) -> &Self {
        for name in names {
            assert_eq!(self.check(name)["state"], "ok", "{name}: {}", self.text);
        }
        self
    }

    /// Only this one is wrong, and its line says all of that.
    fn only_wrong(&self, name: &str, says: &[&str]) {
        let wrong = self.checks.as_array().expect("checks").iter().filter(|check| check["state"] == "wrong");
        let wrong: Vec<&str> = wrong.filter_map(|check| check["name"].as_str()).collect();
        assert_eq!((self.code, wrong), (1, vec![name]), "{}", self.text);
        let check = self.check(name);
        assert!(check["advice"].as_str().is_some_and(|advice| !advice.is_empty()), "{check}");
        let line = format!("{} {}", check["found"], check["advice"]);
        for part in says {
            assert!(line.contains(part), "{part:?} is missing in {line}");
        }
    }
}

#[test]
fn all_is_well_on_the_emulator() {
    let emulator = Emulator::start(&[]);
    emulator.create("daily", &[("type", "trino"), ("database", "shop"), ("query", "select 1")]);
    let url = emulator.url();
    let variables = [("TD_API_SERVER", url.as_str()), ("TD_API_KEY", KEY)];
    let answer = doctor(&variables, &[]);
    assert_eq!(answer.code, 0, "{}", answer.text);
    answer.is_ok(&["key", "account", "endpoint", "proxy", "network", "access", "schedules", "clock"]);
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let said = run(scratch.path(), &variables, &[]);
    for part in ["from the environment variable TD_API_KEY", "1 seen by this key", "OK     account    1"] {
        assert!(said.stdout.contains(part), "{part:?} is missing in\n{}", said.stdout);
    }
}

#[test]
fn a_wrong_key_and_a_forbidden_one_are_wrong_access_over_a_good_network() {
    let emulator = Emulator::start(&[]);
    let answer = doctor(&[("TD_API_SERVER", &emulator.url()), ("TD_API_KEY", "1/wrong")], &[]);
    answer.is_ok(&["network"]).only_wrong("access", &["401", "each site has keys of its own"]);
    let forbids = canned::answer_always("403 Forbidden", "application/json", r#"{"message":"no"}"#);
    let answer = doctor(&[("TD_API_SERVER", &forbids), ("TD_API_KEY", KEY)], &[]);
    answer.is_ok(&["network"]).only_wrong("access", &["403", "write-only"]);
}

#[test]
fn another_server_s_answer_is_no_fault_of_the_key_or_the_network() {
    for (status, body, says) in [
        ("200 OK", "<html>login</html>", "a login page answers in its place"),
        ("403 Forbidden", "<html>blocked</html>", "403"),
        ("404 Not Found", "{}", "does not know the API's list"),
    ] {
        let page = canned::answer_always(status, "text/html", body);
        let answer = doctor(&[("TD_API_SERVER", &page), ("TD_API_KEY", KEY)], &[]);
        answer.is_ok(&["network"]).only_wrong("answer", &[says]);
    }
}

#[test]
fn a_server_that_is_not_there_is_a_wrong_network() {
    let nowhere = canned::Nobody::hold();
    let answer = doctor(&[("TD_API_SERVER", &nowhere.url()), ("TD_API_KEY", KEY)], &[]);
    answer.is_ok(&["key", "endpoint"]).only_wrong("network", &["nothing listens there"]);
}

#[test]
fn a_proxy_that_is_not_there_is_named_by_its_variable() {
    let nowhere = canned::Nobody::hold();
    let proxy = nowhere.url().replace("http://", "http://user:proxypassword@");
    let variables = [("TD_SITE", "jp01"), ("TD_API_KEY", KEY), ("HTTPS_PROXY", proxy.as_str())];
    let answer = doctor(&variables, &[]);
    assert_eq!(answer.check("site")["found"], "jp01 from the environment variable TD_SITE");
    answer.is_ok(&["proxy"]).only_wrong("network", &["through the proxy of HTTPS_PROXY", "NO_PROXY"]);
}

/// A list over TLS with this certificate; gives the endpoint. The certificate goes to `home/ca.pem`.
fn list_over_tls(home: &Path, certificate: &CertificateParams) -> String {
    fs::create_dir_all(home.join("v3/schedule")).expect("a folder can be made");
    fs::write(home.join("v3/schedule/list"), r#"{"schedules":[]}"#).expect("it can be written");
    https::serve(home, &home.join("ca.pem"), certificate)
}

#[test]
fn each_fault_of_a_certificate_is_a_wrong_tls_with_its_own_reason() {
    let expired = || {
        let mut certificate = https::of_this_machine();
        certificate.not_after = rcgen::date_time_ymd(2001, 1, 1);
        certificate
    };
    let elsewhere = || CertificateParams::new(["td.example".to_owned()]).expect("a name");
    for (certificate, trusted, says) in [
        (https::of_this_machine(), false, "give its certificate authority as `ca_bundle`"),
        (elsewhere(), true, "td.example"),
        (expired(), true, "this machine's clock first"),
    ] {
        let scratch = tempfile::tempdir().expect("a scratch directory");
        let endpoint = list_over_tls(scratch.path(), &certificate);
        let bundle = scratch.path().join("ca.pem").display().to_string();
        let flags: &[&str] = if trusted { &["--ca-bundle", &bundle] } else { &[] };
        let answer = doctor(&[("TD_API_SERVER", &endpoint), ("TD_API_KEY", KEY)], flags);
        answer.only_wrong("tls", &["invalid peer certificate", says]);
    }
}

#[test]
fn a_certificate_of_the_bundle_is_trusted_and_a_bundle_without_one_is_wrong() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let endpoint = list_over_tls(scratch.path(), &https::of_this_machine());
    let variables = [("TD_API_SERVER", endpoint.as_str()), ("TD_API_KEY", KEY)];
    let bundle = scratch.path().join("ca.pem").display().to_string();
    doctor(&variables, &["--ca-bundle", &bundle]).is_ok(&["tls", "access"]);
    let none = scratch.path().join("v3/schedule/list").display().to_string();
    doctor(&variables, &["--ca-bundle", &none]).only_wrong("tls", &["no certificate in PEM"]);
    doctor(&variables, &["--ca-bundle", "/no/such/file"]).only_wrong("tls", &["/no/such/file"]);
}

#[test]
fn clocks_that_differ_are_told_with_the_side() {
    for (date, side) in
        [("Thu, 01 Jan 1998 00:00:00 GMT", "ahead of"), ("Fri, 01 Jan 2100 00:00:00 GMT", "behind")]
    {
        // The canned answer's head ends in the type, so that a date can follow it.
        let head: &'static str = format!("application/json\r\nDate: {date}").leak();
        let endpoint = canned::answer_always("200 OK", head, r#"{"schedules":[]}"#);
        let answer = doctor(&[("TD_API_SERVER", &endpoint), ("TD_API_KEY", KEY)], &[]);
        answer.is_ok(&["access"]).only_wrong("clock", &[side, "NTP"]);
    }
}

#[test]
fn settings_that_are_wrong_are_named_with_their_source_before_anything_is_sent() {
    let scratch = tempfile::tempdir().expect("a scratch directory");
    let keyless = scratch.path().join("keyless.conf").display().to_string();
    fs::write(&keyless, "[account]\n  user = me\n").expect("it can be written");
    let folder = scratch.path().display().to_string();
    let cases: &[(Variables<'_>, &[&str])] = &[
        (&[], &["There is no API key", "TREASURE_DATA_API_KEY", "td.conf, which is not there"]),
        (&[("TD_API_KEY", KEY), ("TD_SITE", "tokyo")], &["TD_SITE", "Did you mean"]),
        (&[("TD_CONFIG_PATH", "/no/such.conf")], &["/no/such.conf", "TD_CONFIG_PATH", "can't be read"]),
        (&[("TD_CONFIG_PATH", &folder)], &["TD_CONFIG_PATH", "can't be read"]),
        (&[("TD_CONFIG_PATH", &keyless)], &["keyless.conf, which has none"]),
        (&[("TD_API_KEY", KEY), ("TD_API_SERVER", "http://td.example")], &["TD_API_SERVER", "plain http"]),
    ];
    for (variables, says) in cases {
        doctor(variables, &[]).only_wrong("settings", says);
    }
}

#[test]
fn terraforms_own_settings_are_read_too() {
    let emulator = Emulator::start(&[]);
    let url = emulator.url();
    let variables = [("TD_API_SERVER", url.as_str()), ("TD_API_KEY", KEY)];
    let home = tempfile::tempdir().expect("a scratch directory");
    let plugins = home.path().join(".terraform.d/plugins");
    fs::create_dir_all(plugins.join("registry.terraform.io/treasure-data/td/0.1.0")).expect("folders");
    let rc = home.path().join(".terraformrc");
    let answer = doctor_at(home.path(), &variables, &[]);
    assert!(answer.is_ok(&["mirror"]).text.contains("holds 0.1.0"), "{}", answer.text);
    fs::write(&rc, "provider_installation {\n  direct {}\n}\n").expect("it can be written");
    doctor_at(home.path(), &variables, &[]).only_wrong("cli config", &["add a filesystem_mirror"]);
    fs::write(
        &rc,
        format!("provider_installation {{\n  filesystem_mirror {{\n    path = {plugins:?}\n  }}\n}}\n"),
    )
    .expect("it can be written");
    doctor_at(home.path(), &variables, &[]).is_ok(&["cli config", "mirror"]);
    let named = [&variables[..], &[("TF_CLI_CONFIG_FILE", "/no/such.tfrc")]].concat();
    let answer = doctor_at(home.path(), &named, &[]);
    let check = answer.check("cli config");
    assert_eq!((answer.code, &check["state"]), (0, &Value::from("unknown")), "Terraform takes it lightly");
    assert!(check["found"].as_str().is_some_and(|found| found.contains("TF_CLI_CONFIG_FILE")), "{check}");
}
