//! Where results go, without credentials: what a plan may show of an export, and what differs from what was written.

use super::model::ScheduleModel;
use super::old_target;
use crate::framework::{Attr, Diagnostic, Private};
use crate::secret::Secret;
use crate::secret::export::{Export, Remembered};
use crate::wire::Str;

/// The export with everything hidden that is not known to be harmless: `mysql://user:***@host/db/table?mode=append`, a
/// JSON text of its harmless settings, `connection:table` as it is; "" when there is none.
pub(crate) fn without_secrets(result: &Secret) -> Str {
    Export::read(result.expose()).shown().into()
}

/// Whether a secret in it is a mask, as TD and `result_target` show it, and so no secret.
pub(super) fn is_masked(result: &str) -> bool {
    Export::read(result).is_masked()
}

/// Whether there is a real password in it, which TD never shows: somebody wrote it.
pub(super) fn holds_password(result: &str) -> bool {
    Export::read(result).holds_password()
}

/// The key of private data under which the export stands as TD answered it to our last write, without secrets.
const EXPORT: &str = "export";

/// The export as TD answered it to our last write.
#[derive(Clone, Debug)]
pub(super) enum Written {
    /// What is remembered of it.
    Parts(Remembered),
    /// As version 0.1.0 remembered it: what it showed.
    Shown(Str),
}

/// Remembers what TD answered to a write of the export, or what was sent where the answer leaves it out.
pub(super) fn remember(private: &mut Private, answered: Option<&Secret>, sent: Option<&Secret>) {
    let remembered = match (answered, sent) {
        (Some(answered), _) => Remembered::answered(&Export::read(answered.expose())),
        (None, Some(sent)) => Remembered::sent(&Export::read(sent.expose())),
        (None, None) => return private.remove(EXPORT),
    };
    private.set(EXPORT, remembered.to_json());
}

/// What TD answered to the last write of the export; None where nothing is remembered.
pub(super) fn remembered(private: &Private) -> Option<Written> {
    let value = private.get(EXPORT)?;
    match value.as_str() {
        Some(shown) => Some(Written::Shown(shown.into())),
        None => Remembered::from_json(value).map(Written::Parts),
    }
}

/// What is different at TD, and how the export is shown.
#[derive(Clone, Debug)]
pub(super) struct ComparedExport {
    /// `result_target`.
    pub(super) target: Str,
    /// Such as `settings.format csv -> tsv`; empty where nothing is.
    pub(super) differences: Vec<String>,
}

impl Written {
    /// The export as TD has it now, beside what was written.
    ///
    /// What is shown differs whenever anything else does: a plan has no more than that.
    pub(super) fn seen(&self, now: &Secret) -> ComparedExport {
        let export = Export::read(now.expose());
        let (differences, names): (Vec<String>, Vec<String>) = match self {
            Self::Parts(written) => {
                let all = written.differences(&export);
                let names = all.iter().map(|one| one.name().to_owned()).collect();
                (all.iter().map(ToString::to_string).collect(), names)
            }
            Self::Shown(shown) if *old_target::without_secrets(now) == **shown => (Vec::new(), Vec::new()),
            Self::Shown(shown) => {
                let is = export.shown();
                (vec![format!("{} -> {is}", Export::read(shown).shown())], vec!["export".to_owned()])
            }
        };
        if differences.is_empty() {
            return ComparedExport { target: self.shown(), differences };
        }
        let target = export.shown();
        let target = if self.is_shown_as(target) {
            format!("{target} (not as it was written: {})", names.join(", ")).into()
        } else {
            target.into()
        };
        ComparedExport { target, differences }
    }

    /// How it is shown.
    fn shown(&self) -> Str {
        match self {
            Self::Parts(written) => written.shown().into(),
            // An older version showed more.
            Self::Shown(shown) => Export::read(shown).shown().into(),
        }
    }

    /// Whether this is how it is, or was, shown.
    pub(super) fn is_shown_as(&self, target: &str) -> bool {
        *self.shown() == *target || matches!(self, Self::Shown(shown) if **shown == *target)
    }
}

/// Whether this state says what TD exports to.
fn is_managed(state: &ScheduleModel) -> bool {
    state.result.known().is_some() || !state.result_wo_version.is_null()
}

/// The export of a state beside the one that TD has now.
///
/// Without anything remembered (a state that was taken over) only the parts that TD's text and `result` both have are
/// compared.
pub(super) fn seen(state: &ScheduleModel, now: &Secret, written: Option<&Written>) -> ComparedExport {
    match (written, &state.result) {
        (Some(written), _) if is_managed(state) => written.seen(now),
        (None, Attr::Known(result)) => {
            let sent = Remembered::sent(&Export::read(result));
            ComparedExport { target: without_secrets(now), ..Written::Parts(sent).seen(now) }
        }
        _ => ComparedExport { target: without_secrets(now), differences: Vec::new() },
    }
}

/// Says what was changed at TD, by the names of the parts; None where nothing was.
pub(super) fn warning(name: &str, seen: &ComparedExport) -> Option<Diagnostic> {
    if seen.differences.is_empty() {
        return None;
    }
    let lines: Vec<String> = seen.differences.iter().map(|one| format!("- result: {one}")).collect();
    let detail = format!(
        "Treasure Data has another export for it than the last apply has written:\n\n{}\n\nThe next apply writes what \
         is configured. To keep what Treasure Data has, write it into the configuration.",
        lines.join("\n")
    );
    // Not at `result`: Terraform would print its line, with the password.
    Some(
        Diagnostic::warning(format!("{name}: its export was changed at Treasure Data"), detail)
            .at_attribute("result_target"),
    )
}
