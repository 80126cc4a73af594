//! GetResourceIdentitySchemas: what names each resource's objects (Terraform 1.12 and later).

use crate::framework::proto::get_resource_identity_schemas::{Request, Response};
use crate::framework::rpc::Server;
use crate::framework::{Diagnostic, Diagnostics, Provider, proto_convert};

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    _: Request,
    _: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let identities = server.registry.resources.iter().filter_map(|(name, entry)| {
        let identity = entry.identity.as_ref()?;
        Some(((*name).into(), proto_convert::identity_schema(&identity.schema)))
    });
    Ok(Response { identity_schemas: identities.collect(), ..Default::default() })
}
