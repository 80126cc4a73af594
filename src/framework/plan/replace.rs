//! Which changes replace the resource.

use crate::framework::schema::{Level, children, get, inside};
use crate::framework::trail::Trail;
use crate::wire::{Object, Path};

/// The paths of the attributes whose change replaces the resource and that differ (unknown differs from anything).
///
/// A null that was stored by a version without the default meant the default. A nested object that is new differs from
/// one of nulls.
pub(crate) fn paths(level: Level<'_>, planned: &Object, prior: &Object) -> Vec<Path> {
    let mut found = Vec::new();
    collect(level, planned, prior, &Trail::Root, &mut found);
    found
}

fn collect(level: Level<'_>, planned: &Object, prior: &Object, trail: &Trail<'_>, found: &mut Vec<Path>) {
    for (attribute, ty) in level.iter() {
        let (after, before) = (get(planned, attribute.name), get(prior, attribute.name));
        let trail = Trail::Attribute(trail, attribute.name);
        let before = match &attribute.default {
            Some(default) if before.is_null() => default,
            _ => before,
        };
        if attribute.requires_replace && !after.same_as(before, ty) {
            found.push(trail.path());
        } else if let Some((nesting, level)) = inside(attribute, ty) {
            let nothing = Object::default();
            for (place, after) in children(nesting, after) {
                let before = place.of(before).unwrap_or(&nothing);
                collect(level, after, before, &place.after(&trail), found);
            }
        }
    }
}
