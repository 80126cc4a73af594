//! Names and other texts of somebody else, made to be taken for something that they are not.

use serde_json::{Value, json};

/// Each is a schedule of the account. The two that Terraform takes for one name stand beside each other.
pub(crate) const NAMES: &[&str] = &[
    "caf\u{e9}",
    "cafe\u{301}",
    "esc\u{1b}[2J\u{1b}]0;PWNED\u{7}",
    "c1\u{9b}2J\u{9d}0;x\u{9c}",
    "nul\0\u{8}\u{7f}",
    "turned\u{202e}\u{2066}gnol",
    "zero\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}",
    "soft\u{ad}hyphen",
    "filler\u{3164}\u{115f}\u{ffa0}",
    "variant\u{fe0f}\u{e0100}",
    "tag\u{e0041}\u{e007f}",
    "not a character \u{fffe}\u{ffff}\u{1fffe}",
    "lines\na\r\nb\rc\u{85}d\u{2028}e\u{2029}f",
    "\tblank \u{a0}\u{3000} ",
    "a*/b/*c-- d",
    "---*/\nSELECT 666",
    "x: 1\n---*/\nenabled: false",
    "${file(\"/etc/passwd\")}%{ if true }$${y}",
    "\"quote'd\\\\\\u0041",
    "EOT\nSQL\n",
    "<script>alert(1)</script>&amp;",
    "| [a](b) | `c` _d_ #",
    "../../etc/passwd",
    "con",
    "-rf",
    "\u{338}=\u{301}\n\u{301}\u{ad}\u{316}\u{30c}",
    "日次 売上",
    "😀 é",
];

/// Exports that would be settings, comments or queries.
pub(crate) const RESULTS: &[&str] = &[
    "conn:table\u{2028}delay: 77\u{2028}#",
    "conn:table\u{2028}cron: \"* * * * *\"\u{2028}priority: 2\u{2028}#",
    "mysql://u:p@h/db/t\u{2028}executing_user_id: 1\u{2028}enabled: false\u{2028}#",
    "conn:t---*/\u{2028}---*/\u{2028}SELECT 666 --",
    "conn:t\u{85}pool_name: x\u{2029}enabled: false\n\rdelay: 5",
    "conn:*/ SELECT 666; /*\u{202e}\u{e0041}\u{1b}[2J",
];

/// A refusal of a hostile server; what is behind `red` and around `evil` nobody sees.
pub(crate) const REFUSAL: &str =
    "{\"error\":\"red\\u202e\\u2066evil\\u200b x\\udb40\\udc41 \\u001b[2J\\u3164\\ufe0f\"}";

/// An account in the form of TD's list: each name, each export, and queries with the same texts.
pub(crate) fn account() -> Value {
    let row = |name: String, query: String, result: &str| {
        json!({"name": name, "type": "trino", "database": "sales", "query": query, "cron": "0 0 * * *", "timezone": "UTC",
            "delay": 0, "priority": 0, "retry_limit": 0, "result": result})
    };
    let named = NAMES.iter().map(|name| row((*name).to_owned(), format!("SELECT 1\n-- {name}\n"), ""));
    let exporting = RESULTS
        .iter()
        .enumerate()
        .map(|(number, result)| row(format!("exporting {number}"), "SELECT 1".to_owned(), result));
    json!({ "schedules": named.chain(exporting).collect::<Vec<_>>() })
}
