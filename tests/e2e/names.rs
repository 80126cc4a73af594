//! Names that don't fit are found in the plan, before anything is done.

use crate::answers::TELLS_ALL;
use crate::hcl::Schedule;
use crate::support::on_each_terraform;
use crate::support::terraform::Outcome;
use crate::support::world::World;

const OTHER: &[(&str, &str)] = &[("type", "hive"), ("database", "other"), ("query", "select 2")];

fn plan(world: &World, arguments: &[&str]) -> Outcome {
    world.terraform.run(&[&["plan", "-input=false", "-json"], arguments].concat())
}

/// The details of a plan's errors.
fn errors(outcome: &Outcome) -> Vec<String> {
    let errors = outcome.diagnostics().into_iter().filter(|found| found.severity == "error");
    errors.map(|error| error.detail).collect()
}

/// A schedule for each key.
fn each(keys: &str, name: &str) -> String {
    Schedule::daily().with("for_each", &format!("toset([{keys}])")).with("name", name).block()
}

on_each_terraform! {
    fn a_name_that_td_has_is_an_error_with_the_import_block_to_paste(version) {
        let world = World::new(version);
        world.emulator.create("day$%7Bx%7D", OTHER);
        world.configure(&Schedule::daily().with("name", r#""day$${x}""#).block());
        let error = plan(&world, &[]).ends_with(1).only_error();
        assert_eq!((&*error.summary, &*error.attribute), ("A schedule of this name exists already", "name"));
        let (start, end) = (error.detail.find("import {"), error.detail.find("\n}"));
        let block = &error.detail[start.expect("it begins")..end.expect("it ends") + 2];
        world.write("import.tf", &block.replace("ADDRESS", "s"));
        let changes = world.planned(&[]);
        assert_eq!(changes, ["update td_schedule.s"]);
    }

    fn without_a_refresh_it_is_found_too(version) {
        let world = World::new(version);
        world.emulator.create("daily", OTHER);
        world.configure(&Schedule::daily().block());
        plan(&world, &["-refresh=false"]).ends_with(1).only_error().says(&["import {"]);
    }

    fn a_key_that_was_renamed_is_told_to_be_moved(version) {
        let world = World::new(version);
        world.apply(&each(r#""old""#, r#""daily""#));
        world.configure(&each(r#""new""#, r#""daily""#));
        for arguments in [&[][..], &["-refresh=false"], &["-parallelism=1"]] {
            let found = errors(&plan(&world, arguments).ends_with(1));
            assert!(found.iter().any(|detail| detail.contains("moved {")), "{found:#?}");
        }
        let moved = "moved {\n  from = td_schedule.s[\"old\"]\n  to = td_schedule.s[\"new\"]\n}\n";
        world.apply(&format!("{moved}{}", each(r#""new""#, r#""daily""#)));
        assert_eq!(world.emulator.schedules().len(), 1);
    }

    fn two_resources_of_one_name_are_one_too_many(version) {
        let world = World::new(version);
        world.configure(&each(r#""one", "two""#, r#""daily""#));
        let error = plan(&world, &[]).ends_with(1).only_error();
        assert_eq!(error.summary, "Two resources have the name of one schedule");
        world.apply(&Schedule::daily().labelled("first"));
        world.configure(&(Schedule::daily().labelled("first") + &Schedule::daily().labelled("second")));
        let found = errors(&plan(&world, &[]).ends_with(1));
        assert!(found.iter().any(|detail| detail.contains("daily")), "{found:#?}");
    }

    fn a_tainted_or_replaced_schedule_is_no_such_case(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().block());
        world.terraform.run(&["taint", "td_schedule.s"]).succeeds();
        assert_eq!(world.planned(&[]), ["replace td_schedule.s"]);
        assert_eq!(world.planned(&["-refresh=false"]), ["replace td_schedule.s"]);
        world.apply_with(&[]);
        assert_eq!(world.planned(&["-replace=td_schedule.s"]), ["replace td_schedule.s"]);
        world.apply_with(&["-replace=td_schedule.s"]);
        assert_eq!(world.emulator.schedules().len(), 1);
    }

    fn what_the_plan_allowed_does_not_fail_by_our_own_writes(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().labelled("a"));
        let renamed = Schedule::daily().with("name", r#""nightly""#).labelled("a");
        let successor = Schedule::daily().with("depends_on", "[td_schedule.a]").labelled("b");
        world.apply(&format!("{renamed}{successor}"));
        assert_eq!(world.emulator.schedules().len(), 2);
        world.destroy(&[]);
    }

    fn a_rename_keeps_the_schedule_also_with_other_changes_and_to_an_unknown_name(version) {
        let world = World::new(version);
        let id = |name: &str| world.emulator.schedule(name).expect("it is there")["id"].clone();
        world.apply(&Schedule::daily().block());
        let before = id("daily");
        world.apply(&Schedule::daily().with("name", r#""nightly""#).with("query", r#""select 2""#).block());
        assert_eq!((id("nightly"), world.emulator.schedules().len()), (before.clone(), 1));
        assert_eq!(world.state("td_schedule.s")["id"], "nightly");
        let unknown = "resource \"terraform_data\" \"name\" {\n  input = \"weekly\"\n}\n";
        let named = Schedule::daily().with("name", "terraform_data.name.output").block();
        world.configure(&format!("{unknown}{named}"));
        assert_eq!(world.planned(&[]), ["create terraform_data.name", "update td_schedule.s"]);
        world.apply_with(&[]);
        assert_eq!((id("weekly"), world.emulator.schedules().len()), (before, 1));
    }

    fn a_rename_onto_a_name_or_a_swap_is_one_error_with_the_two_step_way(version) {
        let world = World::new(version);
        let named = |name: &str| Schedule::daily().with("name", &format!("{name:?}"));
        world.apply(&(named("one").labelled("a") + &named("two").labelled("b")));
        let before = world.emulator.schedules();
        world.configure(&(named("two").labelled("a") + &named("one").labelled("b")));
        plan(&world, &[]).ends_with(1).only_error().says(&["two steps", "\"one\"", "\"two\""]);
        world.emulator.create("taken", OTHER);
        world.configure(&(named("taken").labelled("a") + &named("two").labelled("b")));
        plan(&world, &[]).ends_with(1).only_error().says(&["two steps", "taken"]);
        world.emulator.delete("taken");
        assert_eq!(world.emulator.schedules(), before);
        world.apply(&(named("three").labelled("a") + &named("two").labelled("b")));
        world.apply(&(named("three").labelled("a") + &named("one").labelled("b")));
        world.apply(&(named("two").labelled("a") + &named("one").labelled("b")));
    }

    fn a_create_that_td_refuses_in_apply_is_no_take_over(version) {
        let world = World::new(version);
        world.configure(&Schedule::daily().block());
        world.terraform.run(&["plan", "-input=false", "-out=saved"]).succeeds();
        world.emulator.create("daily", OTHER);
        let error = world.terraform.run(&["apply", "-input=false", "-json", "saved"]).ends_with(1).only_error();
        error.says(&["daily", "import"]);
        assert_eq!(world.emulator.schedule("daily").expect("it was left alone")["query"], "select 2");
        assert!(world.terraform.run(&["state", "list"]).succeeds().text().is_empty());
    }

    fn a_plan_of_creates_that_cannot_reach_td_fails_once(version) {
        let mut world = World::new(version);
        world.terraform.set("TD_API_KEY", "1/wrong");
        world.configure(&each(r#""a", "b", "c", "d""#, r#""daily-${each.key}""#));
        let error = plan(&world, &[]).ends_with(1).only_error();
        assert_eq!(error.summary, "Treasure Data refused the API key");
    }

    fn a_schedule_whose_name_has_another_form_at_td_is_adopted_changed_renamed_and_destroyed(version) {
        let world = World::with_emulator(version, TELLS_ALL);
        world.emulator.create("cafe%CC%81", &[("type", "trino"), ("database", "sales"), ("query", "select 1")]);
        let number = world.emulator.schedules()[0]["id"].clone();
        let named = |name: &str| Schedule::on_demand().with("name", &format!("{name:?}"));
        let history = "data \"td_schedule_history\" \"h\" {\n  schedule_name = td_schedule.s.name\n}\n";
        world.configure(&format!("{history}{}", named("caf\u{e9}").block()));
        world.terraform.run(&["import", "-input=false", "td_schedule.s", "caf\u{e9}"]).succeeds();
        world.apply_with(&[]);
        world.apply(&named("caf\u{e9}").with("query", r#""select 2""#).block());
        assert_eq!(world.emulator.schedules()[0]["query"], "select 2");
        world.apply(&named("cafe").block());
        assert_eq!(world.emulator.schedules()[0]["id"], number);
        world.emulator.update("cafe", &[("name", "cafe\u{301}")]);
        world.terraform.run(&["refresh", "-input=false"]).succeeds();
        world.destroy(&[]);
    }

    fn a_schedule_that_was_renamed_after_the_plan_is_not_taken_for_gone(version) {
        let world = World::with_emulator(version, TELLS_ALL);
        world.apply(&Schedule::daily().block());
        world.terraform.run(&["plan", "-input=false", "-destroy", "-out=saved"]).succeeds();
        world.emulator.update("daily", &[("name", "nightly")]);
        let error = world.terraform.run(&["apply", "-input=false", "-json", "saved"]).ends_with(1).only_error();
        error.says(&["plan again"]);
        world.destroy(&[]);
    }

    fn a_rename_that_failed_leaves_the_name_as_it_was(version) {
        let world = World::new(version);
        world.apply(&Schedule::daily().block());
        world.configure(&Schedule::daily().with("name", r#""nightly""#).block());
        world.terraform.run(&["plan", "-input=false", "-out=saved"]).succeeds();
        world.emulator.create("nightly", OTHER);
        world.terraform.run(&["apply", "-input=false", "-json", "saved"]).ends_with(1).only_error();
        let file = std::fs::read_to_string(world.directory().join("terraform.tfstate")).expect("there is a state");
        assert!(!file.contains("nightly"), "{file}");
        world.emulator.delete("nightly");
        world.apply_with(&[]);
    }
}
