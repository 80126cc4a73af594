//! The process talks to the configured endpoint and to nobody else, and the key follows no redirect.

use crate::TERRAFORM;
use crate::support::canned::answer_always;
use crate::support::debugged::Debugged;
use crate::support::emulator::KEY;
use crate::support::world::World;
use std::collections::BTreeSet;
use std::fs;

const SCHEDULE: &str = "provider \"td\" {}\nresource \"td_schedule\" \"s\" {\n  name = \"daily\"\n  type = \"trino\"\n  database = \"d\"\n  query = \"q\"\n}\n";

/// The remote ends of all TCP connections of a process, as the kernel knows them (`127.0.0.1:PORT` in hexadecimal).
fn connections(process: u32) -> BTreeSet<String> {
    let sockets: BTreeSet<String> = fs::read_dir(format!("/proc/{process}/fd"))
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| fs::read_link(entry.path()).ok())
        .filter_map(|link| Some(link.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned()))
        .collect();
    let mut remotes = BTreeSet::new();
    for table in ["tcp", "tcp6", "udp", "udp6"] {
        let text = fs::read_to_string(format!("/proc/{process}/net/{table}")).unwrap_or_default();
        for line in text.lines().skip(1) {
            let words: Vec<_> = line.split_whitespace().collect();
            if words.get(9).is_some_and(|inode| sockets.contains(*inode)) {
                remotes.insert(words[2].to_owned());
            }
        }
    }
    remotes
}

#[test]
fn the_process_talks_to_its_endpoint_and_to_nobody_else() {
    let mut world = World::new(TERRAFORM);
    // Only a process that lets debuggers in shows its sockets.
    let debugged = Debugged::start(&world.emulator.url());
    world.terraform.set("TF_REATTACH_PROVIDERS", &debugged.reattach);
    let port: u16 =
        world.emulator.address().rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    let endpoint = format!("0100007F:{port:04X}");
    world.configure(SCHEDULE);
    let form = [("kind", "latency"), ("seconds", "0.3")];
    crate::support::http::send(world.emulator.address(), "POST", "/_emulator/faults", KEY, &form);
    let mut apply = world.terraform.start(&["apply", "-input=false", "-auto-approve"]);
    let mut seen = BTreeSet::new();
    while apply.try_wait().expect("it can be asked").is_none() {
        seen.extend(connections(debugged.id()));
    }
    assert_eq!(seen, BTreeSet::from([endpoint]));
}

#[test]
fn a_redirect_is_refused_and_the_key_does_not_follow_it() {
    let mut world = World::new(TERRAFORM);
    let target: &'static str = Box::leak(world.emulator.url().into_boxed_str());
    let status: &'static str =
        Box::leak(format!("302 Found\r\nLocation: {target}/v3/schedule/list").into_boxed_str());
    let elsewhere = answer_always(status, "text/plain", "");
    world.terraform.set("TD_API_SERVER", &elsewhere);
    world.configure(SCHEDULE);
    world.emulator.take_counts();
    world.try_apply(&[]).ends_with(1).only_error().says(&["redirect", target]);
    assert!(world.emulator.take_counts().is_empty(), "the request followed the redirect");
}

#[test]
fn a_key_that_is_no_header_gives_an_error_without_it() {
    let mut world = World::new(TERRAFORM);
    for key in ["1/c4n4ry\nx-evil: 1", "1/c4n4ryé"] {
        world.terraform.set("TD_API_KEY", key);
        world.configure(SCHEDULE);
        let outcome = world.try_apply(&[]).ends_with(1);
        outcome.only_error().says(&["TD_API_KEY"]);
        assert!(!outcome.text().contains("c4n4ry"), "{}", outcome.text());
    }
}

/// Terraform prints the line of the configuration that an error points at.
#[test]
fn no_error_points_at_a_line_that_holds_a_secret() {
    let mut world = World::new(TERRAFORM);
    world.terraform.unset("TD_API_KEY");
    world.terraform.unset("TD_API_SERVER");
    let export = |line: &str| SCHEDULE.replace("query = \"q\"\n", &format!("query = \"q\"\n  {line}\n"));
    for (provider, schedule) in [
        ("api_key = \"1/c4n4ry\\nx\"", SCHEDULE.to_owned()),
        ("api_key = \"c4n4ry é\"", SCHEDULE.to_owned()),
        ("api_key = \"1/c4n4ry\"\n  allowed_account_ids = [\"2\"]", SCHEDULE.to_owned()),
        ("api_key = \"c4n4ry\"\n  allowed_account_ids = [\"2\"]", SCHEDULE.to_owned()),
        ("endpoint = \"https://user:c4n4ry@api.example.invalid\"", SCHEDULE.to_owned()),
        ("api_key = \"1/x\"", export("result_wo = \"mysql://u:c4n4ry@h/d/t\"")),
        (
            "api_key = \"1/x\"",
            export(
                "result_wo = \"mysql://u:c4n4ry@h/d/t\"\n  result = \"mysql://u:c4n4ry@h/d/t\"\n  result_wo_version = 1",
            ),
        ),
    ] {
        world.configure(
            &schedule.replace("provider \"td\" {}", &format!("provider \"td\" {{\n  {provider}\n}}")),
        );
        for arguments in [&["plan", "-input=false"][..], &["plan", "-input=false", "-json"]] {
            let outcome = world.terraform.run(arguments).ends_with(1);
            assert!(!outcome.text().contains("c4n4ry"), "{provider}: {}", outcome.text());
        }
    }
}

#[test]
fn plain_http_beyond_loopback_is_refused_before_anything_is_sent() {
    let mut world = World::new(TERRAFORM);
    world.terraform.set("TD_API_SERVER", "http://192.0.2.1");
    world.configure(SCHEDULE);
    world.try_apply(&[]).ends_with(1).only_error().says(&["http"]);
}
