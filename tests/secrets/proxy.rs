//! A proxy's password is as secret as the key.

use crate::TERRAFORM;
use crate::canary::{KEY, PROXY, absent, percent};
use crate::support::canned::answer_always;
use crate::support::world::World;
use std::fs;

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
    world.configure(
        "provider \"td\" {\n  max_retries = 1\n  max_retry_wait = \"50ms\"\n}\nresource \"td_schedule\" \"s\" {\n  \
         name = \"daily\"\n  type = \"trino\"\n  database = \"d\"\n  query = \"q\"\n}\n",
    );
    let outcome = world.try_apply(&[]).ends_with(1);
    absent("the output", &outcome.text(), &[KEY, PROXY]);
    let trace = fs::read_to_string(&log).expect("there is a log");
    let own: Vec<_> = trace.lines().filter(|line| line.contains("provider.terraform-provider-td")).collect();
    assert!(!own.is_empty());
    absent("the log", &own.join("\n"), &[KEY, PROXY]);
}
