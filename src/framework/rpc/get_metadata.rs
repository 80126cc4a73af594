//! GetMetadata: the names of all that is offered (asked by multiplexers, never by Terraform).

use crate::framework::proto::get_metadata::{FunctionName, Request, Response, TypeName};
use crate::framework::rpc::{Server, get_provider_schema::capabilities};
use crate::framework::{Diagnostic, Diagnostics, Provider};

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    _: Request,
    _: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let name = |name: &&'static str| TypeName { type_name: (*name).into() };
    Ok(Response {
        server_capabilities: Some(capabilities()),
        resources: server.registry.resources.keys().map(name).collect(),
        data_sources: server.registry.data_sources.keys().map(name).collect(),
        actions: server.registry.actions.keys().map(name).collect(),
        list_resources: server.registry.list_resources.keys().map(name).collect(),
        functions: server
            .registry
            .functions
            .keys()
            .map(|name| FunctionName { name: (*name).into() })
            .collect(),
        ..Default::default()
    })
}
