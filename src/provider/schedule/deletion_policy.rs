//! `deletion_policy`: what a destroy does.

use super::model::ScheduleModel;
use crate::framework::Diagnostic;

/// What a destroy does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Policy {
    /// Deletes the schedule.
    Delete,
    /// Takes it off the scheduler, and forgets it.
    Disable,
    /// Forgets it.
    Abandon,
    /// Fails the plan.
    Prevent,
}

impl Policy {
    /// The words of HCL.
    pub(super) const WORDS: [&str; 4] = ["delete", "disable", "abandon", "prevent"];

    /// The policy in force, which is the one in the state: a policy that is only configured must be applied first.
    pub(super) fn of(model: &ScheduleModel) -> Self {
        match model.deletion_policy.known().map(|word| &**word) {
            Some("disable") => Self::Disable,
            Some("abandon") => Self::Abandon,
            Some("prevent") => Self::Prevent,
            _ => Self::Delete,
        }
    }

    /// What `prevent` answers.
    pub(super) fn prevented(name: &str) -> Diagnostic {
        Diagnostic::error(
            "The schedule's deletion is prevented",
            format!(
                "The schedule {name:?} has deletion_policy = \"prevent\" in the state, and this plan would destroy or \
                 replace it. To destroy it, set another deletion_policy, apply that, and plan again; to let Terraform \
                 forget it and keep it at Treasure Data, use a `removed` block or `terraform state rm`."
            ),
        )
        .at_attribute("deletion_policy")
    }
}
