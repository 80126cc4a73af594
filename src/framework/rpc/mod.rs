//! One file an RPC: a request's message in, an answer's message out.

pub(crate) mod apply_resource_change;
pub(crate) mod call_function;
pub(crate) mod configure_provider;
pub(crate) mod generate_resource_config;
pub(crate) mod get_functions;
pub(crate) mod get_metadata;
pub(crate) mod get_provider_schema;
pub(crate) mod get_resource_identity_schemas;
pub(crate) mod import_resource_state;
pub(crate) mod invoke_action;
pub(crate) mod list_resource;
pub(crate) mod move_resource_state;
pub(crate) mod plan_action;
pub(crate) mod plan_resource_change;
pub(crate) mod read_data_source;
pub(crate) mod read_resource;
pub(crate) mod upgrade_resource_identity;
pub(crate) mod upgrade_resource_state;
pub(crate) mod validate_action_config;
pub(crate) mod validate_data_resource_config;
pub(crate) mod validate_list_resource_config;
pub(crate) mod validate_provider_config;
pub(crate) mod validate_resource_config;

mod response_state;
mod response_stream;
mod server;

pub(crate) use server::Server;
