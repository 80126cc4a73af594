use std::path::Path;

use super::files::{Files, place};
use super::schedule::{Exported, missing};
use super::terraform_json::{Managed, Planned, planned_creates};
use super::*;
use crate::escape::{Hcl, Safe};
use crate::secret::Secret;

fn schedule(name: &str) -> Schedule {
    Schedule {
        name: name.into(),
        id: Some("7".into()),
        cron: Some("30 3 * * *".into()),
        timezone: Some("UTC".into()),
        delay: Some(0),
        created_at: None,
        query_type: Some("trino".into()),
        query: Some("SELECT 1\nFROM t".into()),
        database: Some("sales".into()),
        user_name: Some("Ada".into()),
        priority: Some(-1),
        retry_limit: None,
        result: Some(Secret::new("mysql://user:***@host/db/table")),
        engine_version: None,
        executing_user_id: None,
        description: None,
        next_time: None,
    }
}

fn list(schedules: impl IntoIterator<Item = Schedule>) -> ScheduleList {
    ScheduleList::new(schedules.into_iter().map(Arc::new).collect())
}

/// The names and labels of what of a whole list is exported.
fn labels(list: &ScheduleList, labels: Labels) -> Vec<(&str, Safe<Hcl>)> {
    let wanted = list.schedules.iter().map(Arc::as_ref).collect();
    label(wanted, list, labels).into_iter().map(|one| (one.id, one.label)).collect()
}

fn write(directory: &Path, text: &str) -> PathBuf {
    let path = directory.join("shown.json");
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_schedule_is_written_without_defaults_and_with_its_export_left_alone() {
    let schedule = schedule("Daily \"x\"");
    let one = Exported { schedule: &schedule, id: "7", label: "daily_x".into() };
    let mut body = Body::default();
    body.block(one.resource(Queries::Files)).block(one.result_variable().unwrap());
    assert_eq!(
        body.render(),
        r#"resource "td_schedule" "daily_x" {
  name     = "Daily \"x\""
  type     = "trino"
  database = "sales"
  cron     = "30 3 * * *"
  priority = -1

  # Treasure Data exports the result to mysql://user:***@host/db/table; null leaves that alone.
  result = var.daily_x_result

  query = file("${path.module}/queries/daily_x.sql")
}

variable "daily_x_result" {
  description = "Export of Daily \"x\", with its password; at Treasure Data it is mysql://user:***@host/db/table. null = left alone."
  type        = string
  default     = null
  sensitive   = true
}
"#
    );
}

#[test]
fn a_file_for_the_module_is_a_header_and_the_query() {
    let schedule = schedule("Daily \"x\"\n\u{85}*/");
    let files = module::files(&[Exported { schedule: &schedule, id: "7", label: "daily_x".into() }]);
    assert_eq!(
        files,
        Files::from([(
            "schedules/daily_x.sql".into(),
            "/*---\n# Treasure Data exports the result to mysql://user:***@host/db/table; that is left alone.\n\
             name: \"Daily \\\"x\\\"\\n\\u0085*\\x2f\"\ntype: \"trino\"\ndatabase: \"sales\"\ncron: \"30 3 * * *\"\n\
             priority: -1\n---*/\nSELECT 1\nFROM t"
                .to_owned()
        )])
    );
}

#[test]
fn no_export_adds_a_setting_to_a_header() {
    for hostile in [
        "conn:table\u{2028}delay: 77\u{2028}#",
        "conn:table\u{2029}cron: \"* * * * *\"\u{2029}priority: 2\u{2029}#",
        "mysql://u:p@h/db/t\u{85}executing_user_id: 1\nenabled: false\r#",
        "conn:t---*/\u{2028}---*/\u{2028}SELECT 666 --",
        "conn:*/ DROP TABLE x; /*",
    ] {
        let schedule = Schedule { result: Some(Secret::new(hostile)), ..schedule("a*/b/*c\u{fffe}\u{ffff}") };
        let files = module::files(&[Exported { schedule: &schedule, id: "7", label: "a".into() }]);
        let text = files.values().next().unwrap();
        let header = text.strip_prefix("/*---\n").unwrap().split_once("\n---*/\n").unwrap().0;
        assert!(!header.contains("*/") && !header.contains("/*"), "{header}");
        let read: std::collections::BTreeMap<String, serde_yaml_ng::Value> =
            serde_yaml_ng::from_str(header).unwrap();
        assert_eq!(read["name"].as_str(), Some("a*/b/*c\u{fffe}\u{ffff}"));
        let keys: Vec<&str> = read.keys().map(String::as_str).collect();
        assert_eq!(keys, ["cron", "database", "name", "priority", "type"], "{header}");
    }
}

#[test]
fn every_filter_that_is_given_must_match() {
    let one = schedule("daily_x");
    let filter = |name: &str, database: &str, scheduled| Filter {
        name_regex: Some(name.parse().unwrap()),
        database: Some(database.into()),
        scheduled: Some(scheduled),
        ..Filter::default()
    };
    assert!(Filter::default().takes(&one));
    assert!(filter("^daily_", "sales", true).takes(&one));
    assert!(!filter("^x", "sales", true).takes(&one));
    assert!(!filter("x", "sale", true).takes(&one));
    assert!(!filter("x", "sales", false).takes(&one));
    assert!(!Filter { user_name: Some("ada".into()), ..Filter::default() }.takes(&one));
    assert!(!Filter { query_type: Some("presto".into()), ..Filter::default() }.takes(&one));
}

#[test]
fn what_no_configuration_could_say_is_left_out() {
    assert_eq!(missing(&schedule("daily")), None);
    assert_eq!(missing(&Schedule { database: None, ..schedule("daily") }), Some("database"));
    assert_eq!(missing(&Schedule { query: Some(" \n".into()), ..schedule("daily") }), Some("query"));
    let list = list([schedule("a b"), Schedule { query_type: None, ..schedule("none") }, schedule("A-B")]);
    let expected = [("a b", Safe::literal("a_b")), ("A-B", Safe::literal("a_b_2"))];
    assert_eq!(labels(&list, Labels::default()), expected);
}

#[test]
fn of_names_that_terraform_takes_for_one_the_one_that_it_means_is_written() {
    let row = |name: &str, id: &str| Schedule { id: Some(id.into()), ..schedule(name) };
    for turn in [false, true] {
        let mut rows = vec![row("cafe\u{301}", "1"), row("caf\u{e9}", "2"), row("other", "3")];
        if turn {
            rows.reverse();
        }
        let list = list(rows);
        let mut ids: Vec<&str> = labels(&list, Labels::default()).into_iter().map(|(id, _)| id).collect();
        ids.sort_unstable();
        assert_eq!(ids, ["caf\u{e9}", "other"]);
    }
    let list = list([row("same", "1"), row("same", "2")]);
    assert_eq!(labels(&list, Labels::default()).len(), 1);
}

#[test]
fn a_name_that_nobody_can_see_whole_is_imported_by_its_number() {
    let row = |name: &str, id: &str| Schedule { id: Some(id.into()), ..schedule(name) };
    let list = list([row("a\u{202e}", "7"), row("b\u{1b}]0;x\u{7}", "8"), row("8", "9"), row("日次", "10")]);
    let ids: Vec<&str> = labels(&list, Labels::default()).into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, ["7", "b\u{1b}]0;x\u{7}", "8", "日次"], "a number that is a name means that schedule");
}

#[test]
fn a_states_schedules_are_known_by_name_and_number_in_every_module() {
    let directory = tempfile::tempdir().unwrap();
    let resource = |module: &str, mode: &str, name: &str, id: u32| {
        format!(
            r#"{{"resources":[{{"mode":"{mode}","type":"td_schedule","name":"a_b","values":{{"name":"{name}","schedule_id":{id}}}}}]{module}}}"#
        )
    };
    let child = resource("", "managed", "cafe\u{301}", 8);
    let root = resource(&format!(r#","child_modules":[{child}]"#), "managed", "one", 7);
    let read = |text: &str| Managed::read(&[write(directory.path(), text)]);
    let state = read(&format!(r#"{{"format_version":"1.0","values":{{"root_module":{root}}}}}"#)).unwrap();
    assert!(state.holds(&Schedule { id: None, ..schedule("caf\u{e9}") }));
    assert!(state.holds(&schedule("renamed")));
    assert!(!state.holds(&Schedule { id: None, ..schedule("renamed") }));
    let list = list([schedule("A B")]);
    let expected = [("A B", Safe::literal("a_b_2"))];
    assert_eq!(labels(&list, state.labels()), expected, "the address of another one's block is taken");
    let data = resource("", "data", "one", 7);
    let state = read(&format!(r#"{{"format_version":"1.0","values":{{"root_module":{data}}}}}"#)).unwrap();
    assert!(!state.holds(&schedule("one")));
    assert!(!read(r#"{"format_version":"1.0"}"#).unwrap().holds(&schedule("one")), "an empty state");
    for wrong in ["", "[]", r#"{"version":4}"#, r#"{"format_version":"1.2","planned_values":{}}"#] {
        assert!(matches!(read(wrong), Err(Error::Form { .. })), "{wrong}");
    }
}

#[test]
fn only_plain_creates_of_schedules_are_taken_from_a_plan() {
    let directory = tempfile::tempdir().unwrap();
    let change = |address: &str, kind: &str, change: &str| {
        format!(r#"{{"address":{address:?},"mode":"managed","type":"{kind}","change":{change}}}"#)
    };
    let create = r#"{"actions":["create"],"after":{"name":"one"}}"#;
    let changes = [
        change(r#"module.a["x"].td_schedule.s[0]"#, "td_schedule", create),
        change("other.s", "other", create),
        change(
            "td_schedule.u",
            "td_schedule",
            r#"{"actions":["create"],"after":{},"after_unknown":{"name":true}}"#,
        ),
        change("td_schedule.r", "td_schedule", r#"{"actions":["delete","create"],"after":{"name":"one"}}"#),
        change(
            "td_schedule.i",
            "td_schedule",
            r#"{"actions":["create"],"importing":{"id":"one"},"after":{"name":"one"}}"#,
        ),
    ];
    let text = format!(r#"{{"format_version":"1.2","resource_changes":[{}]}}"#, changes.join(","));
    assert_eq!(
        planned_creates(&write(directory.path(), &text)).unwrap(),
        [Planned { address: r#"module.a["x"].td_schedule.s[0]"#.into(), name: "one".into() }]
    );
    let state = r#"{"format_version":"1.0","values":{}}"#;
    assert!(matches!(planned_creates(&write(directory.path(), state)), Err(Error::Form { .. })));
}

#[test]
fn a_failed_create_is_known_by_the_id_that_the_advice_escaped() {
    let directory = tempfile::tempdir().unwrap();
    let hcl = crate::escape::hcl_string("a\u{202e}\u{e0041}${x}\n");
    let message = |address: &str, id: &str| {
        let detail = format!("Words\n\nimport {{\n  to = td_schedule.ADDRESS\n  id = {id}\n}}");
        let diagnostic = serde_json::json!({"summary": crate::provider::NAME_EXISTS, "address": address, "detail": detail});
        // The host writes the level first.
        format!("{{\"@level\":\"error\",\"diagnostic\":{diagnostic}}}\n")
    };
    let text = message("td_schedule.a[\"x\"]", hcl.as_str())
        + &message("td_schedule.b", "\"17\"")
        + &message("td_schedule.c\n} evil {", "\"17\"")
        + &message("td_schedule.d", "\"${file(1)}\"");
    assert_eq!(
        planned_creates(&write(directory.path(), &text)).unwrap(),
        [
            Planned { address: "td_schedule.a[\"x\"]".into(), name: "a\u{202e}\u{e0041}${x}\n".into() },
            Planned { address: "td_schedule.b".into(), name: "17".into() }
        ]
    );
}

#[test]
fn files_are_placed_all_or_none() {
    let scratch = tempfile::tempdir().unwrap();
    let files = |text: &str| {
        Files::from([("a.tf".into(), text.to_owned()), ("queries/b.sql".into(), text.to_owned())])
    };
    let read = |file: &str| std::fs::read_to_string(scratch.path().join(file)).unwrap();
    let count = |path: &str| std::fs::read_dir(scratch.path().join(path)).unwrap().count();
    let place =
        |root: &str, text: &str, force| place(&scratch.path().join(root), &files(text), force, |_| Ok(()));
    place("new/deep", "1", false).unwrap();
    assert_eq!(read("new/deep/queries/b.sql"), "1");
    let refused = place("new/deep", "2", false).unwrap_err();
    assert!(refused.to_string().contains("are there already") && read("new/deep/a.tf") == "1", "{refused}");
    place("new/deep", "3", true).unwrap();
    assert_eq!(read("new/deep/a.tf"), "3");
    // A file stands where a directory must be: what was placed before it goes away again, what was replaced comes back.
    std::fs::create_dir(scratch.path().join("old")).unwrap();
    std::fs::write(scratch.path().join("old/queries"), "mine").unwrap();
    assert!(matches!(place("old", "4", true), Err(Error::Write { .. })));
    assert_eq!((count("old"), read("old/queries").as_str(), count("new")), (1, "mine", 1));
    std::fs::write(scratch.path().join("old/a.tf"), "my own").unwrap();
    assert!(matches!(place("old", "5", true), Err(Error::Write { .. })));
    assert_eq!((count("old"), read("old/a.tf").as_str()), (2, "my own"));
}

#[test]
fn a_stop_before_the_first_file_is_in_place_leaves_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let files = Files::from([("a.tf".into(), "1".to_owned()), ("queries/b.sql".into(), "2".to_owned())]);
    for at in 0..=files.len() {
        for root in [scratch.path().to_owned(), scratch.path().join("new/deep")] {
            let stop = |written| if written == at { Err(Error::Stopped) } else { Ok(()) };
            assert!(matches!(place(&root, &files, true, stop), Err(Error::Stopped)));
            assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 0, "{at} {}", root.display());
        }
    }
}

#[test]
fn an_out_that_ends_in_tf_is_one_file() {
    let scratch = tempfile::tempdir().unwrap();
    assert_eq!(file_name(Path::new("a/b.tf")), Some(Path::new("b.tf")));
    assert_eq!(file_name(Path::new("a/b")), None);
    assert_eq!(file_name(Path::new(".")), None);
    assert_eq!(file_name(Path::new("a/b.tf/")), None);
    std::fs::create_dir(scratch.path().join("directory.tf")).unwrap();
    assert_eq!(file_name(&scratch.path().join("directory.tf")), None);
}

#[cfg(unix)]
#[test]
fn a_symlink_below_out_is_no_way_and_a_stranger_in_the_draft_survives() {
    use std::os::unix::fs::symlink;
    let scratch = tempfile::tempdir().unwrap();
    let (root, elsewhere) = (scratch.path().join("out"), scratch.path().join("elsewhere"));
    std::fs::create_dir_all(&root).unwrap();
    std::fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, root.join("queries")).unwrap();
    let files = Files::from([("a.tf".into(), "1".to_owned()), ("queries/b.sql".into(), "2".to_owned())]);
    for force in [false, true] {
        let refused = place(&root, &files, force, |_| Ok(()));
        assert!(
            matches!(&refused, Err(Error::Elsewhere { path }) if *path == root.join("queries")),
            "{refused:?}"
        );
    }
    assert_eq!(std::fs::read_dir(&elsewhere).unwrap().count(), 0);
    // Somebody's file in the draft's directory: it stays, with the directory.
    let files = Files::from([("a.tf".into(), "1".to_owned())]);
    let stranger = |_| {
        let draft = std::fs::read_dir(&root).unwrap().flatten().find(|entry| entry.file_name() != "queries");
        if let Some(draft) = draft.filter(|draft| draft.path().is_dir()) {
            std::fs::write(draft.path().join("files-of-mine"), "x").unwrap();
        }
        Ok(())
    };
    place(&root, &files, false, stranger).unwrap();
    let left: Vec<_> =
        std::fs::read_dir(&root).unwrap().flatten().filter(|one| one.path().is_dir()).collect();
    assert!(left.iter().any(|draft| draft.path().join("files-of-mine").exists()));
}

#[test]
fn one_warning_tells_of_all_that_lack_the_same() {
    let names: Vec<String> = (0..1000).map(|number| format!("s{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let told = leaving_out(&names, "database");
    assert!(told.contains("\"s4\" and 995 more are left out, because they have no database"), "{told}");
    assert!(leaving_out(&names[..2], "query").contains("\"s0\", \"s1\" are left out"));
    assert!(leaving_out(&names[..1], "query").contains("\"s0\" is left out, because it has no query"));
}
