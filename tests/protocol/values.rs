//! Values by schema, in an encoding of the kit's own: it must not share the provider's mistakes.

use std::collections::BTreeMap;

use rmpv::Value;
use serde_json::Value as Json;

use crate::tfplugin6::schema::nested_block::NestingMode as Blocks;
use crate::tfplugin6::schema::object::NestingMode as Nested;
use crate::tfplugin6::schema::{Attribute, Block};

/// A type constraint.
#[derive(Clone, Debug)]
pub(crate) enum Type {
    String,
    Number,
    Bool,
    Dynamic,
    List(Box<Self>),
    Map(Box<Self>),
    Tuple(Vec<Self>),
    Object(BTreeMap<String, Self>),
}

impl Type {
    /// The type of a value of a schema.
    pub(crate) fn of_block(block: &Block) -> Self {
        let mut all: BTreeMap<String, Self> =
            block.attributes.iter().map(|attribute| (attribute.name.clone(), Self::of(attribute))).collect();
        for nested in &block.block_types {
            let inner = Self::of_block(nested.block.as_ref().expect("a nested block has content"));
            let inner = match nested.nesting() {
                Blocks::Single | Blocks::Group => inner,
                Blocks::List | Blocks::Set => Self::List(Box::new(inner)),
                Blocks::Map => Self::Map(Box::new(inner)),
                Blocks::Invalid => panic!("{} has no nesting", nested.type_name),
            };
            all.insert(nested.type_name.clone(), inner);
        }
        Self::Object(all)
    }

    fn of(attribute: &Attribute) -> Self {
        let Some(nested) = &attribute.nested_type else {
            return Self::of_bytes(&attribute.r#type);
        };
        let all = nested.attributes.iter().map(|attribute| (attribute.name.clone(), Self::of(attribute)));
        let object = Self::Object(all.collect());
        match nested.nesting() {
            Nested::Single => object,
            Nested::List | Nested::Set => Self::List(Box::new(object)),
            Nested::Map => Self::Map(Box::new(object)),
            Nested::Invalid => panic!("{} has no nesting", attribute.name),
        }
    }

    /// The type of a function's parameter.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Self {
        Self::parse(&serde_json::from_slice(bytes).expect("a type is JSON"))
    }

    fn parse(json: &Json) -> Self {
        let parts = json.as_array().map(Vec::as_slice).unwrap_or_default();
        match json.as_str().or_else(|| parts.first()?.as_str()).expect("a type has a name") {
            "string" => Self::String,
            "number" => Self::Number,
            "bool" => Self::Bool,
            "dynamic" => Self::Dynamic,
            "list" | "set" => Self::List(Box::new(Self::parse(&parts[1]))),
            "map" => Self::Map(Box::new(Self::parse(&parts[1]))),
            "tuple" => Self::Tuple(parts[1].as_array().unwrap().iter().map(Self::parse).collect()),
            "object" => {
                let all = parts[1].as_object().unwrap().iter();
                Self::Object(all.map(|(name, of)| (name.clone(), Self::parse(of))).collect())
            }
            other => panic!("a type that Terraform does not know: {other}"),
        }
    }

    /// An object type's attributes; none of others.
    pub(crate) fn attributes(&self) -> Vec<(&String, &Self)> {
        match self {
            Self::Object(all) => all.iter().collect(),
            _ => Vec::new(),
        }
    }

    /// A whole value of this type.
    pub(crate) fn sample(&self) -> Value {
        match self {
            Self::String => "abc".into(),
            Self::Number => 1.into(),
            Self::Bool => true.into(),
            Self::Dynamic => Value::Array(vec![Value::Binary(b"\"string\"".to_vec()), "abc".into()]),
            Self::List(of) => Value::Array(vec![of.sample()]),
            Self::Map(of) => Value::Map(vec![("key".into(), of.sample())]),
            Self::Tuple(all) => Value::Array(all.iter().map(Self::sample).collect()),
            Self::Object(_) => self.object(|_, of| of.sample()),
        }
    }

    /// An object with the attributes that `value` gives.
    pub(crate) fn object(&self, value: impl Fn(&str, &Self) -> Value) -> Value {
        let all = self.attributes();
        Value::Map(all.into_iter().map(|(name, of)| (name.as_str().into(), value(name, of))).collect())
    }

    /// A value that is surely of another type.
    pub(crate) fn wrong(&self) -> Value {
        match self {
            Self::Object(_) | Self::Map(_) | Self::List(_) | Self::Tuple(_) => true.into(),
            Self::Dynamic => Value::Array(vec![Value::Binary(b"[\"no\",1]".to_vec()), 1.into()]),
            Self::String | Self::Number | Self::Bool => Value::Map(vec![("key".into(), 1.into())]),
        }
    }
}

/// What is not known yet.
pub(crate) fn unknown() -> Value {
    Value::Ext(0, vec![0])
}

/// What is not known yet, but that it is not null and how it begins.
pub(crate) fn refined() -> Value {
    let known = Value::Map(vec![(1.into(), false.into()), (2.into(), "ab".into())]);
    Value::Ext(12, bytes(&known))
}

/// A value's msgpack.
pub(crate) fn bytes(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    rmpv::encode::write_value(&mut bytes, value).unwrap();
    bytes
}
