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
//! at their default. Each value is on one line, a text in double quotes with YAML's escapes, so that `yamldecode` reads
//! it and nothing in it ends the SQL comment. Lines that begin with `#` are comments. The module makes `td_schedule.this[KEY]` of it.

use super::files::Files;
use super::schedule::{Exported, export_target, settings};
use crate::escape::{Hcl, Safe, SqlComment, Yaml, hcl_string, yaml_comment, yaml_number, yaml_scalar};
use crate::hcl::{Block, Body, Expression};

/// Where the module is.
const SOURCE: &str = "github.com/treasure-data/terraform-provider-td//examples/modules/scheduled-queries";

/// The directory of the files, which the call names.
const DIRECTORY: &str = "schedules";

/// The call of the module.
pub(super) fn call() -> Body {
    let mut block = Block::new("module", &["schedules"]);
    block
        .body
        .set("source", Expression::text(SOURCE))
        .set("directory", Expression::Verbatim(Safe::literal("\"${path.module}/schedules\"")));
    super::schedule::blocks([block])
}

/// The address that the module gives a schedule.
pub(super) fn address(one: &Exported<'_>) -> Safe<Hcl> {
    Safe::literal("module.schedules.td_schedule.this[").and(hcl_string(one.label.as_str())).and("]")
}

/// A file for each schedule.
pub(super) fn files(all: &[Exported<'_>]) -> Files {
    all.iter().map(|one| (format!("{DIRECTORY}/{}.sql", one.label).into(), file(one))).collect()
}

fn file(one: &Exported<'_>) -> String {
    let mut header: Safe<SqlComment> = Safe::literal("/*---\n");
    if let Some(target) = export_target(one.schedule) {
        header = header
            .and("# Treasure Data exports the result to ")
            .and(yaml_comment(&target))
            .and("; that is left alone.\n");
    }
    for (name, value) in settings(one.schedule) {
        header = header.and(name).and(": ").and(yaml(&value)).and("\n");
    }
    header.and("---*/\n").into_string() + one.query()
}

fn yaml(value: &Expression) -> Safe<Yaml> {
    match value {
        Expression::Text(text) => yaml_scalar(text),
        // Digits mean the same everywhere.
        Expression::Number(number) => yaml_number(*number),
        _ => Safe::literal("null"),
    }
}
