//! As much of Terraform's core as one type of resource needs: state, refresh, plan, apply.

use std::collections::BTreeMap;

use bytes::Bytes;
use terraform_provider_td::framework::proto::{
    self, ClientCapabilities, ResourceIdentityData, apply_resource_change, plan_resource_change,
    read_resource, upgrade_resource_state, validate_resource_config,
};
use terraform_provider_td::wire::{Object, Value, json};

use crate::provider::{Connection, Provider, TYPE, decode, encode, errors};
use crate::rules::{assert_keeps, assert_plan_is_valid, difference, proposed};

/// What Terraform stores of one resource.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stored {
    pub(crate) state: Object,
    pub(crate) private: Bytes,
    pub(crate) identity: Option<ResourceIdentityData>,
}

/// By address.
pub(crate) type State = BTreeMap<usize, Stored>;

/// One change of a plan.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    prior: Option<Stored>,
    config: Option<Object>,
    planned: Option<Object>,
    private: Bytes,
    identity: Option<ResourceIdentityData>,
}

impl Change {
    /// The attributes that change; None for a create or a destroy.
    pub(crate) fn differs_in(&self) -> Option<Vec<String>> {
        Some(difference(&self.prior.as_ref()?.state, self.planned.as_ref()?))
    }

    fn is_none(&self) -> bool {
        self.differs_in().is_some_and(|all| all.is_empty())
    }
}

/// A plan: the state as a refresh found it, and the changes that do something.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) refreshed: State,
    pub(crate) changes: BTreeMap<usize, Change>,
}

/// Plans; the errors where it fails. `order` says which resource comes first.
pub(crate) async fn plan(
    provider: &Provider,
    endpoint: &str,
    state: &State,
    configs: &BTreeMap<usize, BTreeMap<&'static str, Value>>,
    order: &[usize],
) -> Result<Plan, Vec<String>> {
    let mut connection = provider.connect(endpoint).await;
    let mut failed = Vec::new();
    let (mut refreshed, mut changes) = (State::new(), BTreeMap::new());
    for address in order {
        let prior = match state.get(address) {
            Some(stored) => read(&mut connection, stored).await,
            None => None,
        };
        if let Some(prior) = &prior {
            refreshed.insert(*address, prior.clone());
        }
        let config = configs.get(address).map(|given| connection.schema.object(given));
        if prior.is_none() && config.is_none() {
            continue;
        }
        match change(&mut connection, prior, config, false).await {
            Ok(change) if change.is_none() => {}
            Ok(change) => {
                changes.insert(*address, change);
            }
            Err(errors) => failed.extend(errors),
        }
    }
    if failed.is_empty() { Ok(Plan { refreshed, changes }) } else { Err(failed) }
}

/// Loads one resource and reads it.
async fn read(connection: &mut Connection, stored: &Stored) -> Option<Stored> {
    let ty = connection.schema.ty.clone();
    let value = Value::Object(stored.state.clone());
    let text = json::encode(&value, &ty).expect("a state is known");
    let raw = proto::RawState { json: text.into(), ..Default::default() };
    let request =
        upgrade_resource_state::Request { type_name: TYPE.into(), version: 0, raw_state: Some(raw) };
    let loaded = connection.client.upgrade_resource_state(request).await.expect("an answer").into_inner();
    assert_eq!(errors(&loaded.diagnostics), Vec::<String>::new(), "loading");
    assert_eq!(decode(loaded.upgraded_state.as_ref(), &ty).as_ref(), Some(&stored.state), "loading");
    let request = read_resource::Request {
        type_name: TYPE.into(),
        current_state: Some(encode(&value, &ty)),
        private: stored.private.clone(),
        current_identity: stored.identity.clone(),
        ..Default::default()
    };
    let answer = connection.client.read_resource(request).await.expect("an answer").into_inner();
    assert_eq!(errors(&answer.diagnostics), Vec::<String>::new(), "reading");
    let state = decode(answer.new_state.as_ref(), &ty)?;
    Some(Stored { state, private: answer.private, identity: answer.new_identity })
}

/// Plans one resource, in a plan or once more in an apply.
async fn change(
    connection: &mut Connection,
    prior: Option<Stored>,
    config: Option<Object>,
    in_apply: bool,
) -> Result<Change, Vec<String>> {
    let (ty, schema) = (connection.schema.ty.clone(), connection.schema.clone());
    let of = |object: Option<&Object>| {
        Some(encode(&object.map_or(Value::Null, |object| Value::Object(object.clone())), &ty))
    };
    let capabilities = ClientCapabilities {
        deferral_allowed: in_apply,
        write_only_attributes_allowed: true,
        ..Default::default()
    };
    if let Some(config) = &config {
        let request = validate_resource_config::Request {
            type_name: TYPE.into(),
            config: of(Some(config)),
            client_capabilities: Some(capabilities),
        };
        let answer =
            connection.client.validate_resource_config(request).await.expect("an answer").into_inner();
        assert_eq!(errors(&answer.diagnostics), Vec::<String>::new(), "validating {config:?}");
    }
    let before = prior.as_ref().map(|prior| &prior.state);
    let request = plan_resource_change::Request {
        type_name: TYPE.into(),
        prior_state: of(before),
        proposed_new_state: of(config.as_ref().map(|config| proposed(&schema, before, config)).as_ref()),
        config: of(config.as_ref()),
        prior_private: prior.as_ref().map(|prior| prior.private.clone()).unwrap_or_default(),
        prior_identity: prior.as_ref().and_then(|prior| prior.identity.clone()),
        client_capabilities: Some(capabilities),
        ..Default::default()
    };
    let answer = connection.client.plan_resource_change(request).await.expect("an answer").into_inner();
    let failed = errors(&answer.diagnostics);
    if !failed.is_empty() {
        return Err(failed);
    }
    assert_eq!(answer.requires_replace, [], "nothing replaces a schedule");
    let planned = decode(answer.planned_state.as_ref(), &ty);
    if let (Some(config), Some(planned)) = (&config, &planned) {
        assert_plan_is_valid(&schema, before, config, planned);
    }
    Ok(Change { prior, config, planned, private: answer.planned_private, identity: answer.planned_identity })
}

/// Applies a plan in an order; what comes of it is the state.
pub(crate) async fn apply(provider: &Provider, endpoint: &str, plan: Plan, order: &[usize]) -> State {
    let mut connection = provider.connect(endpoint).await;
    let ty = connection.schema.ty.clone();
    let of = |object: Option<&Object>| {
        Some(encode(&object.map_or(Value::Null, |object| Value::Object(object.clone())), &ty))
    };
    let mut state = plan.refreshed;
    for address in order {
        let Some(first) = plan.changes.get(address) else { continue };
        let change = if first.planned.is_none() {
            first.clone()
        } else {
            let again = change(&mut connection, first.prior.clone(), first.config.clone(), true).await;
            let again = again.expect("what was planned can be planned again");
            assert_eq!(again.planned, first.planned, "the same plan again");
            again
        };
        let request = apply_resource_change::Request {
            type_name: TYPE.into(),
            prior_state: of(change.prior.as_ref().map(|prior| &prior.state)),
            planned_state: of(change.planned.as_ref()),
            config: of(change.config.as_ref()),
            planned_private: change.private.clone(),
            planned_identity: change.identity.clone(),
            ..Default::default()
        };
        let answer = connection.client.apply_resource_change(request).await.expect("an answer").into_inner();
        assert_eq!(errors(&answer.diagnostics), Vec::<String>::new(), "applying {change:?}");
        match (&change.planned, decode(answer.new_state.as_ref(), &ty)) {
            (Some(planned), Some(new)) => {
                assert!(Value::Object(new.clone()).is_wholly_known(), "{new:?}");
                assert_keeps(planned, &new, "differs from what was planned");
                state.insert(
                    *address,
                    Stored { state: new, private: answer.private, identity: answer.new_identity },
                );
            }
            (None, None) => {
                state.remove(address);
            }
            (planned, new) => panic!("planned {planned:?}, and got {new:?}"),
        }
    }
    state
}
