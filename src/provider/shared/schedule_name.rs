//! The name of a schedule that exists already, as an argument.

use crate::framework::{Attr, Diagnostic, Diagnostics};
use crate::wire::Str;

/// Refuses what can be no name of a schedule: Treasure Data's paths hold the name, and none of these is a part of a path.
pub(in crate::provider) fn validate(attribute: &str, name: &Attr<Str>, diagnostics: &mut Diagnostics) {
    let Some(name) = name.known() else { return };
    let diagnostic = match &**name {
        "" => Diagnostic::error(
            "The schedule's name is empty",
            format!("Give `{attribute}` the name of a schedule, such as \"daily_revenue\"."),
        ),
        "." | ".." => Diagnostic::error(
            "The schedule's name can't be one",
            format!(
                "{name:?} can be no schedule's name: Treasure Data's addresses hold the name, and this one means another \
                 address. Give the name of a schedule, such as \"daily_revenue\"."
            ),
        ),
        _ => return,
    };
    diagnostics.push(diagnostic.at_attribute(attribute));
}
