//! GetFunctions: the functions alone (asked by OpenTofu for names that the schema does not have).

use crate::framework::proto::get_functions::{Request, Response};
use crate::framework::rpc::Server;
use crate::framework::{Diagnostic, Diagnostics, Provider, Registry, proto, proto_convert};

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    _: Request,
    _: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    Ok(Response { functions: functions(&server.registry).collect(), ..Default::default() })
}

/// Every function by its name.
pub(crate) fn functions<P: Provider>(
    registry: &Registry<P>,
) -> impl Iterator<Item = (String, proto::Function)> {
    registry.functions.iter().map(|(name, entry)| ((*name).into(), proto_convert::function(&entry.signature)))
}
