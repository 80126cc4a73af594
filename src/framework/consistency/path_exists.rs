//! Paths must lead somewhere.

use crate::wire::{Path, Step, Value};

/// Whether a value has something at a path, also a null.
pub(crate) fn exists(path: &Path, value: &Value) -> bool {
    let mut here = value;
    for step in path.steps() {
        let next = match (step, here) {
            (Step::Attribute(name), Value::Object(object)) => object.get(name),
            (Step::Key(key), Value::Map(entries)) => entries.get(key),
            (Step::Index(index), Value::Sequence(items)) => {
                usize::try_from(*index).ok().and_then(|index| items.get(index))
            }
            // What is inside an unknown can't be told yet.
            (_, Value::Unknown) => return true,
            _ => None,
        };
        let Some(next) = next else { return false };
        here = next;
    }
    true
}
