//! A provider that is asked about configurations.

use terraform_provider_td::framework::proto::provider_client::ProviderClient;
use terraform_provider_td::framework::proto::{
    self, ClientCapabilities, Diagnostic, DynamicValue, get_provider_schema, invoke_action, plan_action,
    validate_action_config, validate_data_resource_config, validate_list_resource_config,
    validate_provider_config, validate_resource_config,
};
use terraform_provider_td::wire::Value;
use tonic::service::Routes;

use super::block::{Block, Kind};
use crate::messages::clock;
use crate::provider::{Provider, encode};
use crate::td::Td;

/// A configured connection, and all schemas.
pub(super) struct Asked {
    pub(super) client: ProviderClient<Routes>,
    pub(super) td: Td,
    pub(super) provider: Provider,
    schemas: get_provider_schema::Response,
    /// Whether the host keeps write-only values out of state.
    pub(super) write_only: bool,
}

impl Asked {
    pub(super) async fn new() -> Self {
        let provider = Provider::new(&clock());
        let td = Td::start(&clock(), &[]).await;
        let mut client = provider.connect(&td.url()).await.client;
        let schemas = client.get_provider_schema(get_provider_schema::Request::default()).await;
        let schemas = schemas.expect("schemas").into_inner();
        assert_eq!(schemas.diagnostics, [], "the schemas are no schemas");
        Self { client, td, provider, schemas, write_only: true }
    }

    /// Everything that has a schema.
    pub(super) fn blocks(&self) -> Vec<Block> {
        let all = &self.schemas;
        let own = Block::new(Kind::Provider, "td", all.provider.as_ref().expect("a provider has a schema"));
        let mut blocks = vec![own];
        blocks.extend(all.resource_schemas.iter().map(|(name, one)| Block::new(Kind::Resource, name, one)));
        blocks.extend(
            all.data_source_schemas.iter().map(|(name, one)| Block::new(Kind::DataSource, name, one)),
        );
        blocks.extend(
            all.list_resource_schemas.iter().map(|(name, one)| Block::new(Kind::ListResource, name, one)),
        );
        blocks.extend(all.action_schemas.iter().map(|(name, one)| {
            Block::new(Kind::Action, name, one.schema.as_ref().expect("an action has a schema"))
        }));
        blocks
    }

    /// What validation says of a configuration.
    pub(super) async fn validate(&mut self, block: &Block, config: &Value) -> Vec<Diagnostic> {
        let (type_name, client) = (block.type_name.clone(), &mut self.client);
        let config = Some(encode(config, &block.ty()));
        match block.kind {
            Kind::Provider => {
                let request = validate_provider_config::Request { config };
                client.validate_provider_config(request).await.expect("an answer").into_inner().diagnostics
            }
            Kind::Resource => {
                let client_capabilities = Some(ClientCapabilities {
                    write_only_attributes_allowed: self.write_only,
                    ..Default::default()
                });
                let request = validate_resource_config::Request { type_name, config, client_capabilities };
                client.validate_resource_config(request).await.expect("an answer").into_inner().diagnostics
            }
            Kind::DataSource => {
                let request = validate_data_resource_config::Request { type_name, config };
                client
                    .validate_data_resource_config(request)
                    .await
                    .expect("an answer")
                    .into_inner()
                    .diagnostics
            }
            Kind::ListResource => {
                let request =
                    validate_list_resource_config::Request { type_name, config, ..Default::default() };
                client
                    .validate_list_resource_config(request)
                    .await
                    .expect("an answer")
                    .into_inner()
                    .diagnostics
            }
            Kind::Action => {
                let request = validate_action_config::Request { action_type: type_name, config };
                client.validate_action_config(request).await.expect("an answer").into_inner().diagnostics
            }
        }
    }

    pub(super) async fn plan_action(&mut self, block: &Block, config: &Value) -> Vec<Diagnostic> {
        let request = plan_action::Request {
            action_type: block.type_name.clone(),
            config: Some(encode(config, &block.ty())),
            ..Default::default()
        };
        self.client.plan_action(request).await.expect("an answer").into_inner().diagnostics
    }

    pub(super) async fn invoke(&mut self, block: &Block, config: &Value) -> Vec<Diagnostic> {
        let request = invoke_action::Request {
            action_type: block.type_name.clone(),
            config: Some(encode(config, &block.ty())),
            ..Default::default()
        };
        let mut events = self.client.invoke_action(request).await.expect("an answer").into_inner();
        let mut found = Vec::new();
        while let Some(event) = events.message().await.expect("an event") {
            if let Some(proto::invoke_action::event::Type::Completed(end)) = event.r#type {
                found.extend(end.diagnostics);
            }
        }
        found
    }

    /// What the configuration of the provider says, on a connection of its own.
    pub(super) async fn configure(&self, config: DynamicValue) -> (ProviderClient<Routes>, Vec<Diagnostic>) {
        let mut client = self.provider.unconfigured();
        let request = proto::configure_provider::Request {
            terraform_version: "1.15.5".into(),
            config: Some(config),
            ..Default::default()
        };
        let answer = client.configure_provider(request).await.expect("an answer").into_inner();
        (client, answer.diagnostics)
    }
}
