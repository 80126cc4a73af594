//! `--layout module`: a directory of `.sql` files for the module `scheduled-queries`, and its call.
//!
//! A file is `schedules/KEY.sql`. It begins with a header that is YAML inside an SQL comment:
//! ```sql
//! /*---
//! name: "Daily revenue"
//! type: "trino"
//! database: "sales"
//! cron: "30 3 * * *"
//! ---*/
//! SELECT 1
//! ```
//! The first line is `/*---`; the header ends with the first line that is `---*/`; all that follows, to the last byte,
//! is the query. The header's keys are attributes of `td_schedule`: `name`, `type` and `database` always, and of
//! `cron`, `timezone`, `delay`, `priority`, `retry_limit`, `engine_version` and `executing_user_id` those that are not
//! at their default. Each value is on one line, in the form that JSON and YAML share (texts in double quotes), so
//! that `yamldecode` reads it. Lines that begin with `#` are comments. The module makes `td_schedule.this[KEY]` of it.

use super::files::Files;
use super::schedule::{Exported, export_target, settings};
use crate::hcl::{Block, Body, Expression};

/// Where the module is.
const SOURCE: &str = "github.com/treasure-data/terraform-provider-td//examples/modules/scheduled-queries";

/// The directory of the files.
const DIRECTORY: &str = "schedules";

/// The call of the module.
pub(super) fn call() -> Body {
    let mut block = Block::new("module", &["schedules"]);
    block
        .body
        .set("source", Expression::text(SOURCE))
        .set("directory", Expression::Verbatim(format!("\"${{path.module}}/{DIRECTORY}\"")));
    super::schedule::blocks([block])
}

/// The address that the module gives a schedule.
pub(super) fn address(one: &Exported<'_>) -> String {
    // A label needs no escape between quotes.
    format!("module.schedules.td_schedule.this[\"{}\"]", one.label)
}

/// A file for each schedule.
pub(super) fn files(all: &[Exported<'_>]) -> Files {
    all.iter().map(|one| (format!("{DIRECTORY}/{}.sql", one.label).into(), file(one))).collect()
}

fn file(one: &Exported<'_>) -> String {
    let mut text = String::from("/*---\n");
    if let Some(target) = export_target(one.schedule) {
        let target = target.replace(char::is_control, " ");
        text.push_str(&format!("# Treasure Data exports the result to {target}; that is left alone.\n"));
    }
    for (name, value) in settings(one.schedule) {
        text.push_str(&format!("{name}: {}\n", yaml(&value)));
    }
    text.push_str("---*/\n");
    text.push_str(one.query());
    text
}

/// JSON text with everything escaped that YAML does not take as it is.
fn yaml(value: &Expression) -> String {
    match value {
        Expression::Text(text) => {
            let json = serde_json::Value::from(text.as_str()).to_string();
            let mut out = String::new();
            for one in json.chars() {
                if one.is_control() || matches!(one, '\u{2028}' | '\u{2029}' | '\u{feff}') {
                    out.push_str(&format!("\\u{:04x}", u32::from(one)));
                } else {
                    out.push(one);
                }
            }
            out
        }
        Expression::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
