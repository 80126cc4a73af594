//! The floor of `td_schedule`: the same schema over the same transport, and every RPC answered with the bytes it got.

use std::sync::Arc;

use terraform_provider_td::framework::proto::provider_client::ProviderClient;
use terraform_provider_td::framework::proto::provider_server::{Provider, ProviderServer};
use terraform_provider_td::framework::proto::{self, DynamicValue, ResourceIdentityData};
use terraform_provider_td::framework::{Registry, routes};
use terraform_provider_td::plugin;
use terraform_provider_td::provider::TdProvider;
use terraform_provider_td::wire::{Object, ObjectType, Type, Value, msgpack};
use tonic::service::Routes;
use tonic::{Request, Response, Status};

use crate::Outcome;

/// Serves the Terraform process that started this one. The role says what is left out of the schema, to see what that
/// costs Terraform: `echo` nothing, `echo-undescribed` descriptions, `echo-flat` nested attributes, `echo-small` all that
/// need not be written.
pub(crate) fn serve(role: &str) -> Outcome<()> {
    let leave_out = LeaveOut::of(role);
    plugin::run(plugin::serve(move |connection| {
        let real =
            ProviderClient::new(routes(Arc::new(Registry::new(TdProvider::default())), connection.stop))
                .max_decoding_message_size(usize::MAX);
        let echo = Echo { real, identity: identity(), leave_out };
        Routes::new(ProviderServer::new(echo).max_decoding_message_size(usize::MAX))
    }))??;
    Ok(())
}

/// Answers with what it got; only for schemas it asks the real provider.
struct Echo {
    real: ProviderClient<Routes>,
    /// Some identity, for what has none yet.
    identity: Option<ResourceIdentityData>,
    leave_out: LeaveOut,
}

/// What the schema goes without.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LeaveOut {
    Nothing,
    Descriptions,
    Nested,
    Unwritten,
}

impl LeaveOut {
    fn of(role: &str) -> Self {
        match role {
            "echo-undescribed" => Self::Descriptions,
            "echo-flat" => Self::Nested,
            "echo-small" => Self::Unwritten,
            _ => Self::Nothing,
        }
    }

    fn from(self, schema: &mut proto::Schema) {
        let Some(block) = &mut schema.block else { return };
        match self {
            Self::Nothing => {}
            Self::Descriptions => block.attributes.iter_mut().for_each(|one| one.description.clear()),
            Self::Nested => block.attributes.retain(|one| one.nested_type.is_none()),
            Self::Unwritten => block.attributes.retain(|one| one.required || one.name == "cron"),
        }
    }
}

fn identity() -> Option<ResourceIdentityData> {
    let names = ["account_id", "endpoint", "name"];
    let ty = Type::Object(Arc::new(ObjectType::new(names.map(|name| (name, Type::String)))));
    let value = Value::Object(Object::new(names.map(|name| (name, Value::from(name)))));
    let msgpack = msgpack::encode(&value, &ty).ok()?;
    let identity_data = Some(DynamicValue { msgpack: msgpack.into(), ..Default::default() });
    Some(ResourceIdentityData { identity_data })
}

#[tonic::async_trait]
impl Provider for Echo {
    async fn get_provider_schema(
        &self,
        request: Request<proto::get_provider_schema::Request>,
    ) -> Result<Response<proto::get_provider_schema::Response>, Status> {
        let mut response = self.real.clone().get_provider_schema(request.into_inner()).await?;
        response.get_mut().resource_schemas.values_mut().for_each(|schema| self.leave_out.from(schema));
        Ok(response)
    }

    async fn get_resource_identity_schemas(
        &self,
        request: Request<proto::get_resource_identity_schemas::Request>,
    ) -> Result<Response<proto::get_resource_identity_schemas::Response>, Status> {
        self.real.clone().get_resource_identity_schemas(request.into_inner()).await
    }

    async fn validate_provider_config(
        &self,
        _: Request<proto::validate_provider_config::Request>,
    ) -> Result<Response<proto::validate_provider_config::Response>, Status> {
        Ok(Response::new(Default::default()))
    }

    async fn validate_resource_config(
        &self,
        _: Request<proto::validate_resource_config::Request>,
    ) -> Result<Response<proto::validate_resource_config::Response>, Status> {
        Ok(Response::new(Default::default()))
    }

    async fn configure_provider(
        &self,
        _: Request<proto::configure_provider::Request>,
    ) -> Result<Response<proto::configure_provider::Response>, Status> {
        Ok(Response::new(Default::default()))
    }

    async fn upgrade_resource_state(
        &self,
        request: Request<proto::upgrade_resource_state::Request>,
    ) -> Result<Response<proto::upgrade_resource_state::Response>, Status> {
        let json = request.into_inner().raw_state.unwrap_or_default().json;
        let upgraded_state = Some(DynamicValue { json, ..Default::default() });
        Ok(Response::new(proto::upgrade_resource_state::Response { upgraded_state, ..Default::default() }))
    }

    async fn upgrade_resource_identity(
        &self,
        _: Request<proto::upgrade_resource_identity::Request>,
    ) -> Result<Response<proto::upgrade_resource_identity::Response>, Status> {
        Ok(Response::new(proto::upgrade_resource_identity::Response {
            upgraded_identity: self.identity.clone(),
            ..Default::default()
        }))
    }

    async fn read_resource(
        &self,
        request: Request<proto::read_resource::Request>,
    ) -> Result<Response<proto::read_resource::Response>, Status> {
        let request = request.into_inner();
        Ok(Response::new(proto::read_resource::Response {
            new_state: request.current_state,
            private: request.private,
            new_identity: request.current_identity,
            ..Default::default()
        }))
    }

    async fn plan_resource_change(
        &self,
        request: Request<proto::plan_resource_change::Request>,
    ) -> Result<Response<proto::plan_resource_change::Response>, Status> {
        let request = request.into_inner();
        Ok(Response::new(proto::plan_resource_change::Response {
            planned_state: request.proposed_new_state,
            planned_private: request.prior_private,
            planned_identity: request.prior_identity,
            ..Default::default()
        }))
    }

    async fn apply_resource_change(
        &self,
        request: Request<proto::apply_resource_change::Request>,
    ) -> Result<Response<proto::apply_resource_change::Response>, Status> {
        let request = request.into_inner();
        Ok(Response::new(proto::apply_resource_change::Response {
            new_state: request.planned_state,
            private: request.planned_private,
            new_identity: request.planned_identity.or_else(|| self.identity.clone()),
            ..Default::default()
        }))
    }

    async fn stop_provider(
        &self,
        _: Request<proto::stop_provider::Request>,
    ) -> Result<Response<proto::stop_provider::Response>, Status> {
        Ok(Response::new(Default::default()))
    }
}
