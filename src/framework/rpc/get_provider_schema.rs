//! GetProviderSchema: everything that can be written in HCL. Asked once a process, and without any configuration.

use crate::framework::proto::get_provider_schema::{Request, Response};
use crate::framework::rpc::Server;
use crate::framework::rpc::get_functions::functions;
use crate::framework::{Diagnostic, Diagnostics, Provider, proto, proto_convert};

/// What this server can do.
pub(crate) fn capabilities() -> proto::ServerCapabilities {
    proto::ServerCapabilities {
        plan_destroy: true,
        get_provider_schema_optional: true,
        // A resource that does not take over any other type says so in an error of its own.
        move_resource_state: true,
        generate_resource_config: true,
    }
}

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    _: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let registry = &server.registry;
    if cfg!(debug_assertions) {
        for problem in registry.problems() {
            diagnostics
                .push(Diagnostic::error("Bug in the provider: a schema that Terraform refuses", problem));
        }
    }
    Ok(Response {
        provider: Some(proto_convert::schema(&registry.config.schema)),
        resource_schemas: registry
            .resources
            .iter()
            .map(|(name, entry)| ((*name).into(), proto_convert::schema(&entry.shape.schema)))
            .collect(),
        data_source_schemas: registry
            .data_sources
            .iter()
            .map(|(name, entry)| ((*name).into(), proto_convert::schema(&entry.shape.schema)))
            .collect(),
        action_schemas: registry
            .actions
            .iter()
            .map(|(name, entry)| {
                let schema = Some(proto_convert::schema(&entry.shape.schema));
                ((*name).into(), proto::ActionSchema { schema })
            })
            .collect(),
        list_resource_schemas: registry
            .list_resources
            .iter()
            .map(|(name, entry)| ((*name).into(), proto_convert::schema(&entry.shape.schema)))
            .collect(),
        functions: functions(registry).collect(),
        server_capabilities: Some(capabilities()),
        ..Default::default()
    })
}
