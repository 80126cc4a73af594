//! ConfigureProvider: makes this connection's client.

use crate::framework::erased::typed;
use crate::framework::proto::configure_provider::{Request, Response};
use crate::framework::rpc::Server;
use crate::framework::{Configure, Diagnostic, Diagnostics, Provider, message};

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    // Whatever fails below leaves no client of an earlier configuration behind.
    server.configure(None, false);
    let registry = &server.registry;
    let config = message::read(request.config.as_ref(), &registry.config.ty, "the provider's configuration")?;
    let unknown = !config.is_wholly_known();
    let config = if config.is_null() { crate::framework::Model::null() } else { typed(&config)? };
    let configure = Configure { config: &config, terraform_version: &request.terraform_version };
    let client = registry.provider.configure(configure, diagnostics).await;
    server.configure(client, unknown);
    Ok(Response::default())
}
