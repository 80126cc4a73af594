//! How many requests a command costs TD: the same few however many schedules there are.

use crate::hcl::Schedule;
use crate::support::debugged::Debugged;
use crate::support::emulator::Emulator;
use crate::support::on_each_terraform;
use crate::support::world::World;
use std::collections::BTreeMap;

/// Enough that one request for each schedule could not hide.
const MANY: u64 = 100;

/// `MANY` schedules under names that begin with `prefix`.
fn many(prefix: &str) -> Schedule {
    Schedule::daily().with("count", &MANY.to_string()).with("name", &format!("\"{prefix}-${{count.index}}\""))
}

fn counts<const N: usize>(expected: [(&str, u64); N]) -> BTreeMap<String, u64> {
    expected.map(|(operation, count)| (operation.to_owned(), count)).into()
}

/// Plans without showing what is planned, and gives what that cost.
fn cost_of_plan(world: &World) -> BTreeMap<String, u64> {
    world.emulator.take_counts();
    world.terraform.run(&["plan", "-input=false", "-detailed-exitcode"]).ends_with(0);
    world.emulator.take_counts()
}

on_each_terraform! {
    fn a_plan_costs_one_list_and_an_apply_one_request_for_each_schedule(version) {
        let world = World::new(version);
        world.configure(&many("daily").block());
        world.try_apply(&[]).succeeds();
        let mut applied = world.emulator.take_counts();
        let lists = applied.remove("list").unwrap_or_default();
        assert!(lists <= 2, "one list for each phase at most, not {lists}");
        assert_eq!(applied, counts([("create", MANY)]));

        assert_eq!(cost_of_plan(&world), counts([("list", 1)]));

        world.terraform.run(&["plan", "-input=false", "-refresh=false", "-detailed-exitcode"]).ends_with(0);
        assert_eq!(world.emulator.take_counts(), counts([]), "a plan that does not refresh asks nothing");

        world.terraform.run(&["destroy", "-input=false", "-auto-approve"]).succeeds();
        assert_eq!(world.emulator.take_counts(), counts([("list", 1), ("delete", MANY)]));
    }

    fn a_change_of_some_costs_one_list_and_one_request_for_each_of_them(version) {
        let world = World::new(version);
        world.configure(&many("daily").block());
        world.try_apply(&[]).succeeds();
        world.emulator.take_counts();
        world.configure(&many("daily").with("query", r#"count.index < 7 ? "select 2" : "select 1""#).block());
        world.try_apply(&[]).succeeds();
        assert_eq!(world.emulator.take_counts(), counts([("list", 1), ("update", 7)]));
        assert_eq!(cost_of_plan(&world), counts([("list", 1)]));
        // A change of `count` writes some and reads the others in one command.
        world.configure(&many("daily").with("count", "10").block());
        world.try_apply(&[]).succeeds();
        assert_eq!(world.emulator.take_counts()["delete"], MANY - 10);
        world.destroy(&[]);
    }

    fn each_alias_costs_a_list_of_its_own(version) {
        let world = World::new(version);
        let other = Emulator::start(&[]);
        let alias = format!("provider \"td\" {{\n  alias = \"other\"\n  endpoint = \"{}\"\n}}\n", other.url());
        let same = "provider \"td\" {\n  alias = \"same\"\n}\n";
        let blocks = [
            many("here").labelled("here"),
            many("same").with("provider", "td.same").labelled("same"),
            many("there").with("provider", "td.other").labelled("there"),
        ];
        world.configure(&(alias + same + &blocks.concat()));
        world.try_apply(&[]).succeeds();
        other.take_counts();
        assert_eq!(cost_of_plan(&world), counts([("list", 2)]), "the default's and the alias's of one account");
        assert_eq!(other.take_counts(), counts([("list", 1)]));
    }

    fn a_history_costs_its_own_request_and_no_list(version) {
        let world = World::new(version);
        let history = "data \"td_schedule_history\" \"h\" {\n  count = 5\n  \
                       schedule_name = td_schedule.s[count.index].name\n}\n";
        world.configure(&(many("daily").block() + history));
        world.try_apply(&[]).succeeds();
        assert_eq!(cost_of_plan(&world), counts([("list", 1), ("history", 5)]));
    }

    fn data_sources_share_the_list_of_the_resources(version) {
        let world = World::new(version);
        let one = "data \"td_schedule\" \"one\" {\n  count = 5\n  name = td_schedule.s[count.index].id\n}\n";
        let all = "data \"td_schedules\" \"all\" {\n  name_regex = \"^${td_schedule.s[0].id}\"\n}\n";
        world.configure(&(many("daily").block() + one + all));
        world.try_apply(&[]).succeeds();
        assert_eq!(cost_of_plan(&world), counts([("list", 1)]));
    }

    fn a_debugged_provider_costs_one_list_for_each_plan_too(version) {
        let mut world = World::new(version);
        world.configure(&many("daily").block());
        world.try_apply(&[]).succeeds();
        let debugged = Debugged::start(&world.emulator.url());
        world.terraform.set("TF_REATTACH_PROVIDERS", &debugged.reattach);
        for _ in 0..2 {
            assert_eq!(cost_of_plan(&world), counts([("list", 1)]));
        }
        // What somebody else changes between two commands of one process is seen.
        world.emulator.update("daily-7", &[("query", "select 2")]);
        assert_eq!(world.planned(&[]), ["update td_schedule.s[7]"]);
    }
}
