//! ValidateProviderConfig: checks the provider's block; it may hold unknowns.

use crate::framework::erased::typed;
use crate::framework::proto::validate_provider_config::{Request, Response};
use crate::framework::rpc::Server;
use crate::framework::{Diagnostic, Diagnostics, Provider, Validate, message};

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let registry = &server.registry;
    let config = message::read(request.config.as_ref(), &registry.config.ty, "the provider's configuration")?;
    let config = if config.is_null() { crate::framework::Model::null() } else { typed(&config)? };
    registry.provider.validate(Validate { config: &config, write_only_allowed: false }, diagnostics);
    Ok(Response::default())
}
