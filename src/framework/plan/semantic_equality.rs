//! A text that means the same as the one in state is no change: the state's text stays.

use crate::framework::schema::{Attribute, Level, SemanticEquality, children_mut, get, inside};
use crate::wire::{Object, Value};

/// Keeps the prior texts where the plan means the same.
pub(crate) fn keep_at_plan(level: Level<'_>, planned: &mut Object, prior: &Object) {
    keep(level, planned, prior, |attribute| attribute.equal_at_plan);
}

/// Keeps the prior texts where what was read means the same.
pub(crate) fn keep_at_read(level: Level<'_>, read: &mut Object, prior: &Object) {
    keep(level, read, prior, |attribute| attribute.equal_at_read);
}

fn keep(
    level: Level<'_>,
    new: &mut Object,
    prior: &Object,
    rule: fn(&Attribute) -> Option<SemanticEquality>,
) {
    for (attribute, ty) in level.iter() {
        let before = get(prior, attribute.name);
        let Some(value) = new.get_mut(attribute.name) else { continue };
        if let Some((nesting, level)) = inside(attribute, ty) {
            for (place, object) in children_mut(nesting, value) {
                if let Some(before) = place.of(before) {
                    keep(level, object, before, rule);
                }
            }
        } else if let (Some(same), Value::String(old), Value::String(text)) =
            (rule(attribute), before, &mut *value)
            && old != text
            && same(old, text)
        {
            *text = old.clone();
        }
    }
}
