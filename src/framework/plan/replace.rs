//! Which changes replace the resource.

use crate::framework::path_ref::PathRef;
use crate::framework::schema::{Level, children, get, inside};
use crate::wire::{Object, Path};

/// The paths of the attributes whose change replaces the resource and that differ (unknown differs from anything).
///
/// A null that was stored by a version without the default meant the default. A nested object that is new differs from
/// one of nulls.
pub(crate) fn paths(level: Level<'_>, planned: &Object, prior: &Object) -> Vec<Path> {
    let mut found = Vec::new();
    collect(level, planned, prior, &PathRef::Root, &mut found);
    found
}

fn collect(level: Level<'_>, planned: &Object, prior: &Object, path: &PathRef<'_>, found: &mut Vec<Path>) {
    for (attribute, ty) in level.iter() {
        let (after, before) = (get(planned, attribute.name), get(prior, attribute.name));
        let path = PathRef::Attribute(path, attribute.name);
        let before = match &attribute.default {
            Some(default) if before.is_null() => default,
            _ => before,
        };
        if attribute.requires_replace && !after.same_as(before, ty) {
            found.push(path.path());
        } else if let Some((nesting, level)) = inside(attribute, ty) {
            let nothing = Object::default();
            for (place, after) in children(nesting, after) {
                let before = place.of(before).unwrap_or(&nothing);
                collect(level, after, before, &place.after(&path), found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::schema::Shape;
    use crate::framework::{Attribute, Nesting, Schema};
    use crate::wire::Value;

    fn found(planned: &[(&str, Value)], prior: &[(&str, Value)]) -> Vec<String> {
        let inner = vec![Attribute::string("inner", "d").requires_replace()];
        let shape = Shape::new(Schema {
            attributes: vec![
                Attribute::nested("nested", Nesting::Single, inner, "d"),
                Attribute::number("num", "d").default(1).requires_replace(),
            ],
            ..Schema::default()
        });
        let object = |given: &[(&str, Value)]| Object::new(given.iter().cloned());
        let paths = paths(shape.level(), &object(planned), &object(prior));
        paths.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_nested_object_that_is_new_replaces_by_what_is_in_it() {
        let nested = |text: Value| Value::Object(Object::new([("inner", text)]));
        let null = || [("nested", Value::Null), ("num", Value::from(1))];
        let with = |text| [("nested", nested(text)), ("num", Value::from(1))];
        assert_eq!(found(&with("x".into()), &null()), ["nested.inner"]);
        assert_eq!(found(&with(Value::Null), &null()), [""; 0]);
    }

    #[test]
    fn a_default_in_the_place_of_a_stored_null_replaces_nothing() {
        let num = |value| [("nested", Value::Null), ("num", value)];
        assert_eq!(found(&num(Value::from(1)), &num(Value::Null)), [""; 0]);
        assert_eq!(found(&num(Value::from(2)), &num(Value::Null)), ["num"]);
    }
}
