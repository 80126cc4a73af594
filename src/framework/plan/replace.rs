//! Which changes replace the resource.

use crate::framework::schema::{Level, children, get, inside};
use crate::framework::trail::Trail;
use crate::wire::{Object, Path};

/// The paths of the attributes whose change replaces the resource and that differ (unknown differs from anything).
pub(crate) fn paths(level: Level<'_>, planned: &Object, prior: &Object) -> Vec<Path> {
    let mut found = Vec::new();
    collect(level, planned, prior, &Trail::Root, &mut found);
    found
}

fn collect(level: Level<'_>, planned: &Object, prior: &Object, trail: &Trail<'_>, found: &mut Vec<Path>) {
    for (attribute, ty) in level.iter() {
        let (after, before) = (get(planned, attribute.name), get(prior, attribute.name));
        let trail = Trail::Attribute(trail, attribute.name);
        if attribute.requires_replace && !after.same_as(before, ty) {
            found.push(trail.path());
        } else if let Some((nesting, level)) = inside(attribute, ty) {
            for (place, after) in children(nesting, after) {
                if let Some(before) = place.of(before) {
                    collect(level, after, before, &place.after(&trail), found);
                }
            }
        }
    }
}
