//! ValidateProviderConfig: checks the provider's block; it may hold unknowns.

use crate::framework::proto::validate_provider_config::{Request, Response};
use crate::framework::rpc::Server;
use crate::framework::validation::{check, piecewise};
use crate::framework::{Diagnostic, Diagnostics, Provider, Registry, Validate, proto_convert};
use crate::wire::Value;

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let registry = &server.registry;
    let mut config = read(registry, request.config.as_ref())?;
    check("The provider", &registry.config, false, &mut config, diagnostics);
    if let Some(config) = piecewise(&config, &registry.config.ty, diagnostics) {
        let request = Validate { config: &config, write_only_allowed: false };
        registry.provider.validate(request, diagnostics);
    }
    Ok(Response::default())
}

/// Reads a provider's configuration; one without a block is one of nulls.
pub(super) fn read<P: Provider>(
    registry: &Registry<P>,
    config: Option<&crate::framework::proto::DynamicValue>,
) -> Result<Value, Diagnostic> {
    let config = proto_convert::read(config, &registry.config.ty, "the provider's configuration")?;
    Ok(registry.config.or_nulls(config))
}
