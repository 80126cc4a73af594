//! An answer must have the schema's type, nothing unknown where all is decided, and no write-only value.

use super::Violation;
use crate::framework::path_ref::PathRef;
use crate::framework::schema::{Level, children_mut, inside};
use crate::wire::{Object, ObjectType, Str, Type, Value};

/// Replaces with null what is not of the type: a value that Terraform can't read would lose the whole object.
pub(crate) fn conform(value: &mut Value, ty: &Type, path: &PathRef<'_>, found: &mut Vec<Violation>) {
    match (&mut *value, ty) {
        (Value::Null | Value::Unknown, _)
        | (Value::Bool(_), Type::Bool)
        | (Value::Number(_), Type::Number)
        | (Value::String(_), Type::String) => {}
        (Value::Sequence(items), Type::List(element) | Type::Set(element)) => {
            for (index, item) in items.iter_mut().enumerate() {
                conform(item, element, &PathRef::Index(path, index), found);
            }
        }
        (Value::Sequence(items), Type::Tuple(types)) if items.len() == types.len() => {
            for (index, (item, ty)) in items.iter_mut().zip(types.iter()).enumerate() {
                conform(item, ty, &PathRef::Index(path, index), found);
            }
        }
        (Value::Map(entries), Type::Map(element)) => {
            for (key, item) in entries.iter_mut() {
                conform(item, element, &PathRef::Key(path, key), found);
            }
        }
        (Value::Object(object), Type::Object(types)) => {
            let same_names = object.len() == types.attributes().len()
                && object.iter().zip(types.attributes()).all(|((have, _), (want, _))| have == want);
            if !same_names {
                found.push(Violation::new(path, other_attributes(object, types)));
                let entry = |(name, _): &(Str, Type)| (name.clone(), object.take(name));
                let whole = Object::from_sorted(types.attributes().iter().map(entry).collect());
                *object = whole;
            }
            for ((name, item), (_, ty)) in object.iter_mut().zip(types.attributes()) {
                conform(item, ty, &PathRef::Attribute(path, name), found);
            }
        }
        (Value::Dynamic(inner), Type::Dynamic) => {
            let (ty, value) = &mut **inner;
            conform(value, ty, path, found);
        }
        (other, _) => {
            *other = Value::Null;
            found.push(Violation::new(path, "its value is not of its type"));
        }
    }
}

fn other_attributes(object: &Object, types: &ObjectType) -> String {
    let names = |names: Vec<&Str>| names.iter().map(|name| &***name).collect::<Vec<_>>().join(", ");
    let extra = object.iter().map(|(name, _)| name).filter(|name| types.get(name).is_none());
    let missing = types.attributes().iter().map(|(name, _)| name).filter(|name| object.get(name).is_none());
    format!(
        "it has attributes that are not of its schema: {}; missing: {}",
        names(extra.collect()),
        names(missing.collect())
    )
}

/// Finds what is unknown where everything must be known.
pub(crate) fn unknowns(value: &Value, path: &PathRef<'_>, found: &mut Vec<Violation>) {
    match value {
        Value::Unknown => found.push(Violation::new(path, "its value is still unknown")),
        Value::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                unknowns(item, &PathRef::Index(path, index), found);
            }
        }
        Value::Map(entries) => {
            for (key, item) in entries {
                unknowns(item, &PathRef::Key(path, key), found);
            }
        }
        Value::Object(object) => {
            for (name, item) in object.iter() {
                unknowns(item, &PathRef::Attribute(path, name), found);
            }
        }
        Value::Dynamic(inner) => unknowns(&inner.1, path, found),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Makes null of every unknown, so that a state can be stored.
pub(crate) fn resolve_unknowns(value: &mut Value) {
    match value {
        Value::Unknown => *value = Value::Null,
        Value::Sequence(items) => items.iter_mut().for_each(resolve_unknowns),
        Value::Map(entries) => entries.values_mut().for_each(resolve_unknowns),
        Value::Object(object) => object.iter_mut().for_each(|(_, item)| resolve_unknowns(item)),
        Value::Dynamic(inner) => resolve_unknowns(&mut inner.1),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Makes null of every write-only value that an answer holds, and reports it.
pub(crate) fn write_only(
    level: Level<'_>,
    object: &mut Object,
    path: &PathRef<'_>,
    found: &mut Vec<Violation>,
) {
    for (attribute, ty) in level.iter() {
        let Some(value) = object.get_mut(attribute.name) else { continue };
        let path = PathRef::Attribute(path, attribute.name);
        if attribute.write_only && !value.is_null() {
            *value = Value::Null;
            found.push(Violation::new(&path, "it is write-only and may never leave the configuration"));
        } else if let Some((nesting, level)) = inside(attribute, ty) {
            for (place, object) in children_mut(nesting, value) {
                write_only(level, object, &place.after(&path), found);
            }
        }
    }
}
