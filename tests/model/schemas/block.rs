//! Blocks, and the places in them where an attribute stands.

use std::fmt;
use std::sync::Arc;

use terraform_provider_td::framework::proto::schema::{Attribute, object::NestingMode};
use terraform_provider_td::wire::{Object, ObjectType, Type, Value};

use crate::provider::of;

/// What kind of block it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Provider,
    Resource,
    DataSource,
    Action,
    ListResource,
}

/// A kind of block with a schema.
#[derive(Clone)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) type_name: String,
    attributes: Vec<Attribute>,
}

impl fmt::Debug for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.kind, self.type_name)
    }
}

impl Block {
    pub(super) fn new(
        kind: Kind,
        type_name: &str,
        schema: &terraform_provider_td::framework::proto::Schema,
    ) -> Self {
        let attributes = schema.block.as_ref().expect("a schema has a block").attributes.clone();
        Self { kind, type_name: type_name.into(), attributes }
    }

    pub(super) fn ty(&self) -> Type {
        object_type(&self.attributes)
    }

    /// A configuration with unknowns where something is needed, and nulls elsewhere: no rule finds anything in it.
    pub(super) fn unknown(&self) -> Value {
        least(&self.attributes, |_| Value::Unknown)
    }

    /// The same with a value of its type wherever something is needed.
    pub(super) fn sampled(&self) -> Value {
        least(&self.attributes, example)
    }

    /// The attributes of the root.
    pub(super) fn roots(&self) -> impl Iterator<Item = Place<'_>> {
        self.attributes.iter().map(|one| Place { block: self, way: vec![one] })
    }

    /// The attributes at every depth that a configuration can reach.
    pub(super) fn places(&self) -> Vec<Place<'_>> {
        let mut all = Vec::new();
        self.roots().for_each(|place| place.collect(&mut all));
        all
    }
}

fn object_type(attributes: &[Attribute]) -> Type {
    Type::Object(Arc::new(ObjectType::new(attributes.iter().map(|one| (one.name.as_str(), of(one))))))
}

fn least(attributes: &[Attribute], needed: impl Fn(&Attribute) -> Value) -> Value {
    let value = |one: &Attribute| if one.required { needed(one) } else { Value::Null };
    Value::Object(Object::new(attributes.iter().map(|one| (one.name.as_str(), value(one)))))
}

/// The first text that an attribute's page gives as an example, or a value of its type.
fn example(attribute: &Attribute) -> Value {
    match attribute.description.split('`').nth(1) {
        Some(text) if of(attribute) == Type::String => Value::from(text),
        _ => super::sample(&of(attribute)),
    }
}

/// One attribute of a block, at any depth.
#[derive(Clone)]
pub(super) struct Place<'b> {
    block: &'b Block,
    way: Vec<&'b Attribute>,
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.block, self.name())
    }
}

impl<'b> Place<'b> {
    pub(super) fn attribute(&self) -> &'b Attribute {
        self.way.last().expect("a place has an attribute")
    }

    /// The attribute of the root that it is in.
    pub(super) fn root(&self) -> Self {
        Self { block: self.block, way: self.way.first().copied().into_iter().collect() }
    }

    pub(super) fn ty(&self) -> Type {
        of(self.attribute())
    }

    pub(super) fn is_read_only(&self) -> bool {
        self.attribute().computed && !self.attribute().optional
    }

    /// Whether it or anything inside it may hold a secret.
    pub(super) fn holds_secret(&self) -> bool {
        holds_secret(self.attribute())
    }

    /// As messages name it: with the only element of each collection on the way.
    pub(super) fn name(&self) -> String {
        let mut name = String::new();
        for (depth, attribute) in self.way.iter().enumerate() {
            if depth > 0 {
                name.push('.');
            }
            name.push_str(&attribute.name);
            if depth + 1 < self.way.len() {
                name.push_str(match nesting(attribute) {
                    Some(NestingMode::List) => "[0]",
                    Some(NestingMode::Map) => "[\"key\"]",
                    _ => "",
                });
            }
        }
        name
    }

    fn collect(self, all: &mut Vec<Self>) {
        if !self.is_read_only() {
            for one in self.attribute().nested_type.iter().flat_map(|nested| &nested.attributes) {
                let way = self.way.iter().copied().chain([one]).collect();
                Self { block: self.block, way }.collect(all);
            }
        }
        all.push(self);
    }

    /// A configuration in which this is the only thing that is null and needed.
    pub(super) fn null(&self) -> Value {
        self.with(Value::Null)
    }

    /// A configuration with this value here, and nothing else that any rule could find.
    pub(super) fn with(&self, value: Value) -> Value {
        let mut config = self.block.unknown();
        self.set(&mut config, value);
        config
    }

    /// Puts a value here; the objects on the way are made where there are none.
    pub(super) fn set(&self, config: &mut Value, value: Value) {
        let mut object = config;
        let (last, outer) = self.way.split_last().expect("a place has an attribute");
        for attribute in outer {
            let slot = entry(object, &attribute.name);
            if slot.is_null() || slot.is_unknown() {
                let inner = &attribute.nested_type.as_ref().expect("it is nested").attributes;
                let inner = least(inner, |_| Value::Unknown);
                *slot = match nesting(attribute) {
                    Some(NestingMode::List | NestingMode::Set) => Value::Sequence(vec![inner]),
                    Some(NestingMode::Map) => Value::Map([("key".into(), inner)].into()),
                    _ => inner,
                };
            }
            object = match slot {
                Value::Sequence(items) => &mut items[0],
                Value::Map(entries) => entries.values_mut().next().expect("there is one"),
                one => one,
            };
        }
        *entry(object, &last.name) = value;
    }
}

fn entry<'v>(object: &'v mut Value, name: &str) -> &'v mut Value {
    let Value::Object(object) = object else { panic!("no object around {name}") };
    object.get_mut(name).expect("it is there")
}

fn nesting(attribute: &Attribute) -> Option<NestingMode> {
    let nested = attribute.nested_type.as_ref()?;
    Some(NestingMode::try_from(nested.nesting).expect("a nesting"))
}

fn holds_secret(attribute: &Attribute) -> bool {
    let inside = attribute.nested_type.iter().flat_map(|nested| &nested.attributes);
    attribute.sensitive || attribute.write_only || inside.into_iter().any(holds_secret)
}
