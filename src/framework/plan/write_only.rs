//! Write-only values never leave the configuration.

use crate::framework::schema::{Level, children_mut, inside};
use crate::wire::{Object, Value};

/// Makes every write-only attribute null.
pub(crate) fn clear(level: Level<'_>, object: &mut Object) {
    for (attribute, ty) in level.iter() {
        let Some(value) = object.get_mut(attribute.name) else { continue };
        if attribute.write_only {
            *value = Value::Null;
        } else if let Some((nesting, level)) = inside(attribute, ty) {
            for (_, object) in children_mut(nesting, value) {
                clear(level, object);
            }
        }
    }
}
