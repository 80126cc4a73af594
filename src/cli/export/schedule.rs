//! One schedule as a `resource` block, and what goes with it.

use super::project::Queries;
use crate::api::Schedule;
use crate::escape::{Hcl, Safe, hcl_comment, terminal};
use crate::hcl::{Block, Body, Expression};
use crate::provider::export_without_secrets;

/// The longest query, in bytes, that stands in a block: `terraform fmt` takes minutes for one text of a mebibyte, since
/// its time grows with the square of the text's length.
const LONGEST_INLINE: usize = 64 * 1024;

/// A schedule with the address that it gets.
pub(super) struct Exported<'a> {
    /// What TD has.
    pub(super) schedule: &'a Schedule,
    /// What an import block means it by.
    pub(super) id: &'a str,
    /// The resource's name in HCL, its file's name, and its key in a module.
    pub(super) label: Safe<Hcl>,
}

/// What a configuration must say and TD did not: such a schedule can't be written down.
pub(super) fn missing(schedule: &Schedule) -> Option<&'static str> {
    [("database", &schedule.database), ("query", &schedule.query), ("type", &schedule.query_type)]
        .into_iter()
        .find(|(_, text)| text.as_deref().is_none_or(|text| text.trim().is_empty()))
        .map(|(attribute, _)| attribute)
}

/// Every attribute but `query` that differs from its default, in the order of the documentation. An import takes the
/// whole row, so that leaving one of them out would be a change.
pub(super) fn settings(schedule: &Schedule) -> Vec<(&'static str, Expression)> {
    let text = |text: &Option<crate::api::Str>, default: &str| {
        text.as_deref().filter(|text| *text != default).map(Expression::text)
    };
    let number = |number: Option<i64>| number.filter(|number| *number != 0).map(Expression::Number);
    [
        ("name", Some(Expression::text(&*schedule.name))),
        ("type", text(&schedule.query_type, "")),
        ("database", text(&schedule.database, "")),
        ("cron", text(&schedule.cron, "")),
        ("timezone", text(&schedule.timezone, "UTC")),
        ("delay", number(schedule.delay)),
        ("priority", number(schedule.priority)),
        ("retry_limit", number(schedule.retry_limit)),
        ("engine_version", text(&schedule.engine_version, "")),
        ("executing_user_id", number(schedule.executing_user_id)),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect()
}

/// Where TD exports the result to, without credentials; None where it does not.
pub(super) fn export_target(schedule: &Schedule) -> Option<String> {
    let result = schedule.result.as_ref()?;
    let target = export_without_secrets(result);
    (!result.expose().trim().is_empty()).then(|| target.to_string())
}

impl Exported<'_> {
    /// The SQL text.
    pub(super) fn query(&self) -> &str {
        self.schedule.query.as_deref().unwrap_or_default()
    }

    /// The path of the query's own file; None where the query stands in the block.
    pub(super) fn query_file(&self, queries: Queries) -> Option<String> {
        let wanted = queries == Queries::Files || self.query().len() > LONGEST_INLINE;
        wanted.then(|| format!("queries/{}.sql", self.label))
    }

    /// Its address in the root module.
    pub(super) fn address(&self) -> Safe<Hcl> {
        Safe::literal("td_schedule.").and(&self.label)
    }

    /// The variable that can hold its export.
    fn variable(&self) -> Safe<Hcl> {
        self.label.clone().and("_result")
    }

    /// The `resource` block.
    pub(super) fn resource(&self, queries: Queries) -> Block {
        let mut block = Block::new("resource", &["td_schedule", self.label.as_str()]);
        let body = &mut block.body;
        for (name, value) in settings(self.schedule) {
            body.set(name, value);
        }
        if let Some(target) = export_target(self.schedule) {
            body.blank()
                .comment(
                    Safe::literal("Treasure Data exports the result to ")
                        .and(hcl_comment(&target))
                        .and("; null leaves that alone."),
                )
                .set("result", Expression::Verbatim(Safe::literal("var.").and(self.variable())));
        }
        let query = match self.query_file(queries) {
            Some(_) => Expression::Verbatim(
                // A label has no character that a template or a path could take otherwise.
                Safe::literal("file(\"${path.module}/queries/").and(&self.label).and(".sql\")"),
            ),
            None => Expression::Lines { text: self.query().to_owned(), marker: "SQL" },
        };
        body.blank().set("query", query);
        block
    }

    /// The variable for its export: TD shows exports with masked passwords, so that what it shows is never a value.
    pub(super) fn result_variable(&self) -> Option<Block> {
        let target = export_target(self.schedule)?;
        let mut block = Block::new("variable", &[self.variable().as_str()]);
        let description = format!(
            "Export of {}, with its password; at Treasure Data it is {}. null = left alone.",
            // Terraform shows it to people.
            terminal(&self.schedule.name),
            terminal(&target)
        );
        block
            .body
            .set("description", Expression::text(description))
            .set("type", Expression::Verbatim("string".into()))
            .set("default", Expression::Null)
            .set("sensitive", Expression::Bool(true));
        Some(block)
    }
}

/// `import { to = ADDRESS, id = ID }`.
pub(super) fn import(address: Safe<Hcl>, id: &str) -> Block {
    let mut block = Block::new("import", &[]);
    block.body.set("to", Expression::Verbatim(address)).set("id", Expression::text(id));
    block
}

/// Adds each block.
pub(super) fn blocks(blocks: impl IntoIterator<Item = Block>) -> Body {
    let mut body = Body::default();
    for block in blocks {
        body.block(block);
    }
    body
}
