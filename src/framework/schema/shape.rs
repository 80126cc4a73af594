//! A schema together with its type, made once; and the walk through nested attributes.

use std::sync::Arc;

use crate::framework::path_ref::PathRef;
use crate::wire::{Object, ObjectType, Str, Type, Value};

use super::{Attribute, IdentitySchema, Kind, Nesting, Schema};

/// What is read where an object has no such attribute.
pub(crate) static NULL: Value = Value::Null;

/// A schema and the type of its values.
#[derive(Debug)]
pub(crate) struct Shape {
    /// The schema; its attributes are sorted by name, as the type's are.
    pub(crate) schema: Schema,
    /// The type of its values: an object.
    pub(crate) ty: Type,
    object: Arc<ObjectType>,
}

impl Shape {
    /// Makes the type of a schema.
    pub(crate) fn new(mut schema: Schema) -> Self {
        sort(&mut schema.attributes);
        let object = Arc::new(object_type(&schema.attributes));
        Self { schema, ty: Type::Object(object.clone()), object }
    }

    /// A value, or where it is null an object of nulls.
    pub(crate) fn or_nulls(&self, value: Value) -> Value {
        match value {
            Value::Null => Value::Object(Object::from_sorted(
                self.object.attributes().iter().map(|(name, _)| (name.clone(), Value::Null)).collect(),
            )),
            value => value,
        }
    }

    /// The root's attributes.
    pub(crate) fn level(&self) -> Level<'_> {
        Level { attributes: &self.schema.attributes, types: &self.object }
    }
}

/// Sorts attributes by name at every level: a walk then meets each with its type, without a search.
fn sort(attributes: &mut [Attribute]) {
    attributes.sort_by_key(|one| one.name);
    for attribute in attributes {
        if let Kind::Nested(_, inside) = &mut attribute.kind {
            sort(inside);
        }
    }
}

/// The type of an identity's values.
pub(crate) fn identity_type(schema: &IdentitySchema) -> Type {
    Type::Object(Arc::new(ObjectType::new(schema.attributes.iter().map(|one| (one.name, one.ty.clone())))))
}

fn object_type(attributes: &[Attribute]) -> ObjectType {
    ObjectType::new(attributes.iter().map(|one| (one.name, value_type(one))))
}

/// The type of an attribute's values.
pub(super) fn value_type(attribute: &Attribute) -> Type {
    match &attribute.kind {
        Kind::Plain(ty) => ty.clone(),
        Kind::Nested(nesting, attributes) => {
            let object = Type::Object(Arc::new(object_type(attributes)));
            match nesting {
                Nesting::Single => object,
                Nesting::List => Type::List(Arc::new(object)),
                Nesting::Set => Type::Set(Arc::new(object)),
                Nesting::Map => Type::Map(Arc::new(object)),
            }
        }
    }
}

/// The attributes of the root or of a nested object, with their types.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Level<'a> {
    attributes: &'a [Attribute],
    types: &'a ObjectType,
}

impl<'a> Level<'a> {
    /// The attributes and their types, sorted by name.
    pub(crate) fn iter(self) -> impl Iterator<Item = (&'a Attribute, &'a Type)> {
        self.attributes.iter().zip(self.types.attributes().iter().map(|(_, ty)| ty))
    }
}

/// The level inside a nested attribute; None for a plain one.
pub(crate) fn inside<'a>(attribute: &'a Attribute, ty: &'a Type) -> Option<(Nesting, Level<'a>)> {
    let Kind::Nested(nesting, attributes) = &attribute.kind else { return None };
    let types = match ty {
        Type::Object(types) => types,
        Type::List(element) | Type::Set(element) | Type::Map(element) => match &**element {
            Type::Object(types) => types,
            _ => return None,
        },
        _ => return None,
    };
    Some((*nesting, Level { attributes, types }))
}

/// Which nested object of an attribute.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place<'v> {
    /// The only one.
    Single,
    /// The one of a list.
    Index(usize),
    /// The one of a map.
    Key(&'v Str),
}

impl<'v> Place<'v> {
    /// The nested object at the same place of another value.
    pub(crate) fn of<'o>(&self, other: &'o Value) -> Option<&'o Object> {
        let found = match (self, other) {
            (Self::Single, value) => value,
            (Self::Index(index), Value::Sequence(items)) => items.get(*index)?,
            (Self::Key(key), Value::Map(entries)) => entries.get(*key)?,
            _ => return None,
        };
        found.as_object()
    }

    /// The path to it.
    pub(crate) fn after<'t>(&self, path: &'t PathRef<'t>) -> PathRef<'t>
    where
        'v: 't,
    {
        match self {
            Self::Single => *path,
            Self::Index(index) => PathRef::Index(path, *index),
            Self::Key(key) => PathRef::Key(path, key),
        }
    }
}

/// The nested objects of an attribute's value that can be told apart: none of a set.
pub(crate) fn children(nesting: Nesting, value: &Value) -> Vec<(Place<'_>, &Object)> {
    match (nesting, value) {
        (Nesting::Single, Value::Object(object)) => vec![(Place::Single, object)],
        (Nesting::List, Value::Sequence(items)) => items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| Some((Place::Index(index), item.as_object()?)))
            .collect(),
        (Nesting::Map, Value::Map(entries)) => {
            entries.iter().filter_map(|(key, item)| Some((Place::Key(key), item.as_object()?))).collect()
        }
        _ => Vec::new(),
    }
}

/// The same, to be changed in place.
pub(crate) fn children_mut(nesting: Nesting, value: &mut Value) -> Vec<(Place<'_>, &mut Object)> {
    fn object(value: &mut Value) -> Option<&mut Object> {
        match value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }
    match (nesting, value) {
        (Nesting::Single, Value::Object(object)) => vec![(Place::Single, object)],
        (Nesting::List, Value::Sequence(items)) => items
            .iter_mut()
            .enumerate()
            .filter_map(|(index, item)| Some((Place::Index(index), object(item)?)))
            .collect(),
        (Nesting::Map, Value::Map(entries)) => {
            entries.iter_mut().filter_map(|(key, item)| Some((Place::Key(key), object(item)?))).collect()
        }
        _ => Vec::new(),
    }
}

/// One attribute's value; null where there is none.
pub(crate) fn get<'o>(object: &'o Object, name: &str) -> &'o Value {
    object.get(name).unwrap_or(&NULL)
}
