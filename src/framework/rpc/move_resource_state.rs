//! MoveResourceState: takes over another object (a `moved` block). Unconfigured; a read follows.
//!
//! Terraform also asks it where only the provider's address is another one (a mirror, another registry), and OpenTofu for
//! each such change: then state, identity and private data go on as they are, for every resource.

use crate::framework::proto::move_resource_state::{Request, Response};
use crate::framework::registry::ResourceEntry;
use crate::framework::rpc::response_state::{encode, encode_identity, settle, settle_identity};
use crate::framework::rpc::upgrade_resource_state::{parse, raw_json};
use crate::framework::rpc::{Server, upgrade_resource_identity, upgrade_resource_state};
use crate::framework::{Diagnostic, Diagnostics, Mode, MoveState, Private, Provider, StoredObject};
use crate::wire::Value;

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let entry = server.registry.resource(&request.target_type_name)?;
    let what = format!("the state of the {} that is moved", request.source_type_name);
    let StoredObject { model, identity, private } = if request.source_type_name == request.target_type_name {
        same_type(entry, request, &what, diagnostics)?
    } else {
        other_type(entry, request, &what, diagnostics)?
    };
    Ok(Response {
        target_state: encode(&model, &entry.shape.ty, &what, diagnostics),
        target_private: private.into_bytes(),
        target_identity: encode_identity(entry, identity.as_ref(), diagnostics),
        ..Default::default()
    })
}

/// What this provider, or a copy of it, stored under another address.
fn same_type<C>(
    entry: &ResourceEntry<C>,
    request: Request,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Result<StoredObject<Value, Value>, Diagnostic> {
    let raw = raw_json(request.source_state.as_ref(), what)?;
    let foreign = || foreign(entry.type_name, &request.source_provider_address);
    let version = request.source_schema_version;
    let model = upgrade_resource_state::current(entry, version, raw, what, &foreign, diagnostics)?;
    if !is_ours(entry, &model) {
        return Err(foreign());
    }
    let identity = request.source_identity.filter(|raw| !raw.json.is_empty() && raw.json != "null");
    let identity = identity.filter(|_| entry.identity.is_some()).map(|raw| {
        let version = request.source_identity_schema_version;
        let what = format!("the identity of the {} that is moved", request.source_type_name);
        upgrade_resource_identity::current(entry, version, &raw.json, &what, diagnostics)
    });
    let private = Private::read(request.source_private, entry.type_name)?;
    Ok(StoredObject { model, identity: identity.transpose()?.flatten(), private })
}

/// Whether a state has any of what each of our objects must have: another provider may have a type of the same name.
fn is_ours<C>(entry: &ResourceEntry<C>, state: &Value) -> bool {
    let mut required =
        entry.shape.schema.attributes.iter().filter(|one| one.mode == Mode::Required).peekable();
    required.peek().is_none()
        || required.any(|one| {
            state.as_object().and_then(|state| state.get(one.name)).is_some_and(|value| !value.is_null())
        })
}

fn foreign(type_name: &str, source: &str) -> Diagnostic {
    Diagnostic::error(
        "This move is not supported",
        format!(
            "The state of the {type_name} of {source} has none of what a {type_name} of this provider must have, so that it \
             seems to be another provider's. Where {source} is a copy of this provider, `terraform state replace-provider` \
             from that address to this provider's takes the state over as it is. Otherwise use a `removed` block for the old \
             resource and an `import` block for the new one."
        ),
    )
}

/// What another type left, as the resource reads it.
fn other_type<C>(
    entry: &ResourceEntry<C>,
    request: Request,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Result<StoredObject<Value, Value>, Diagnostic> {
    let identity = request.source_identity.as_ref().filter(|raw| !raw.json.is_empty());
    let move_state = MoveState {
        state: parse(raw_json(request.source_state.as_ref(), what)?, what)?,
        identity: identity.map(|raw| parse(&raw.json, what)).transpose()?,
        identity_version: request.source_identity_schema_version,
        private: request.source_private,
        source_provider: request.source_provider_address,
        source_type: request.source_type_name,
        source_version: request.source_schema_version,
    };
    let mut saved = entry.block.move_state(move_state)?;
    settle(entry, "took over", &mut saved.model, diagnostics);
    saved.identity = settle_identity(entry, "took over", None, saved.identity, diagnostics);
    Ok(saved)
}
