//! The matrix: each kind of fault, once, in each operation. Each cell ends as if nothing had happened.

use crate::TERRAFORM;
use crate::controls::{HASTY, all_happened, fail};
use crate::hcl::Schedule;
use crate::support::world::World;

/// Makes a story a test for each kind of fault.
macro_rules! each_kind {
    ($story:ident) => {
        crate::matrix::each_kind! { $story:
            too_many = "429";
            too_many_after = "429-after";
            too_many_until = "429-date";
            too_many_until_after = "429-date-after";
            too_many_absent = "429-absent";
            too_many_absurd = "429-absurd";
            error_500 = "500";
            error_500_after = "500-after";
            error_502 = "502";
            error_502_after = "502-after";
            error_503 = "503";
            error_503_after = "503-after";
            error_504 = "504";
            error_504_after = "504-after";
            page = "html";
            page_after = "html-after";
            cut = "cut";
            reset = "reset";
            reset_after = "reset-after";
            silence = "silence";
            silence_after = "silence-after";
            drip = "drip";
            latency = "latency";
        }
    };
    ($story:ident: $($name:ident = $kind:literal;)+) => {
        $(#[test] fn $name() { $story($kind); })+
    };
}
pub(crate) use each_kind;

each_kind!(story);

/// Goes through the cells create, update, rename, list, history and delete.
fn story(kind: &str) {
    let world = World::new(TERRAFORM);
    let other = Schedule::daily().with("name", r#""other""#).labelled("other");
    let configure = |schedule: &Schedule| world.configure(&format!("{HASTY}{other}{}", schedule.block()));
    let apply = |cell: &str| {
        let outcome = world.try_apply(&[]);
        let errors = outcome.diagnostics();
        assert!(errors.iter().all(|one| one.severity != "error"), "{kind} in {cell}: {errors:#?}");
        outcome.succeeds();
        all_happened(&world.emulator, &format!("{kind} in {cell}"));
    };
    let row =
        |name: &str| world.emulator.schedule(name).unwrap_or_else(|| panic!("{kind}: {name} is not there"));

    configure(&Schedule::daily());
    fail(&world.emulator, kind, "create", Some(1));
    apply("create");
    assert_eq!(world.emulator.schedules().len(), 2, "{kind} in create");
    let id = row("daily")["id"].clone();
    assert_eq!(world.state("td_schedule.s")["schedule_id"], id, "{kind} in create");

    let changed = Schedule::daily().with("query", r#""select 2""#);
    configure(&changed);
    fail(&world.emulator, kind, "update", Some(1));
    apply("update");
    assert_eq!(row("daily")["query"], "select 2", "{kind} in update");

    configure(&changed.with("name", r#""renamed""#).with("delay", "60"));
    fail(&world.emulator, kind, "update", Some(1));
    apply("rename");
    assert_eq!((&row("renamed")["id"], &row("renamed")["delay"]), (&id, &60.into()), "{kind} in rename");
    assert_eq!(world.emulator.schedules().len(), 2, "{kind} in rename");

    fail(&world.emulator, kind, "list", Some(1));
    world.terraform.run(&["plan", "-input=false", "-detailed-exitcode"]).ends_with(0);
    all_happened(&world.emulator, &format!("{kind} in list"));
    world.is_settled(&[]);

    world.emulator.delete("other");
    fail(&world.emulator, kind, "history", Some(1));
    assert_eq!(world.planned(&[]), ["create td_schedule.other"], "{kind} in history");
    all_happened(&world.emulator, &format!("{kind} in history"));

    fail(&world.emulator, kind, "delete", Some(1));
    world.destroy(&[]);
    all_happened(&world.emulator, &format!("{kind} in delete"));
    println!("{kind}: 6 cells");
}
