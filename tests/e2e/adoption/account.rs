//! An account that grew for years: 500 schedules with everything that people put into names and queries.

use serde_json::{Map, Value, json};

/// How many schedules it has; of these
pub(super) const SCHEDULES: usize = 500;
/// export their results (40 by URL, 20 by JSON),
pub(super) const EXPORTS: usize = 60;
/// never run by themselves,
pub(super) const DISABLED: usize = 40;
/// and have a zone or a type that TD takes no more.
pub(super) const LEGACY: usize = 10;

/// What `{}` becomes the number of the schedule in, so that names differ, though some addresses would not.
const NAMES: &[&str] = &[
    "daily_{}",
    "Daily {}",
    "daily-{}",
    "say \"{}\"",
    "${name} {}",
    "$${} %{ if {} }",
    "back\\slash\\{}",
    "tab\t{}",
    "new\nline {}",
    "日次 売上 {}",
    "cafe\u{301} {}",
    "😀 {}",
    "a/b/{}",
    "../../{}",
    "100% {}",
    "a+b={}&c",
    ".{}",
    " {} ",
    "<<EOT {}",
    "# {}",
    "/* {} */",
    "' OR {}",
    "{}",
    "{} id {} list",
    "\u{202e}{}",
    "\u{200b}zero{}",
    "---{}",
    "null {}",
    "${file(\"/etc/passwd\")}{}",
    "Ünï-çødé {}",
];

const QUERIES: &[&str] = &[
    "SELECT 1",
    "SELECT 1\n",
    "SELECT 1;\n\n\n",
    "SELECT '${x}', '%{ if y }'\nFROM \"t\" -- $${z} %%{w}\n",
    "SELECT 1\r\nFROM t\r\n",
    "SELECT 1\r\nFROM t",
    "SELECT 1\r\nFROM t\nWHERE a",
    "SQL\nEOT\n  SQL\nSQL_2\n",
    "<<-SQL\n  a\nSQL",
    "  SELECT 1\n    FROM t\n",
    "\tSELECT\n\t\t1",
    "SELECT '日本', '😀', 'e\u{301}'\n-- \u{202e}hidden\n",
    "SELECT 'C:\\temp\\n'\nFROM t",
    "\n\nSELECT 1\n",
    "SELECT\n   \n\t\n1\n",
    "SELECT '\u{1}'\nFROM t",
    "/*---\nname: x\n---*/\nSELECT 1\n",
    "\u{301}SELECT\n1",
    "SELECT \u{a0}1\n\u{3000}FROM t\n",
    "WITH a AS (\n  SELECT 1\n)\nSELECT *\nFROM a\n",
];

fn schedule(number: usize) -> Value {
    let pick = |all: &[&'static str]| all[number % all.len()];
    let mut row = Map::new();
    let mut set = |name: &str, value: Value| {
        row.insert(name.to_owned(), value);
    };
    set("name", pick(NAMES).replace("{}", &format!("{number:03}")).into());
    set("type", pick(&["trino", "presto", "hive"]).into());
    set("database", pick(&["sales", "ads"]).into());
    set("query", pick(QUERIES).into());
    set("delay", json!(pick(&["0", "600"])));
    set("priority", json!(pick(&["0", "-2", "2"])));
    set("retry_limit", json!(pick(&["0", "3", "32"])));
    set("timezone", pick(&["UTC", "Asia/Tokyo", "America/Los_Angeles"]).into());
    set("engine_version", pick(&["", "stable"]).into());
    set("user_name", pick(&["Ada", "grace@example.com"]).into());
    if number >= DISABLED {
        set("cron", pick(&["0 3 * * *", "@daily", "*/15 0-8 1,15 * 1-5", "5 4 * * *"]).into());
    }
    match SCHEDULES - number {
        ..=20 => set(
            "result",
            json!({"type": "s3", "bucket": "b", "secret": format!("hush{number}")}).to_string().into(),
        ),
        21..=30 => set("result", format!("td://@/db/table_{number}?mode=replace").into()),
        31..=EXPORTS => set("result", format!("mysql://user:hush{number}@host/db/table?mode=append").into()),
        _ => {}
    }
    match number {
        100..105 => set(
            "timezone",
            pick(&["Pacific Time (US & Canada)", "Tokyo", "Eastern Time (US & Canada)"]).into(),
        ),
        105..110 => set("type", pick(&["pig", "impala"]).into()),
        200 => set(
            "query",
            format!("SELECT 1\n{}", "-- a long \"query\" with ${words}\n".repeat(32 * 1024)).into(),
        ),
        _ => {}
    }
    row.into()
}

/// In the form of TD's list.
pub(super) fn list() -> Value {
    json!({ "schedules": (0..SCHEDULES).map(schedule).collect::<Vec<_>>() })
}

#[test]
fn it_has_what_it_is_said_to_have() {
    let list = list();
    let count = |wanted: &dyn Fn(&Value) -> bool| {
        list["schedules"].as_array().expect("rows").iter().filter(|row| wanted(row)).count()
    };
    assert_eq!(count(&|row| row.get("result").is_some()), EXPORTS);
    assert_eq!(count(&|row| row.get("cron").is_none()), DISABLED);
    let is_legacy = |row: &Value| {
        let zone = row["timezone"].as_str().expect("a zone");
        !zone.contains('/') && zone != "UTC"
            || ["pig", "impala"].contains(&row["type"].as_str().expect("a type"))
    };
    assert_eq!(count(&is_legacy), LEGACY);
    assert!(count(&|row| row["query"].as_str().is_some_and(|query| query.len() > 1024 * 1024)) > 0);
}
