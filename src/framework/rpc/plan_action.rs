//! PlanAction: asked in every plan that would invoke it; the configuration may hold unknowns.

use crate::framework::proto::plan_action::{Request, Response};
use crate::framework::rpc::Server;
use crate::framework::{Diagnostic, Diagnostics, Provider};

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let entry = server.registry.action(&request.action_type)?;
    let config = entry.read_config(request.config.as_ref())?;
    entry.refuse(&config, diagnostics)?;
    let capabilities = request.client_capabilities.as_ref();
    if let Some(deferred) = server.deferred(capabilities) {
        return Ok(Response { deferred: Some(deferred), ..Default::default() });
    }
    entry.block.plan(&server.context(capabilities), &config, diagnostics).await?;
    Ok(Response::default())
}
