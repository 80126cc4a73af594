//! What Terraform would send of each schedule, made from one that the provider has imported and planned.

use std::sync::Arc;

use prost::bytes::Bytes;
use terraform_provider_td::framework::proto::provider_client::ProviderClient;
use terraform_provider_td::framework::proto::{self, DynamicValue};
use terraform_provider_td::wire::{Object, ObjectType, Type, Value, json, msgpack};
use tonic::transport::Channel;

use crate::Outcome;
use crate::emulator::query;

/// What is written in HCL: all else of the configuration is null.
const WRITTEN: [&str; 5] = ["name", "type", "database", "query", "cron"];

/// The messages of any schedule.
pub(crate) struct Messages {
    ty: Type,
    /// A state that a plan leaves as it is.
    state: Object,
    /// What the provider remembers beside it.
    pub(crate) private: Bytes,
    provider_config: DynamicValue,
    query_bytes: usize,
}

/// One schedule's.
pub(crate) struct ScheduleMessages {
    /// The state as Terraform stored it.
    pub(crate) json: Bytes,
    /// The same as it is sent.
    pub(crate) state: DynamicValue,
    /// What is written in HCL.
    pub(crate) config: DynamicValue,
}

impl Messages {
    /// Imports the first schedule and plans it, which says what the state of a schedule is that nobody touched.
    pub(crate) async fn learn(provider: &mut ProviderClient<Channel>, query_bytes: usize) -> Outcome<Self> {
        let schema = provider.get_provider_schema(proto::get_provider_schema::Request {}).await?.into_inner();
        let provider_type = object_type(schema.provider.as_ref())?;
        let ty = object_type(schema.resource_schemas.get("td_schedule"))?;
        let provider_config = encode(&nulls(&provider_type)?, &provider_type)?;
        let mut messages =
            Self { ty, state: Object::default(), private: Bytes::new(), provider_config, query_bytes };
        messages.configure(provider).await?;
        let type_name = || "td_schedule".to_owned();
        let import = proto::import_resource_state::Request {
            type_name: type_name(),
            id: "bench-0".to_owned(),
            ..Default::default()
        };
        let imported = provider.import_resource_state(import).await?.into_inner();
        let imported = imported.imported_resources.into_iter().next().ok_or("nothing was imported")?;
        let read = proto::read_resource::Request {
            type_name: type_name(),
            current_state: imported.state,
            private: imported.private,
            ..Default::default()
        };
        let read = provider.read_resource(read).await?.into_inner();
        let prior = read.new_state.ok_or("nothing was read")?;
        messages.state = messages.object(&prior)?;
        let plan = proto::plan_resource_change::Request {
            type_name: type_name(),
            prior_state: Some(prior.clone()),
            proposed_new_state: Some(prior),
            config: Some(messages.schedule(0)?.config),
            prior_private: read.private,
            ..Default::default()
        };
        let plan = provider.plan_resource_change(plan).await?.into_inner();
        messages.state = messages.object(&plan.planned_state.ok_or("nothing was planned")?)?;
        messages.private = plan.planned_private;
        Ok(messages)
    }

    /// Configures a provider from its environment, as an empty provider block does.
    pub(crate) async fn configure(&self, provider: &mut ProviderClient<Channel>) -> Outcome<()> {
        let request = proto::configure_provider::Request {
            terraform_version: "1.11.4".to_owned(),
            config: Some(self.provider_config.clone()),
            ..Default::default()
        };
        super::nothing_said(&provider.configure_provider(request).await?.into_inner().diagnostics)
    }

    /// The messages of the schedule with this number, counted from 0.
    pub(crate) fn schedule(&self, index: usize) -> Outcome<ScheduleMessages> {
        let mut state = self.state.clone();
        let name = Value::string(format!("bench-{index}"));
        let number = i64::try_from(1000 + index)?;
        for (attribute, value) in [
            ("name", name.clone()),
            ("id", name),
            ("schedule_id", Value::integer(number)),
            ("query", Value::string(query(index, self.query_bytes))),
        ] {
            *state.get_mut(attribute).ok_or("an attribute is missing")? = value;
        }
        let written = |name: &str, value: &Value| {
            if WRITTEN.contains(&name) { value.clone() } else { Value::Null }
        };
        let config = Object::new(state.iter().map(|(name, value)| (Arc::clone(name), written(name, value))));
        let state = Value::Object(state);
        Ok(ScheduleMessages {
            json: json::encode(&state, &self.ty)?.into(),
            state: encode(&state, &self.ty)?,
            config: encode(&Value::Object(config), &self.ty)?,
        })
    }

    fn object(&self, value: &DynamicValue) -> Outcome<Object> {
        match msgpack::decode(&value.msgpack, &self.ty)? {
            Value::Object(object) => Ok(object),
            _ => Err("no object".into()),
        }
    }
}

pub(crate) fn encode(value: &Value, ty: &Type) -> Outcome<DynamicValue> {
    Ok(DynamicValue { msgpack: msgpack::encode(value, ty)?.into(), ..Default::default() })
}

pub(crate) fn nulls(ty: &Type) -> Outcome<Value> {
    let Type::Object(ty) = ty else { return Err("no object".into()) };
    let nulls = ty.attributes().iter().map(|(name, _)| (Arc::clone(name), Value::Null));
    Ok(Value::Object(Object::new(nulls)))
}

pub(crate) fn object_type(schema: Option<&proto::Schema>) -> Outcome<Type> {
    let block = schema.and_then(|schema| schema.block.as_ref()).ok_or("a schema is missing")?;
    attributes_type(&block.attributes)
}

fn attributes_type(attributes: &[proto::schema::Attribute]) -> Outcome<Type> {
    let one = |attribute: &proto::schema::Attribute| {
        let ty = match &attribute.nested_type {
            Some(nested) => attributes_type(&nested.attributes)?,
            None => Type::from_json(&attribute.r#type)?,
        };
        Ok((attribute.name.clone(), ty))
    };
    let types: Outcome<Vec<(String, Type)>> = attributes.iter().map(one).collect();
    Ok(Type::Object(Arc::new(ObjectType::new(types?))))
}
