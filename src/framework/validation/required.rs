//! What an import by identity must give.

use super::words;
use crate::framework::{Diagnostic, Diagnostics, IdentitySchema};
use crate::wire::Value;

/// Refuses an identity without an attribute that an import needs: no host looks at it.
pub(crate) fn for_import(
    type_name: &str,
    schema: &IdentitySchema,
    identity: &Value,
    diagnostics: &mut Diagnostics,
) -> Result<(), Diagnostic> {
    let given = |name: &str| identity.as_object().and_then(|object| object.get(name));
    let mut missing = schema
        .attributes
        .iter()
        .filter(|one| one.required_for_import)
        .filter(|one| given(one.name).is_none_or(|value| !value.is_wholly_known() || value.is_null()))
        .map(|one| words::no_identity_attribute(type_name, one.name));
    let Some(first) = missing.next() else { return Ok(()) };
    diagnostics.extend(missing);
    Err(first)
}
