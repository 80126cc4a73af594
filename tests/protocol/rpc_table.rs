//! The RPCs that take values of a schema: how to ask, and where the answer has its diagnostics.

use prost::Message;

use crate::tfplugin6::*;

/// One of them.
pub(crate) struct Rpc {
    pub(crate) name: &'static str,
    /// How many values it takes.
    pub(crate) values: usize,
    /// The request for a type by its name with these values.
    pub(crate) request: fn(&str, &[Option<DynamicValue>]) -> Vec<u8>,
    /// The diagnostics of one message of the answer.
    pub(crate) diagnostics: fn(&[u8]) -> Vec<Diagnostic>,
}

/// `rpc!(module, values { fields })`: `name` and `v` are the type's name and the values.
macro_rules! rpc {
    ($name:literal, $module:ident, $values:literal, |$type:ident, $v:ident| { $($fields:tt)* }) => {
        Rpc {
            name: $name,
            values: $values,
            request: |name, values| {
                let ($type, $v) = (name.to_owned(), values);
                let _ = &$v;
                $module::Request { $($fields)* }.encode_to_vec()
            },
            diagnostics: |answer| $module::Response::decode(answer).expect("an answer").diagnostics,
        }
    };
}

/// Of the provider's own block.
pub(crate) fn of_provider() -> Vec<Rpc> {
    vec![
        rpc!("ValidateProviderConfig", validate_provider_config, 1, |_name, v| { config: v[0].clone() }),
        rpc!("ConfigureProvider", configure_provider, 1, |_name, v| {
            config: v[0].clone(), terraform_version: "1.11.4".to_owned(), ..Default::default() }),
    ]
}

/// Of a resource.
pub(crate) fn of_resource() -> Vec<Rpc> {
    vec![
        rpc!("ValidateResourceConfig", validate_resource_config, 1, |name, v| {
            type_name: name, config: v[0].clone(), ..Default::default() }),
        rpc!("ReadResource", read_resource, 1, |name, v| { type_name: name, current_state: v[0].clone(), ..Default::default() }),
        rpc!("PlanResourceChange", plan_resource_change, 3, |name, v| {
            type_name: name, prior_state: v[0].clone(), proposed_new_state: v[1].clone(), config: v[2].clone(), ..Default::default() }),
        rpc!("ApplyResourceChange", apply_resource_change, 3, |name, v| {
            type_name: name, prior_state: v[0].clone(), planned_state: v[1].clone(), config: v[2].clone(), ..Default::default() }),
        rpc!("GenerateResourceConfig", generate_resource_config, 1, |name, v| {
            type_name: name, state: v[0].clone()
        }),
    ]
}

/// Of a data source.
pub(crate) fn of_data_source() -> Vec<Rpc> {
    vec![
        rpc!("ValidateDataResourceConfig", validate_data_resource_config, 1, |name, v| {
            type_name: name, config: v[0].clone()
        }),
        rpc!("ReadDataSource", read_data_source, 1, |name, v| { type_name: name, config: v[0].clone(), ..Default::default() }),
    ]
}

/// Of an action; its config may hold what a plan does not know, but nothing that can't be read.
pub(crate) fn of_action() -> Vec<Rpc> {
    vec![
        rpc!("ValidateActionConfig", validate_action_config, 1, |name, v| {
            action_type: name, config: v[0].clone()
        }),
        rpc!("PlanAction", plan_action, 1, |name, v| { action_type: name, config: v[0].clone(), ..Default::default() }),
        Rpc {
            name: "InvokeAction",
            values: 1,
            request: |name, v| {
                let (action_type, config) = (name.to_owned(), v[0].clone());
                invoke_action::Request { action_type, config, ..Default::default() }.encode_to_vec()
            },
            diagnostics: |answer| {
                let event = invoke_action::Event::decode(answer).expect("an event");
                match event.r#type.expect("an empty event crashes Terraform") {
                    invoke_action::event::Type::Progress(progress) => {
                        assert!(!progress.message.is_empty());
                        Vec::new()
                    }
                    invoke_action::event::Type::Completed(completed) => completed.diagnostics,
                }
            },
        },
    ]
}

/// Of a list.
pub(crate) fn of_list() -> Vec<Rpc> {
    vec![
        rpc!("ValidateListResourceConfig", validate_list_resource_config, 1, |name, v| {
            type_name: name, config: v[0].clone(), ..Default::default()
        }),
        Rpc {
            name: "ListResource",
            values: 1,
            request: |name, v| {
                let (type_name, config) = (name.to_owned(), v[0].clone());
                list_resource::Request { type_name, config, include_resource_object: true, limit: 100 }
                    .encode_to_vec()
            },
            diagnostics: |answer| list_resource::Event::decode(answer).expect("an event").diagnostic,
        },
    ]
}

/// Of a resource as it is stored: any text in place of a state's JSON.
pub(crate) fn stored(type_name: &str, json: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let raw = Some(RawState { json: json.to_vec().into(), flatmap: Default::default() });
    let upgrade = upgrade_resource_state::Request {
        type_name: type_name.to_owned(),
        version: 0,
        raw_state: raw.clone(),
    };
    let identity = upgrade_resource_identity::Request {
        type_name: type_name.to_owned(),
        version: 0,
        raw_identity: raw.clone(),
    };
    let moved = move_resource_state::Request {
        source_provider_address: "registry.terraform.io/somebody/else".to_owned(),
        source_type_name: type_name.to_owned(),
        source_state: raw.clone(),
        target_type_name: type_name.to_owned(),
        source_identity: raw,
        ..Default::default()
    };
    vec![
        ("UpgradeResourceState", upgrade.encode_to_vec()),
        ("UpgradeResourceIdentity", identity.encode_to_vec()),
        ("MoveResourceState", moved.encode_to_vec()),
    ]
}
