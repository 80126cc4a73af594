//! UpgradeResourceState: a stored state in the current schema's shape. Asked in every plan, also for the same version.

use crate::framework::proto::upgrade_resource_state::{Request, Response};
use crate::framework::rpc::Server;
use crate::framework::rpc::stored::{encode, settle};
use crate::framework::{Diagnostic, Diagnostics, Provider, message, plan, proto};
use crate::wire::Value;

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let entry = server.registry.resource(&request.type_name)?;
    let what = format!("the stored state of a {}", entry.type_name);
    let raw = raw_json(request.raw_state.as_ref(), &what)?;
    let current = entry.shape.schema.version;
    let mut state = if request.version == current {
        message::read_json(raw, &entry.shape.ty, &what)?
    } else if request.version < current {
        let upgraded = entry.block.upgrade(request.version, parse(raw, &what)?)?;
        not_nothing(&upgraded, &what)?;
        message::read_json(upgraded.to_string().as_bytes(), &entry.shape.ty, &what)?
    } else {
        return Err(newer(&what, request.version, current));
    };
    if state.as_object().is_some_and(|object| object.iter().all(|(_, value)| value.is_null())) {
        return Err(Diagnostic::error(
            "A state without any value",
            format!(
                "Terraform sent {what} in which everything is null, so that nothing says which object it is. Take it out with \
                 `terraform state rm`, and import the object again."
            ),
        ));
    }
    if let Value::Object(object) = &mut state {
        // A version of Terraform that did not know write-only attributes may have stored one.
        plan::clear_write_only(entry.shape.level(), object);
        plan::fill_stored(entry.shape.level(), object);
    }
    settle(entry, "upgraded", &mut state, diagnostics);
    entry.block.loaded(&server.context(None), &state);
    Ok(Response { upgraded_state: encode(&state, &entry.shape.ty, &what, diagnostics), ..Default::default() })
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

/// What was stored, for a resource's own reading.
pub(super) fn parse(json: &[u8], what: &str) -> Result<serde_json::Value, Diagnostic> {
    serde_json::from_slice(json).map_err(|error| {
        Diagnostic::error("A value that can't be read", format!("The text of {what} is no JSON: {error}."))
    })
}

/// Nothing as an upgrade would let the object fall out of the state without a word.
pub(super) fn not_nothing(upgraded: &serde_json::Value, what: &str) -> Result<(), Diagnostic> {
    match upgraded {
        serde_json::Value::Null => Err(Diagnostic::error(
            "Bug in the provider",
            format!(
                "This is a bug in the provider, not in your configuration; please report it. It made nothing of {what}, so that \
                 the object would be lost; the state stays as it is."
            ),
        )),
        _ => Ok(()),
    }
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
