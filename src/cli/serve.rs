//! No arguments: a Terraform plugin. `-debug`: the same, for a debugger. Joins plugin, framework and provider.

use std::process::ExitCode;

use super::Outcome;

/// Serves the Terraform process that started this one.
pub(super) fn terraform() -> Outcome {
    Ok(ExitCode::FAILURE)
}

/// Serves whoever gets the printed TF_REATTACH_PROVIDERS, until Ctrl-C.
pub(super) fn debug() -> Outcome {
    Ok(ExitCode::FAILURE)
}
