//! The framework's own errors about a configuration. None holds a value: it may be secret.

use crate::framework::{Diagnostic, Whole};

pub(super) fn required(place: &str) -> Diagnostic {
    Diagnostic::error(
        "A required argument is null",
        format!(
            "`{place}` must have a value, and it is null here. Where it comes from a variable or from another resource, see \
             that this is never null."
        ),
    )
}

pub(super) fn read_only(place: &str) -> Diagnostic {
    Diagnostic::error(
        "A read-only attribute is set",
        format!("`{place}` is what the provider tells and can't be set. Take it out of the configuration."),
    )
}

pub(super) fn null_element(place: &str) -> Diagnostic {
    Diagnostic::error(
        "A null among elements",
        format!(
            "`{place}` holds a null where each element must have a value. Take it out, such as with `[for one in … : one if \
             one != null]`."
        ),
    )
}

pub(super) fn misfit(place: &str, problem: &str) -> Diagnostic {
    let detail = match place {
        "" => format!("{problem}."),
        place => format!("{place}: {problem}."),
    };
    Diagnostic::error("A value that the provider can't take", detail)
}

pub(super) fn no_whole(place: &str, whole: Whole) -> Diagnostic {
    misfit(place, &format!("{whole} is expected here"))
}

pub(super) fn write_only(place: &str) -> Diagnostic {
    Diagnostic::error(
        "Write-only attributes need Terraform 1.11",
        format!(
            "`{place}` is never stored in the state, which only Terraform 1.11 and OpenTofu 1.11 and later can do; this \
             version would store it in plain text. Use a later version, or leave it out."
        ),
    )
}

pub(super) fn deprecated(place: &str, why: &str) -> Diagnostic {
    Diagnostic::warning(format!("`{place}` is deprecated"), why)
}

/// The same of a whole block.
pub(super) fn deprecated_block(type_name: &str, why: &str) -> Diagnostic {
    Diagnostic::warning(format!("{type_name} is deprecated"), why)
}

pub(super) fn no_identity_attribute(type_name: &str, name: &str) -> Diagnostic {
    Diagnostic::error(
        "An import without a whole identity",
        format!(
            "To import a {type_name} by its identity, `{name}` must be given in `identity = {{ … }}`, and it is null or not \
             known yet."
        ),
    )
}
