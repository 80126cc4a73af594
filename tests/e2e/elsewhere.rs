//! A schedule's account and endpoint are its own: with the key of another account, or at another place, every plan and
//! every apply is an error that names both, and nothing is sent that changes anything.

use crate::hcl::Schedule;
use crate::moved::{left_behind, with_older_provider_and};
use crate::support::emulator::{Emulator, KEY};
use crate::support::on_terraform;
use crate::support::world::World;
use serde_json::{Value, json};
use std::fs;

/// A key of account 2.
const OTHER: &str = "2/0123456789abcdef0123456789abcdef01234567";

/// What the emulator takes: both accounts; and the engine's name as it was sent.
const BOTH: &[&str] = &["--api-key", OTHER, "--quirk", "trino-echo=trino"];

const FORM: &[(&str, &str)] = &[("type", "trino"), ("database", "sales"), ("query", "select 1")];

/// Every way to plan or to change, with what belongs to each.
const ALL: [&[&str]; 8] = [
    &["plan"],
    &["plan", "-refresh=false"],
    &["plan", "-refresh-only"],
    &["plan", "-destroy"],
    &["apply", "-auto-approve"],
    &["apply", "-auto-approve", "-refresh=false"],
    &["apply", "-auto-approve", "-refresh-only"],
    &["destroy", "-auto-approve"],
];

/// Each of [`ALL`], also a destroy without a refresh, is one error that says these parts.
#[track_caller]
fn every_way_is_refused(world: &World, parts: &[&str]) {
    let destroy: &[&str] = &["destroy", "-auto-approve", "-refresh=false"];
    for arguments in ALL.into_iter().chain([destroy]) {
        let arguments = [arguments, &["-input=false", "-json"]].concat();
        let error = world.terraform.run(&arguments).ends_with(1).only_error();
        assert_eq!(error.summary, "The schedule belongs to another account or site", "{arguments:?}");
        error.says(parts);
    }
}

fn state_file(world: &World) -> Value {
    let text = fs::read_to_string(world.directory().join("terraform.tfstate")).expect("there is a state");
    serde_json::from_str(&text).expect("JSON")
}

/// A schedule `alpha_mv` of account 1 whose state is the older provider's, and these schedules in account 2.
fn moved_in_one_of_two_accounts(version: &str, theirs: &[&str]) -> World {
    moved_with_id(version, theirs, |row| row["id"].to_string())
}

/// The same with another `id` in that state: the older provider put the name there with every change.
fn moved_with_id(version: &str, theirs: &[&str], id: fn(&Value) -> String) -> World {
    let world = with_older_provider_and(version, BOTH);
    world.configure(&Schedule::on_demand().with("name", r#""alpha_mv""#).block());
    for name in theirs {
        world.emulator.create_for(OTHER, name, FORM);
    }
    // The two are of different ages.
    world.emulator.advance(3600);
    let row = world.emulator.create("alpha_mv", FORM);
    left_behind(
        &world,
        &json!({
            "id": id(&row), "name": "alpha_mv", "cron": "?", "query": "select 1", "timezone": "UTC",
            "delay": 0, "database": "sales", "user_name": row["user_name"], "priority": 0, "retry_limit": 0, "result": "",
            "next_time": "?", "created_at": row["created_at"],
        }),
    );
    world.terraform.run(&["init", "-input=false"]).succeeds();
    world
}

on_terraform! {
    [terraform_1_8_4 "1.8.4", terraform_1_11_4 "1.11.4", terraform_1_15_5 "1.15.5"]

    fn a_moved_schedule_is_bound_to_its_account_by_its_first_read(version) {
        let mut world = moved_in_one_of_two_accounts(version, &["alpha_mv"]);
        world.apply_with(&[]);
        let schedule = Schedule::on_demand().with("name", r#""alpha_mv""#);
        world.terraform.set("TD_API_KEY", OTHER);
        every_way_is_refused(&world, &["account 1", "account 2", &world.emulator.url()]);
        // Row 1 of the review: without a refresh another query went to the other account.
        world.configure(&schedule.with("query", r#""select 2""#).block());
        every_way_is_refused(&world, &["account 1", "account 2"]);
        assert_eq!(world.emulator.names_for(OTHER), ["alpha_mv"]);
        world.terraform.set("TD_API_KEY", KEY);
        assert_eq!(world.emulator.names_for(KEY), ["alpha_mv"]);
        world.apply_with(&[]);
    }

    fn before_its_first_read_the_number_speaks_for_a_moved_schedule(version) {
        let mut world = moved_in_one_of_two_accounts(version, &["first", "alpha_mv"]);
        world.terraform.set("TD_API_KEY", OTHER);
        let refused = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1).only_error();
        assert_eq!(refused.summary, "The schedule may be another account's");
        for arguments in [&["destroy", "-auto-approve"][..], &["destroy", "-auto-approve", "-refresh=false"]] {
            world.terraform.run(&[arguments, &["-input=false"]].concat()).ends_with(1);
        }
        assert_eq!(world.emulator.names_for(OTHER), ["alpha_mv", "first"]);
        // What a refused apply leaves behind does not lock the right key out.
        world.configure(&Schedule::on_demand().with("name", r#""alpha_mv""#).with("query", r#""select 2""#).block());
        world.terraform.run(&["apply", "-input=false", "-auto-approve", "-refresh=false"]).ends_with(1);
        world.terraform.set("TD_API_KEY", KEY);
        world.apply_with(&[]);
    }

    fn a_moved_state_without_a_number_is_another_accounts_where_the_age_differs(version) {
        let mut world = moved_with_id(version, &["alpha_mv"], |row| row["name"].as_str().expect("a name").to_owned());
        world.terraform.set("TD_API_KEY", OTHER);
        let refused = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1).only_error();
        assert_eq!(refused.summary, "The schedule may be another account's");
        let before = world.emulator.rows_for(OTHER);
        world.configure(&Schedule::on_demand().with("name", r#""alpha_mv""#).with("query", r#""select 2""#).block());
        for arguments in [
            &["apply", "-auto-approve", "-refresh=false"][..],
            &["destroy", "-auto-approve"],
            &["destroy", "-auto-approve", "-refresh=false"],
        ] {
            world.terraform.run(&[arguments, &["-input=false"]].concat()).ends_with(1);
        }
        assert_eq!(world.emulator.rows_for(OTHER), before);
        world.terraform.set("TD_API_KEY", KEY);
        world.apply_with(&[]);
        world.terraform.set("TD_API_KEY", OTHER);
        every_way_is_refused(&world, &["account 1", "account 2"]);
    }
}

on_terraform! {
    [terraform_1_6_6 "1.6.6", terraform_1_11_4 "1.11.4", terraform_1_15_5 "1.15.5"]

    fn a_schedule_of_one_server_is_never_taken_for_one_of_another(version) {
        let mut world = World::new(version);
        let elsewhere = Emulator::start(&[]);
        world.apply(&Schedule::daily().block());
        elsewhere.create("daily", &[("type", "trino"), ("database", "sales"), ("query", "select 1"), ("cron", "0 3 * * *")]);
        let here = world.emulator.url();
        world.terraform.set("TD_API_SERVER", &elsewhere.url());
        let before = elsewhere.totals().0;
        every_way_is_refused(&world, &[&here, &elsewhere.url(), "account 1"]);
        assert_eq!(elsewhere.totals().0, before, "nothing was asked there");
        world.terraform.set("TD_API_SERVER", &here);
        world.is_settled(&[]);
    }

    fn a_saved_create_of_one_account_is_refused_in_another(version) {
        let mut world = World::with_emulator(version, BOTH);
        world.configure(&Schedule::daily().block());
        let planned = world.terraform.run(&["plan", "-input=false", "-no-color", "-out=saved"]).succeeds();
        assert!(planned.stdout().contains(r#"+ account_id      = "1""#), "{}", planned.stdout());
        world.terraform.set("TD_API_KEY", OTHER);
        world.emulator.take_counts();
        let error = world.terraform.run(&["apply", "-input=false", "-json", "saved"]).ends_with(1).only_error();
        assert_eq!(error.summary, "Provider produced inconsistent final plan");
        error.says(&["td_schedule.s", r#".account_id: was cty.StringVal("1"), but now cty.StringVal("2")"#]);
        // Before 1.9 Terraform does not say that it applies, so that the plan looks once more whether the name is free.
        let asked: Vec<String> = world.emulator.take_counts().into_keys().collect();
        assert!(asked.iter().all(|operation| operation == "list"), "something was written: {asked:?}");
        assert_eq!((world.emulator.names_for(KEY).len(), world.emulator.names_for(OTHER).len()), (0, 0));
        world.terraform.set("TD_API_KEY", KEY);
        // Terraform has counted the state up by then: the plan is made anew.
        world.apply_with(&[]);
        assert_eq!(world.state("td_schedule.s")["account_id"], "1");
        world.is_settled(&[]);
    }

    fn a_state_of_0_1_0_shows_no_account_until_its_next_change(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().block());
        let mut state = state_file(&world);
        let instance = &mut state["resources"][0]["instances"][0];
        instance["attributes"].as_object_mut().expect("attributes").remove("account_id").expect("it was there");
        world.write("terraform.tfstate", &state.to_string());
        for refresh in [&["-refresh=true"][..], &["-refresh=false"], &["-refresh-only"]] {
            let arguments = [&["plan", "-input=false", "-detailed-exitcode"], refresh].concat();
            world.terraform.run(&arguments).ends_with(0);
        }
        assert_eq!(world.drifted(), Vec::<String>::new());
        world.apply(&Schedule::daily().with("query", r#""select 2""#).block());
        assert_eq!(world.state("td_schedule.s")["account_id"], "1");
        world.is_settled(&[]);
    }

    fn a_tainted_schedule_is_not_destroyed_in_another_account(version) {
        let mut world = World::with_emulator(version, BOTH);
        world.apply(&Schedule::daily().block());
        for name in ["first", "daily"] {
            world.emulator.create_for(OTHER, name, FORM);
        }
        world.terraform.set("TD_API_KEY", OTHER);
        world.terraform.run(&["taint", "td_schedule.s"]).succeeds();
        for arguments in [&["apply"][..], &["apply", "-refresh=false"], &["destroy"], &["destroy", "-refresh=false"]] {
            world.terraform.run(&[arguments, &["-auto-approve", "-input=false"]].concat()).ends_with(1);
        }
        assert_eq!(world.emulator.names_for(OTHER), ["daily", "first"]);
    }

    fn what_was_forgotten_of_the_account_is_remembered_by_a_read_and_shows_in_no_plan(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().block());
        let mut state = state_file(&world);
        let instance = state["resources"][0]["instances"][0].as_object_mut().expect("an instance");
        instance.remove("private");
        instance.remove("identity");
        instance.remove("identity_schema_version");
        world.write("terraform.tfstate", &state.to_string());
        world.terraform.run(&["plan", "-input=false", "-detailed-exitcode"]).ends_with(0);
        assert_eq!(world.drifted(), Vec::<String>::new());
        world.apply_with(&[]);
        assert!(state_file(&world)["resources"][0]["instances"][0]["private"].is_string());
    }

    fn private_data_that_are_damaged_are_an_error(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().block());
        let mut state = state_file(&world);
        // `[1]`, in base64.
        state["resources"][0]["instances"][0]["private"] = "WzFd".into();
        world.write("terraform.tfstate", &state.to_string());
        for arguments in [&["plan"][..], &["plan", "-refresh=false"], &["destroy", "-auto-approve"]] {
            let arguments = [arguments, &["-input=false", "-json"]].concat();
            let error = world.terraform.run(&arguments).ends_with(1).only_error();
            assert_eq!(error.summary, "The private data can't be read", "{arguments:?}");
        }
        assert_eq!(world.emulator.schedules().len(), 1);
    }
}
