//! UpgradeResourceIdentity: a stored identity in the current shape. Asked only when the versions differ.

use crate::framework::proto::upgrade_resource_identity::{Request, Response};
use crate::framework::rpc::Server;
use crate::framework::rpc::stored::{encode_identity, settle_identity};
use crate::framework::rpc::upgrade_resource_state::{newer, not_nothing, parse, raw_json};
use crate::framework::{Diagnostic, Diagnostics, Provider, message};

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let entry = server.registry.resource(&request.type_name)?;
    let Some(identity) = &entry.identity else {
        return Err(Diagnostic::error(
            "This resource has no identity",
            format!("A {} has no identity that could be upgraded.", entry.type_name),
        ));
    };
    let what = format!("the stored identity of a {}", entry.type_name);
    let raw = raw_json(request.raw_identity.as_ref(), &what)?;
    let current = identity.schema.version;
    let value = if request.version == current {
        message::read_json(raw, &identity.ty, &what)?
    } else if request.version < current {
        let upgraded = entry.block.upgrade_identity(request.version, parse(raw, &what)?)?;
        not_nothing(&upgraded, &what)?;
        message::read_json(upgraded.to_string().as_bytes(), &identity.ty, &what)?
    } else {
        return Err(newer(&what, request.version, current));
    };
    let value = settle_identity(entry, "upgraded", Some(value), diagnostics);
    let upgraded_identity = encode_identity(entry, value.as_ref(), diagnostics);
    Ok(Response { upgraded_identity, ..Default::default() })
}
