//! ValidateResourceConfig: checks a resource's block; it may hold unknowns, and nothing is configured yet.

use crate::framework::proto::validate_resource_config::{Request, Response};
use crate::framework::rpc::Server;
use crate::framework::{Diagnostic, Diagnostics, Provider};

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let entry = server.registry.resource(&request.type_name)?;
    let config = entry.read_config(request.config.as_ref())?;
    let write_only_allowed =
        request.client_capabilities.is_some_and(|client| client.write_only_attributes_allowed);
    entry.validate(&config, write_only_allowed, diagnostics);
    Ok(Response::default())
}
