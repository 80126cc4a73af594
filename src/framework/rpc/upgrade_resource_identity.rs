//! UpgradeResourceIdentity: a stored identity in the current shape. Asked only when the versions differ.

use crate::framework::proto::upgrade_resource_identity::{Request, Response};
use crate::framework::registry::ResourceEntry;
use crate::framework::rpc::Server;
use crate::framework::rpc::response_state::{encode_identity, settle_identity};
use crate::framework::rpc::upgrade_resource_state::{lost, newer, parse, raw_json};
use crate::framework::{Diagnostic, Diagnostics, Provider, consistency, proto_convert};
use crate::wire::Value;

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let entry = server.registry.resource(&request.type_name)?;
    let what = format!("the stored identity of a {}", entry.type_name);
    let raw = raw_json(request.raw_identity.as_ref(), &what)?;
    let value = current(entry, request.version, raw, &what, diagnostics)?;
    let upgraded_identity = encode_identity(entry, value.as_ref(), diagnostics);
    Ok(Response { upgraded_identity, ..Default::default() })
}

/// An identity of some version in the current shape.
pub(super) fn current<C>(
    entry: &ResourceEntry<C>,
    version: i64,
    raw: &[u8],
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Value>, Diagnostic> {
    let Some(identity) = &entry.identity else {
        return Err(Diagnostic::error(
            "This resource has no identity",
            format!("A {} has no identity that could be upgraded.", entry.type_name),
        ));
    };
    let current = identity.schema.version;
    let value = if version == current {
        proto_convert::read_json(raw, &identity.ty, what)?
    } else if version < current {
        let upgraded = entry.block.upgrade_identity(version, parse(raw, what)?)?;
        proto_convert::read_json(upgraded.to_string().as_bytes(), &identity.ty, what)?
    } else {
        return Err(newer(what, version, current));
    };
    if consistency::names_nothing(&value) {
        return Err(lost(what, version));
    }
    Ok(settle_identity(entry, "upgraded", None, Some(value), diagnostics))
}
