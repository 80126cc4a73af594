//! ValidateActionConfig: checks an action's block; it may hold unknowns, and nothing is configured yet.

use crate::framework::proto::validate_action_config::{Request, Response};
use crate::framework::rpc::Server;
use crate::framework::{Diagnostic, Diagnostics, Provider};

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let entry = server.registry.action(&request.action_type)?;
    let config = entry.read_config(request.config.as_ref())?;
    entry.validate(&config, false, diagnostics);
    Ok(Response::default())
}
