//! Where TD's reference leaves its behaviour open: a row for each point, each of which can be switched, with what public
//! evidence says. The rows themselves are in `points`.

use std::collections::BTreeMap;

pub use super::points::*;

/// One open point.
#[derive(Debug)]
pub struct Row {
    /// What `--quirk NAME=VALUE` calls it.
    pub name: &'static str,
    /// What it may be; the first one is the default.
    pub values: &'static [&'static str],
    /// What it decides.
    pub doc: &'static str,
    /// Whether public evidence settles it, and for the default. It can be switched all the same.
    pub is_known: bool,
    /// What is publicly known for the default and against it, and from where.
    pub evidence: &'static str,
}

/// Why a `NAME=VALUE` was refused.
#[derive(Debug, thiserror::Error)]
pub enum QuirkError {
    /// No such row.
    #[error("no quirk is called {name:?}; there are: {known}", known = names())]
    Name {
        /// What was asked for.
        name: String,
    },
    /// The row has no such alternative.
    #[error("the quirk {name} can't be {value:?}; it is one of: {}", known.join(", "))]
    Value {
        /// The row.
        name: &'static str,
        /// What was asked for.
        value: String,
        /// What there is.
        known: &'static [&'static str],
    },
}

fn names() -> String {
    TABLE.iter().map(|row| row.name).collect::<Vec<_>>().join(", ")
}

/// The table as text, for `--help`.
pub fn help() -> String {
    let row = |row: &&Row| format!("\n  {} = {}\n          {}", row.name, row.values.join(" | "), row.doc);
    TABLE.iter().map(row).collect()
}

/// What was chosen; every other row has its default.
#[derive(Debug, Clone, Default)]
pub struct Quirks(BTreeMap<&'static str, &'static str>);

impl Quirks {
    /// Chooses `value` for the row called `name`.
    ///
    /// # Errors
    /// When the table has no such row or the row no such value.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), QuirkError> {
        let Some(row) = TABLE.iter().find(|row| row.name == name) else {
            return Err(QuirkError::Name { name: name.into() });
        };
        let Some(value) = row.values.iter().find(|known| **known == value) else {
            return Err(QuirkError::Value { name: row.name, value: value.into(), known: row.values });
        };
        self.0.insert(row.name, value);
        Ok(())
    }

    /// What a row is set to.
    pub fn get(&self, row: &Row) -> &'static str {
        self.0.get(row.name).or(row.values.first()).copied().unwrap_or_default()
    }

    /// Whether a row is set to `value`.
    pub fn is(&self, row: &Row, value: &str) -> bool {
        self.get(row) == value
    }

    /// A row whose value is a number; none for `none`.
    pub(crate) fn number<N: std::str::FromStr>(&self, row: &Row) -> Option<N> {
        self.get(row).parse().ok()
    }
}
