//! Terraform's rules for what a provider answers, written anew so that they don't share the provider's mistakes.

use terraform_provider_td::wire::{Object, Value};

use crate::provider::Schema;

/// What Terraform proposes: the configuration, and where it leaves something computed out, what was before.
pub(crate) fn proposed(schema: &Schema, prior: Option<&Object>, config: &Object) -> Object {
    Object::new(config.iter().map(|(name, value)| {
        let before = prior.and_then(|prior| prior.get(name)).unwrap_or(&Value::Null);
        let kept = schema.rules[&**name].computed && value.is_null();
        (name.clone(), if kept { before.clone() } else { value.clone() })
    }))
}

/// A plan keeps what is configured, or what was before in its place.
pub(crate) fn assert_plan_is_valid(
    schema: &Schema,
    prior: Option<&Object>,
    config: &Object,
    planned: &Object,
) {
    for (name, value) in planned.iter() {
        let rules = schema.rules[&**name];
        let configured = config.get(name).expect("of one type");
        let before = prior.and_then(|prior| prior.get(name)).unwrap_or(&Value::Null);
        let is_valid = if rules.write_only {
            value.is_null()
        } else if configured.is_null() {
            rules.computed || value.is_null()
        } else {
            value == configured || (value == before && !before.is_null())
        };
        assert!(is_valid, "{name} is planned as {value:?} for {configured:?} after {before:?}");
    }
}

/// What was planned and known stays so.
pub(crate) fn assert_keeps(planned: &Object, then: &Object, when: &str) {
    for (name, value) in planned.iter().filter(|(_, value)| !value.is_unknown()) {
        assert_eq!(then.get(name), Some(value), "{name} {when}");
    }
}

/// The attributes in which two objects differ.
pub(crate) fn difference(one: &Object, other: &Object) -> Vec<String> {
    let names = one.iter().filter(|(name, value)| other.get(name) != Some(*value)).map(|(name, _)| name);
    names.map(ToString::to_string).collect()
}
