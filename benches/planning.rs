//! The plan of a schedule that nobody touched, without transport: everything between the RPC's bytes.

use std::sync::Arc;

use terraform_provider_td::framework::proto::provider_client::ProviderClient;
use terraform_provider_td::framework::proto::{self, plan_resource_change};
use terraform_provider_td::framework::{Registry, routes};
use terraform_provider_td::provider::TdProvider;
use terraform_provider_td::wire::{Type, Value};
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;

use crate::Outcome;
use crate::driver::messages::{encode, nulls, object_type};
use crate::emulator::{KEY, query};

/// A configured provider, and what Terraform would ask it.
pub(crate) struct Planning {
    provider: ProviderClient<Routes>,
    request: plan_resource_change::Request,
}

impl Planning {
    /// No request is ever sent to Treasure Data: a plan that creates nothing needs none.
    pub(crate) async fn new() -> Outcome<Self> {
        let registry = Arc::new(Registry::new(TdProvider::default()));
        let mut provider = ProviderClient::new(routes(registry, CancellationToken::new()));
        let schema = provider.get_provider_schema(proto::get_provider_schema::Request {}).await?.into_inner();
        let ty = object_type(schema.provider.as_ref())?;
        let config = with(&ty, &[("api_key", KEY.into()), ("endpoint", "http://127.0.0.1:1".into())])?;
        let configure =
            proto::configure_provider::Request { config: Some(encode(&config, &ty)?), ..Default::default() };
        crate::driver::nothing_said(&provider.configure_provider(configure).await?.into_inner().diagnostics)?;

        let ty = object_type(schema.resource_schemas.get("td_schedule"))?;
        let written = [
            ("name", Value::from("bench")),
            ("type", "trino".into()),
            ("database", "sales".into()),
            ("query", Value::string(query(7, 1024))),
            ("cron", "0 3 * * *".into()),
        ];
        let filled = [
            ("timezone", Value::from("UTC")),
            ("delay", 0.into()),
            ("priority", 0.into()),
            ("retry_limit", 0.into()),
            ("enabled", true.into()),
            ("deletion_policy", "delete".into()),
            ("id", "bench".into()),
            ("account_id", "1".into()),
            ("schedule_id", 7.into()),
            ("created_at", "2026-01-01T00:00:00Z".into()),
            ("user_name", "bench".into()),
            ("result_target", "".into()),
        ];
        let state = Some(encode(&with(&ty, &[written.as_slice(), &filled].concat())?, &ty)?);
        let request = plan_resource_change::Request {
            type_name: "td_schedule".to_owned(),
            prior_state: state.clone(),
            proposed_new_state: state,
            config: Some(encode(&with(&ty, &written)?, &ty)?),
            ..Default::default()
        };
        let planning = Self { provider, request };
        let planned = planning.plan().await?;
        crate::driver::nothing_said(&planned.diagnostics)?;
        if planned.planned_state == planning.request.prior_state {
            Ok(planning)
        } else {
            Err("it changed".into())
        }
    }

    /// Plans it once.
    pub(crate) async fn plan(&self) -> Outcome<plan_resource_change::Response> {
        Ok(self.provider.clone().plan_resource_change(self.request.clone()).await?.into_inner())
    }
}

/// An object of these attributes; all others are null.
fn with(ty: &Type, attributes: &[(&str, Value)]) -> Outcome<Value> {
    let Value::Object(mut object) = nulls(ty)? else { return Err("no object".into()) };
    for (name, value) in attributes {
        *object.get_mut(name).ok_or("an attribute is missing")? = value.clone();
    }
    Ok(Value::Object(object))
}
