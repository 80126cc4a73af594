//! A configured null becomes the attribute's default.

use crate::framework::schema::{Level, children_mut, get, inside};
use crate::wire::Object;

/// Fills in the defaults where the configuration has null, also inside nested objects that are configured.
pub(crate) fn fill(level: Level<'_>, planned: &mut Object, config: &Object) {
    for (attribute, ty) in level.iter() {
        let configured = get(config, attribute.name);
        let Some(target) = planned.get_mut(attribute.name) else { continue };
        if configured.is_null() {
            if let Some(default) = &attribute.default {
                target.clone_from(default);
            }
        } else if let Some((nesting, level)) = inside(attribute, ty) {
            for (place, object) in children_mut(nesting, target) {
                if let Some(configured) = place.of(configured) {
                    fill(level, object, configured);
                }
            }
        }
    }
}

/// Fills the defaults into a stored state that does not hold them: an older version knew the attribute only as one that
/// may be left out, or not at all, and did what the default says.
///
/// A read that follows puts in what the server has.
pub(crate) fn fill_stored(level: Level<'_>, state: &mut Object) {
    for (attribute, _) in level.iter() {
        if let (Some(default), Some(value)) = (&attribute.default, state.get_mut(attribute.name))
            && value.is_null()
        {
            value.clone_from(default);
        }
    }
}
