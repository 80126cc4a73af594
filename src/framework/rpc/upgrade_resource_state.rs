//! UpgradeResourceState: a stored state in the current schema's shape. Asked in every plan, also for the same version.

use crate::framework::proto::upgrade_resource_state::{Request, Response};
use crate::framework::registry::ResourceEntry;
use crate::framework::rpc::Server;
use crate::framework::rpc::response_state::{encode, settle};
use crate::framework::{Diagnostic, Diagnostics, Provider, plan, proto, proto_convert};
use crate::wire::Value;

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let entry = server.registry.resource(&request.type_name)?;
    let what = format!("the stored state of a {}", entry.type_name);
    let raw = raw_json(request.raw_state.as_ref(), &what)?;
    let state = current(entry, request.version, raw, &what, &|| without_any_value(&what), diagnostics)?;
    entry.block.loaded(&server.context(None), &state);
    Ok(Response { upgraded_state: encode(&state, &entry.shape.ty, &what, diagnostics), ..Default::default() })
}

fn without_any_value(what: &str) -> Diagnostic {
    Diagnostic::error(
        "A state without any value",
        format!(
            "Terraform sent {what} in which everything is null, so that nothing says which object it is. Take it out with \
             `terraform state rm`, and import the object again."
        ),
    )
}

/// A state of some version in the current schema's shape; `empty` makes the error for one in which everything is null.
pub(super) fn current<C>(
    entry: &ResourceEntry<C>,
    version: i64,
    raw: &[u8],
    what: &str,
    empty: &dyn Fn() -> Diagnostic,
    diagnostics: &mut Diagnostics,
) -> Result<Value, Diagnostic> {
    let current = entry.shape.schema.version;
    let mut state = if version == current {
        proto_convert::read_json(raw, &entry.shape.ty, what)?
    } else if version < current {
        let upgraded = entry.block.upgrade(version, parse(raw, what)?)?;
        proto_convert::read_json(upgraded.to_string().as_bytes(), &entry.shape.ty, what)?
    } else {
        return Err(newer(what, version, current));
    };
    if state.is_null() {
        return Err(lost(what, version));
    }
    if state.as_object().is_some_and(|object| object.iter().all(|(_, value)| value.is_null())) {
        return Err(empty());
    }
    if let Value::Object(object) = &mut state {
        // A version of Terraform that did not know write-only attributes may have stored one.
        plan::clear_write_only(entry.shape.level(), object);
        plan::fill_stored(entry.shape.level(), object);
    }
    settle(entry, "upgraded", &mut state, diagnostics);
    Ok(state)
}

/// An upgrade that gives nothing: the object would fall out of the state without a word.
pub(super) fn lost(what: &str, version: i64) -> Diagnostic {
    Diagnostic::error(
        "Nothing is left of what is stored",
        format!(
            "What came of {what}, of version {version}, is null, and Terraform would forget the object without a word. \
             Nothing was changed. This is a bug in the provider: please report it, and use the version of the provider that \
             wrote it until then."
        ),
    )
}

/// The JSON of what was stored.
pub(super) fn raw_json<'a>(raw: Option<&'a proto::RawState>, what: &str) -> Result<&'a [u8], Diagnostic> {
    match raw {
        Some(raw) if !raw.json.is_empty() => Ok(&raw.json),
        Some(raw) if !raw.flatmap.is_empty() => Err(Diagnostic::error(
            "A state of Terraform 0.11",
            format!(
                "Terraform sent {what} in the format of Terraform 0.11 and older, which this provider never wrote. Remove the \
                 object from the state and import it again."
            ),
        )),
        _ => Err(Diagnostic::error("An empty state", format!("Terraform sent {what} without any content."))),
    }
}

/// What was response_state, for a resource's own reading.
pub(super) fn parse(json: &[u8], what: &str) -> Result<serde_json::Value, Diagnostic> {
    serde_json::from_slice(json).map_err(|error| {
        Diagnostic::error("A value that can't be read", format!("The text of {what} is no JSON: {error}."))
    })
}

/// What was stored by a later version of this provider.
pub(super) fn newer(what: &str, version: i64, current: i64) -> Diagnostic {
    Diagnostic::error(
        "The stored state is too new",
        format!(
            "The schema version of {what} is {version}, and this provider knows {current}: a later version of the provider \
             wrote it. Use that version."
        ),
    )
}
