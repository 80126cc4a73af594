//! Diagnostics and paths.

use super::super::proto;
use super::super::{Diagnostics, Severity};
use crate::escape::{Safe, Terminal, terminal};
use crate::wire::{Path, Step};

/// All diagnostics of an answer, with secrets removed.
pub(crate) fn diagnostics(diagnostics: Diagnostics) -> Vec<proto::Diagnostic> {
    let one = |one: super::super::Diagnostic| proto::Diagnostic {
        severity: match one.severity {
            Severity::Error => proto::diagnostic::Severity::Error,
            Severity::Warning => proto::diagnostic::Severity::Warning,
        }
        .into(),
        summary: clean(&one.summary).into_string(),
        detail: clean(&one.detail).into_string(),
        attribute: one.path.as_ref().filter(|one| !one.is_root()).map(path),
    };
    diagnostics.into_iter().map(one).collect()
}

/// The last look at every text that Terraform shows.
pub(crate) fn clean(text: &str) -> Safe<Terminal> {
    // Before the escapes, which would change how a secret is spelled.
    terminal(&crate::secret::redact(text))
}

/// An attribute's path.
pub(crate) fn path(path: &Path) -> proto::AttributePath {
    use proto::attribute_path::step::Selector;
    let step = |step: &Step| proto::attribute_path::Step {
        selector: Some(match step {
            Step::Attribute(name) => Selector::AttributeName(name.as_ref().into()),
            Step::Key(key) => Selector::ElementKeyString(key.as_ref().into()),
            Step::Index(index) => Selector::ElementKeyInt(*index),
        }),
    };
    proto::AttributePath { steps: path.steps().iter().map(step).collect() }
}
