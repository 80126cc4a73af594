//! The wrong key, site or account is an error that names both, and never "gone": nothing is ever planned anew.

use crate::TERRAFORM;
use crate::hcl::Schedule;
use crate::support::canned::answer_always;
use crate::support::emulator::{Emulator, KEY};
use crate::support::relay::Relay;
use crate::support::sites::Sites;
use crate::support::terraform::{Diagnostic, Outcome};
use crate::support::world::World;

/// A key of account 2.
const OTHER: &str = "2/0123456789abcdef0123456789abcdef01234567";

/// A key of account 1 that sees one database only.
const NARROW: &str = "1/fedcba9876543210fedcba9876543210fedcba98";

/// Two schedules in state, in two databases; the emulator takes all of these keys.
fn world() -> World {
    let mut world = World::new(TERRAFORM);
    world.emulator =
        Emulator::start(&["--api-key", OTHER, "--api-key", &format!("{NARROW}=stock"), "--api-key", KEY]);
    world.terraform.set("TD_API_SERVER", &world.emulator.url());
    let second = Schedule::daily().with("name", r#""second""#).with("database", r#""stock""#);
    world.apply(&(Schedule::daily().block() + &second.labelled("second")));
    world
}

/// The same behind an address that can lead elsewhere.
fn world_behind_a_relay() -> (World, Relay) {
    let mut world = World::new(TERRAFORM);
    let relay = Relay::to(world.emulator.address());
    world.terraform.set("TD_API_SERVER", &relay.url());
    let second = Schedule::daily().with("name", r#""second""#).with("database", r#""stock""#);
    world.apply(&(Schedule::daily().block() + &second.labelled("second")));
    (world, relay)
}

fn errors(outcome: &Outcome) -> Vec<Diagnostic> {
    outcome.diagnostics().into_iter().filter(|one| one.severity == "error").collect()
}

/// A plan that fails, with no create in it.
#[track_caller]
fn refused(world: &World) -> Outcome {
    let plan = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1);
    assert_eq!(plan.changes("planned_change"), Vec::<String>::new());
    plan
}

#[test]
fn the_key_of_another_account_is_refused_by_reads_updates_and_deletes() {
    let mut world = world();
    world.terraform.set("TD_API_KEY", OTHER);
    for error in errors(&refused(&world)) {
        error.says(&["account 1", "account 2"]);
    }
    for arguments in [&["apply", "-auto-approve"][..], &["destroy", "-auto-approve"]] {
        let arguments = [arguments, &["-input=false", "-json", "-refresh=false"]].concat();
        if arguments.contains(&"apply") {
            world.configure(&Schedule::daily().with("delay", "60").block());
        }
        let outcome = world.terraform.run(&arguments).ends_with(1);
        let errors = errors(&outcome);
        assert!(
            !errors.is_empty() && errors.iter().all(|error| error.detail.contains("account 2")),
            "{errors:#?}"
        );
    }
    world.terraform.set("TD_API_KEY", KEY);
    assert_eq!(world.emulator.schedules().len(), 2);
}

#[test]
fn another_site_is_refused_by_reads_updates_and_deletes_and_another_host_is_not() {
    let mut world = World::new(TERRAFORM);
    let ca = world.scratch().join("ca.pem");
    let sites = Sites::before(world.emulator.address(), &ca);
    world.terraform.set("HTTPS_PROXY", sites.url());
    let on = |place: &str, schedule: &Schedule| {
        format!("provider \"td\" {{\n  {place}\n  ca_bundle = {ca:?}\n}}\n{}", schedule.block())
    };
    world.terraform.unset("TD_API_SERVER");
    world.apply(&on("site = \"eu01\"", &Schedule::daily()));
    assert!(sites.take().iter().all(|head| head.starts_with("CONNECT api.eu01.treasuredata.com:443 ")));

    for (name, other) in
        [("jp01", "site = \"jp01\""), ("ap02", "endpoint = \"https://api.ap02.treasuredata.com/\"")]
    {
        world.configure(&on(other, &Schedule::daily()));
        refused(&world).only_error().says(&["eu01", name, "Nothing was read"]);
        world.configure(&on(other, &Schedule::daily().with("delay", "60")));
        for verb in ["apply", "destroy"] {
            let arguments = [verb, "-auto-approve", "-input=false", "-json", "-refresh=false"];
            world.terraform.run(&arguments).ends_with(1).only_error().says(&["eu01"]);
        }
        world.terraform.run(&["refresh", "-input=false"]).ends_with(1);
    }
    let asked = sites.take();
    assert!(asked.is_empty(), "another site got a request: {asked:?}");
    // The same account by a host of its own.
    let own = "endpoint = \"https://api-acme.connect.treasuredata.com\"";
    world.configure(&on(own, &Schedule::daily()));
    world.is_settled(&[]);
    world.configure(&on("site = \"eu01\"", &Schedule::daily()));
    world.is_settled(&[]);
    assert_eq!(world.emulator.schedules().len(), 1);
}

#[test]
fn a_key_that_sees_fewer_databases_drops_nothing() {
    let mut world = world();
    world.terraform.set("TD_API_KEY", NARROW);
    refused(&world).only_error().says(&["daily", "Nothing is dropped"]);
    world.terraform.set("TD_API_KEY", KEY);
    world.is_settled(&[]);
}

#[test]
fn an_empty_list_from_elsewhere_drops_nothing() {
    let (world, relay) = world_behind_a_relay();
    let url = answer_always("200 OK", "application/json", r#"{"schedules":[],"history":[]}"#);
    relay.lead_to(url.trim_start_matches("http://"));
    let plan = refused(&world);
    let warned = plan.diagnostics().into_iter().filter(|one| one.summary.contains("less than half")).count();
    assert_eq!(warned, 1, "{}", plan.text());
}

#[test]
fn a_server_that_knows_nothing_drops_nothing() {
    let (mut world, relay) = world_behind_a_relay();
    for (status, body) in
        [("404 Not Found", r#"{"error":"not found"}"#), ("403 Forbidden", "{}"), ("200 OK", "")]
    {
        let url = answer_always(status, "application/json", body);
        relay.lead_to(url.trim_start_matches("http://"));
        world.terraform.set("TF_LOG", "");
        world.write("hasty.tf", crate::controls::ONCE);
        refused(&world);
    }
}
