//! A proxy's password is as secret as the key.

use crate::TERRAFORM;
use crate::canary::{KEY, PROXY, absent, percent};
use crate::support::canned::answer_always;
use crate::support::emulator::Emulator;
use crate::support::sites::Sites;
use crate::support::terraform::Outcome;
use crate::support::world::World;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::path::Path;

const SCHEDULE: &str = "resource \"td_schedule\" \"s\" {\n  name = \"daily\"\n  type = \"trino\"\n  database = \"d\"\n  query = \"q\"\n}\n";

#[test]
fn the_password_of_a_proxy_is_in_no_log_and_no_diagnostic() {
    let mut world = World::new(TERRAFORM);
    let log = world.scratch().join("trace.log");
    let refusing = answer_always("407 Proxy Authentication Required", "text/plain", "no");
    let proxy = refusing.replace("http://", &format!("http://user:{}@", percent(PROXY)));
    for (variable, value) in [
        ("HTTPS_PROXY", proxy.as_str()),
        ("TD_API_SERVER", "https://api.example.invalid"),
        ("TD_API_KEY", KEY),
        ("TF_LOG_PROVIDER", "TRACE"),
        ("TF_LOG_PATH", &log.display().to_string()),
    ] {
        world.terraform.set(variable, value);
    }
    world.configure(&format!(
        "provider \"td\" {{\n  max_retries = 1\n  max_retry_wait = \"50ms\"\n}}\n{SCHEDULE}"
    ));
    let outcome = world.try_apply(&[]).ends_with(1);
    outcome.only_error().says(&["407", "HTTPS_PROXY"]);
    assert!(!outcome.text().contains("(try 2)"), "a login that was refused is not tried again");
    is_clean(&outcome, &log);
}

/// Nothing that was said or logged holds the key or the proxy's password.
#[track_caller]
fn is_clean(outcome: &Outcome, log: &Path) {
    absent("the output", &outcome.text(), &[KEY, PROXY]);
    let trace = fs::read_to_string(log).expect("there is a log");
    let own: Vec<_> = trace.lines().filter(|line| line.contains("provider.terraform-provider-td")).collect();
    assert!(!own.is_empty());
    absent("the log", &own.join("\n"), &[KEY, PROXY]);
}

#[test]
fn a_proxy_gets_its_own_password_and_not_the_key_and_no_proxy_is_heeded() {
    let mut world = World::new(TERRAFORM);
    world.emulator = Emulator::start(&["--api-key", KEY]);
    let (log, ca) = (world.scratch().join("trace.log"), world.scratch().join("ca.pem"));
    let sites = Sites::before(world.emulator.address(), &ca);
    let proxy = sites.url().replace("http://", &format!("http://user:{}@", percent(PROXY)));
    for (variable, value) in [
        ("HTTPS_PROXY", proxy.as_str()),
        // This machine, but not by a name for which proxies are passed over.
        ("TD_API_SERVER", "https://0.0.0.0:1"),
        ("TD_API_KEY", KEY),
        ("TF_LOG_PROVIDER", "TRACE"),
        ("TF_LOG_PATH", &log.display().to_string()),
    ] {
        world.terraform.set(variable, value);
    }
    world.configure(&format!("provider \"td\" {{\n  max_retries = 0\n  ca_bundle = {ca:?}\n}}\n{SCHEDULE}"));
    let outcome = world.try_apply(&[]).succeeds();
    is_clean(&outcome, &log);
    let heads = sites.take();
    let login = format!("Basic {}", STANDARD.encode(format!("user:{PROXY}")));
    assert!(!heads.is_empty() && heads.iter().all(|head| head.contains(&login)), "{heads:?}");
    absent("what the proxy got", &heads.concat(), &[KEY]);
    world.terraform.set("NO_PROXY", "0.0.0.0");
    let outcome = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1);
    outcome.only_error().says(&["nothing listens there"]);
    assert_eq!(sites.take(), [] as [String; 0]);
}
