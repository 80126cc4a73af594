//! Exports: `result` and `result_wo`, never a mask, never a password in state where it must not be.

use crate::answers::TELLS_ALL;
use crate::hcl::Schedule;
use crate::support::emulator::Emulator;
use crate::support::on_each_terraform;
use crate::support::relay::Relay;
use crate::support::world::World;

const URL: &str = r#""mysql://user:secret-one@db.example.com/base/table?mode=append""#;

fn held(world: &World) -> String {
    let dump = world.emulator.dump();
    dump["schedules"][0]["result"].as_str().expect("a text").to_owned()
}

fn wo(result: &str, version: u32) -> Schedule {
    Schedule::daily().with("result_wo", result).with("result_wo_version", &version.to_string())
}

on_each_terraform! {
    since_1_11

    fn result_wo_is_sent_with_its_version_and_is_in_no_state(version) {
        let mut world = World::new(version);
        let relay = Relay::to(world.emulator.address());
        world.terraform.set("TD_API_SERVER", &relay.url());
        world.apply(&wo(URL, 1).block());
        assert!(held(&world).contains("secret-one"));
        let other = URL.replace("secret-one", "secret-two");
        world.apply(&wo(&other, 1).block());
        assert!(held(&world).contains("secret-one"), "the version did not change");
        world.apply(&wo(&other, 2).block());
        assert!(held(&world).contains("secret-two"));
        let state = std::fs::read_to_string(world.directory().join("terraform.tfstate")).expect("there is a state");
        assert!(!state.contains("secret-"), "{state}");
        assert_eq!(world.state("td_schedule.s")["result_target"], "mysql://user:***@db.example.com/base/table?mode=append");
        relay.take();
        world.apply(&Schedule::daily().block());
        assert_eq!((held(&world).as_str(), relay.count("update")), ("", 1), "both taken out removes it");
    }

    fn a_move_between_the_two_is_one_update_that_clears_nothing_in_between(version) {
        let mut world = World::new(version);
        let relay = Relay::to(world.emulator.address());
        world.terraform.set("TD_API_SERVER", &relay.url());
        world.apply(&Schedule::daily().with("result", URL).block());
        let other = URL.replace("secret-one", "secret-two");
        for (to, secret) in [
            (wo(&other, 1), "secret-two"),
            (Schedule::daily().with("result", URL), "secret-one"),
            (Schedule::daily().with("result", r#""""#), ""),
            (wo(&other, 7), "secret-two"),
            (Schedule::daily(), ""),
        ] {
            relay.take();
            world.apply(&to.block());
            assert!(held(&world).contains(secret) && held(&world).is_empty() == secret.is_empty());
            assert_eq!(relay.count("update"), 1);
        }
    }

    fn an_export_that_was_changed_elsewhere_shows_and_is_put_right(version) {
        let world = World::with_emulator(version, TELLS_ALL);
        for schedule in [Schedule::daily().with("result", URL), wo(URL, 1)] {
            world.apply(&schedule.block());
            world.emulator.update("daily", &[("result", "td://@/other/table")]);
            assert_eq!(world.planned(&[]), ["update td_schedule.s"]);
            world.apply_with(&[]);
            assert!(held(&world).contains("secret-one"));
        }
    }

    fn what_does_not_go_together_is_refused_at_validate(version) {
        let world = World::new(version);
        for (schedule, summary) in [
            (wo(URL, 1).with("result", URL), "result and result_wo exclude each other"),
            (wo(URL, 1).without("result_wo_version"), "result_wo needs result_wo_version"),
            (wo(URL, 1).without("result_wo"), "result_wo_version needs result_wo"),
        ] {
            world.configure(&schedule.block());
            let told = world.terraform.run(&["validate", "-json"]).ends_with(1).json();
            assert_eq!(told["diagnostics"][0]["summary"], summary, "{told}");
            assert_eq!(told["error_count"], 1, "{told}");
        }
    }
}

on_each_terraform! {
    fn no_mask_of_tds_is_drift_and_none_can_be_configured(version) {
        let mut world = World::new(version);
        for mask in ["********", "[FILTERED]", "empty"] {
            world.emulator = Emulator::start(&["--quirk", &format!("mask={mask}")]);
            world.terraform.set("TD_API_SERVER", &world.emulator.url());
            world.apply(&Schedule::daily().with("result", URL).block());
            world.destroy(&[]);
        }
        world.configure(&Schedule::daily().with("result", r#""mysql://user:***@db.example.com/base/table""#).block());
        let error = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1).only_error();
        assert_eq!((&*error.summary, &*error.attribute), ("The password of the export is a mask", ""));
        error.says(&["This is about `result`"]);
    }
}

/// Terraform 1.10 would write it into state and plan.
#[test]
fn result_wo_is_refused_where_terraform_would_keep_it() {
    let world = World::new("1.10.5");
    world.configure(&wo(URL, 1).block());
    let plan = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1);
    plan.only_error().says(&["1.11"]);
    world.apply(&Schedule::daily().with("result", URL).block());
    world.destroy(&[]);
}
