//! Terraform's own checks of a provider's answers, run before an answer leaves.
//!
//! A violation is a bug in the provider; said here it names the attribute and the rule, where Terraform would say
//! "Provider produced invalid plan" and, after an apply, might lose the object.

mod assert_object_compatible;
mod assert_plan_valid;
mod conformance;
mod identity;
mod path_exists;

pub(crate) use assert_object_compatible::assert_object_compatible;
pub(crate) use assert_plan_valid::assert_plan_valid;
pub(crate) use conformance::{conform, resolve_unknowns, unknowns, write_only};
pub(crate) use identity::{identity_stays, names_nothing};
pub(crate) use path_exists::exists;

use super::Diagnostic;
use super::path_ref::PathRef;
use crate::wire::Path;

/// A rule of Terraform that an answer breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Violation {
    /// The attribute.
    pub(crate) path: Path,
    /// What is wrong with it, without its value (it may be secret).
    pub(crate) rule: String,
}

impl Violation {
    fn new(path: &PathRef<'_>, rule: impl Into<String>) -> Self {
        Self { path: path.path(), rule: rule.into() }
    }

    /// The error that names our bug.
    pub(crate) fn diagnostic(&self, type_name: &str, operation: &str) -> Diagnostic {
        let place = if self.path.is_root() { "the object".to_owned() } else { format!("`{}`", self.path) };
        Diagnostic::error(
            "Bug in the provider",
            format!(
                "This is a bug in the provider, not in your configuration; please report it. While it {operation} a \
                 {type_name}, it broke a rule of Terraform at {place}: {}.",
                self.rule
            ),
        )
        .at(self.path.clone())
    }
}

#[cfg(test)]
mod tests;
