//! Computed values that this plan may change become unknown, by each attribute's rule.

use crate::framework::schema::{Computed, Level, Mode, children_mut, get, inside};
use crate::wire::{Object, Value};

/// Marks what is computed and not configured, in a plan that makes or changes something.
///
/// Runs until nothing more is marked: what one attribute follows may itself become unknown.
pub(crate) fn mark(level: Level<'_>, planned: &mut Object, config: &Object, prior: Option<&Object>) {
    loop {
        let changed: Vec<&str> = level
            .iter()
            .filter(|(one, ty)| {
                prior.is_none_or(|prior| !get(planned, one.name).same_as(get(prior, one.name), ty))
            })
            .map(|(one, _)| one.name)
            .collect();
        if !mark_level(level, planned, config, prior, &changed) {
            return;
        }
    }
}

/// Whether something was marked that was not unknown before.
fn mark_level(
    level: Level<'_>,
    planned: &mut Object,
    config: &Object,
    prior: Option<&Object>,
    changed: &[&str],
) -> bool {
    let mut marked = false;
    for (attribute, ty) in level.iter() {
        let configured = get(config, attribute.name);
        let Some(value) = planned.get_mut(attribute.name) else { continue };
        if configured.is_null() {
            let computed = matches!(attribute.mode, Mode::Computed | Mode::OptionalComputed);
            let may_change = computed
                && attribute.default.is_none()
                && match attribute.computed {
                    Computed::Anew => true,
                    Computed::Kept => prior.is_none(),
                    Computed::Follows(names) => {
                        prior.is_none() || names.iter().any(|name| changed.contains(name))
                    }
                    Computed::Unmanaged => false,
                };
            if may_change && !value.is_unknown() {
                *value = Value::Unknown;
                marked = true;
            }
        } else if let Some((nesting, level)) = inside(attribute, ty) {
            let before = prior.map_or(&Value::Null, |prior| get(prior, attribute.name));
            for (place, object) in children_mut(nesting, value) {
                if let Some(configured) = place.of(configured) {
                    marked |= mark_level(level, object, configured, place.of(before), changed);
                }
            }
        }
    }
    marked
}
