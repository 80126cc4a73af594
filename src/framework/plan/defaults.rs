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
