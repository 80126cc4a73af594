//! What every answer that is stored has in common: checked, encoded, never lost.

use crate::framework::path_ref::PathRef;
use crate::framework::registry::ResourceEntry;
use crate::framework::{Diagnostic, Diagnostics, consistency, proto, proto_convert};
use crate::wire::{Path, Type, Value};

/// Checks an object that is to be stored and puts right what Terraform would refuse: nothing unknown, the schema's type, no
/// write-only value. Each violation becomes an error that names our bug.
pub(super) fn settle<C>(
    entry: &ResourceEntry<C>,
    operation: &str,
    state: &mut Value,
    diagnostics: &mut Diagnostics,
) {
    let mut found = Vec::new();
    consistency::conform(state, &entry.shape.ty, &PathRef::Root, &mut found);
    if let Value::Object(object) = state {
        consistency::write_only(entry.shape.level(), object, &PathRef::Root, &mut found);
    }
    consistency::unknowns(state, &PathRef::Root, &mut found);
    consistency::resolve_unknowns(state);
    diagnostics.extend(found.iter().map(|violation| violation.diagnostic(entry.type_name, operation)));
}

/// The same for an identity: one that is not wholly known, names nothing, or is of another object than the stored one
/// (`before`) is an error and dropped, as is one of a resource that has none.
pub(super) fn settle_identity<C>(
    entry: &ResourceEntry<C>,
    operation: &str,
    before: Option<&Value>,
    identity: Option<Value>,
    diagnostics: &mut Diagnostics,
) -> Option<Value> {
    let mut identity = identity?;
    let Some(schema) = &entry.identity else {
        let rule = "it has an identity, and the resource has no schema of one".to_owned();
        let violation = consistency::Violation { path: Path::root(), rule };
        diagnostics.push(violation.diagnostic(entry.type_name, operation));
        return None;
    };
    let mut found = Vec::new();
    consistency::conform(&mut identity, &schema.ty, &PathRef::Root, &mut found);
    consistency::unknowns(&identity, &PathRef::Root, &mut found);
    if consistency::names_nothing(&identity) {
        found.push(consistency::Violation {
            path: Path::root(),
            rule: "it names nothing: all of it is null".into(),
        });
    }
    if let Some(before) = before {
        consistency::identity_stays(&schema.schema, before, &identity, &mut found);
    }
    let identity = found.is_empty().then_some(identity);
    // The path is one of the identity, not of the block: it only belongs into the text.
    let about_identity = |violation: &consistency::Violation| Diagnostic {
        path: None,
        ..violation.diagnostic(&format!("{} (in its identity)", entry.type_name), operation)
    };
    diagnostics.extend(found.iter().map(about_identity));
    identity
}

/// The error for an operation that leaves an object of a resource with identities without one.
pub(super) fn no_identity(type_name: &str, operation: &str) -> Diagnostic {
    Diagnostic::error(
        "Bug in the provider",
        format!(
            "This is a bug in the provider, not in your configuration; please report it. It {operation} a {type_name} and \
             gives no identity."
        ),
    )
}

/// Encodes what was checked before; what still can't be encoded becomes an error and nothing.
pub(super) fn encode(
    value: &Value,
    ty: &Type,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Option<proto::DynamicValue> {
    proto_convert::write(value, ty, what).map_err(|error| diagnostics.push(error)).ok()
}

/// Encodes an identity that was checked before.
pub(super) fn encode_identity<C>(
    entry: &ResourceEntry<C>,
    identity: Option<&Value>,
    diagnostics: &mut Diagnostics,
) -> Option<proto::ResourceIdentityData> {
    let what = format!("the identity of a {}", entry.type_name);
    proto_convert::identity(identity, entry.identity_type(), &what)
        .map_err(|error| diagnostics.push(error))
        .ok()
        .flatten()
}
