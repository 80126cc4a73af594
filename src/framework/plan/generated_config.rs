//! The least configuration that gives a state.

use crate::framework::schema::{Level, children_mut, inside};
use crate::framework::{Attribute, Mode};
use crate::wire::{Object, Value};

/// Takes out of a state what a configuration need not or must not say: what the provider sets, defaults, empties, what is deprecated,
/// write-only values, and sensitive ones, which may be masks. What is required stays.
pub(crate) fn generated_config(level: Level<'_>, object: &mut Object) {
    for (attribute, ty) in level.iter() {
        let Some(value) = object.get_mut(attribute.name) else { continue };
        if attribute.mode != Mode::Required && is_left_out(attribute, value) {
            *value = Value::Null;
        } else if let Some((nesting, level)) = inside(attribute, ty) {
            for (_, object) in children_mut(nesting, value) {
                generated_config(level, object);
            }
        }
    }
}

fn is_left_out(attribute: &Attribute, value: &Value) -> bool {
    let empty = match value {
        Value::String(text) => text.is_empty(),
        Value::Sequence(items) => items.is_empty(),
        Value::Map(entries) => entries.is_empty(),
        _ => false,
    };
    attribute.mode == Mode::Computed
        || attribute.write_only
        || attribute.deprecation.is_some()
        || attribute.sensitive
        || empty
        || attribute.default.as_ref().is_some_and(|default| default == value)
}
