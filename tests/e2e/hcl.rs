//! Configurations, written from pairs of attribute and expression.

use std::collections::BTreeMap;
use std::fmt::Write;

/// The attributes of one `td_schedule`, each with its HCL expression.
#[derive(Clone)]
pub(crate) struct Schedule(BTreeMap<&'static str, String>);

impl Schedule {
    /// One called `daily` with a cron and nothing optional besides.
    pub(crate) fn daily() -> Self {
        Self::on_demand().with("cron", r#""0 3 * * *""#)
    }

    /// One called `daily` that has only what is required.
    pub(crate) fn on_demand() -> Self {
        let required = [("name", "daily"), ("type", "trino"), ("database", "sales"), ("query", "select 1")];
        Self(required.map(|(attribute, value)| (attribute, format!("{value:?}"))).into())
    }

    /// The same with `attribute` set to an expression.
    pub(crate) fn with(&self, attribute: &'static str, expression: &str) -> Self {
        let mut all = self.clone();
        all.0.insert(attribute, expression.to_owned());
        all
    }

    /// The same without `attribute`.
    pub(crate) fn without(&self, attribute: &str) -> Self {
        let mut all = self.clone();
        all.0.remove(attribute);
        all
    }

    /// The block `resource "td_schedule" "LABEL"`.
    pub(crate) fn labelled(&self, label: &str) -> String {
        let mut block = format!("resource \"td_schedule\" \"{label}\" {{\n");
        for (attribute, expression) in &self.0 {
            writeln!(block, "  {attribute} = {expression}").expect("a string takes all");
        }
        block + "}\n"
    }

    /// The block `resource "td_schedule" "s"`.
    pub(crate) fn block(&self) -> String {
        self.labelled("s")
    }
}
