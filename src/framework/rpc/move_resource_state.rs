//! MoveResourceState: takes over another type's object (a `moved` block). Unconfigured; a read follows.

use crate::framework::proto::move_resource_state::{Request, Response};
use crate::framework::rpc::Server;
use crate::framework::rpc::stored::{encode, encode_identity, settle, settle_identity};
use crate::framework::rpc::upgrade_resource_state::{parse, raw_json};
use crate::framework::{Diagnostic, Diagnostics, Provider, TakeOver};

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let entry = server.registry.resource(&request.target_type_name)?;
    let what = format!("the state of the {} that is moved", request.source_type_name);
    let identity = request.source_identity.as_ref().filter(|raw| !raw.json.is_empty());
    let take_over = TakeOver {
        state: parse(raw_json(request.source_state.as_ref(), &what)?, &what)?,
        identity: identity.map(|raw| parse(&raw.json, &what)).transpose()?,
        source_provider: request.source_provider_address,
        source_type: request.source_type_name,
        source_version: request.source_schema_version,
    };
    let mut saved = entry.block.take_over(take_over)?;
    settle(entry, "took over", &mut saved.model, diagnostics);
    let identity = settle_identity(entry, "took over", saved.identity, diagnostics);
    Ok(Response {
        target_state: encode(&saved.model, &entry.shape.ty, &what, diagnostics),
        target_private: saved.private.into_bytes(),
        target_identity: encode_identity(entry, identity.as_ref(), diagnostics),
        ..Default::default()
    })
}
