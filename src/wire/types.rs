//! Type constraints: what shape a value has.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Str;

/// A type constraint of Terraform's type system (go-cty).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// UTF-8 text.
    String,
    /// An exact decimal number of any size.
    Number,
    /// True or false.
    Bool,
    /// Any type: a value travels with its own type.
    Dynamic,
    /// An ordered sequence of one type.
    List(Arc<Type>),
    /// An unordered collection of distinct values of one type.
    Set(Arc<Type>),
    /// Text keys to values of one type.
    Map(Arc<Type>),
    /// A sequence of fixed length with a type for each place.
    Tuple(Arc<[Type]>),
    /// A fixed set of named attributes.
    Object(Arc<ObjectType>),
}

impl Type {
    /// What a value of this type is, for messages.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::String => "a string",
            Self::Number => "a number",
            Self::Bool => "a bool",
            Self::Dynamic => "a value with its type",
            Self::List(_) => "a list",
            Self::Set(_) => "a set",
            Self::Map(_) => "a map",
            Self::Tuple(_) => "a tuple",
            Self::Object(_) => "an object",
        }
    }
}

/// The attributes of an object type, sorted by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectType {
    attributes: Vec<(Str, Type)>,
    optional: BTreeSet<Str>,
}

impl ObjectType {
    /// An object type of these attributes; a name given twice keeps the last type.
    pub fn new<N: Into<Str>>(attributes: impl IntoIterator<Item = (N, Type)>) -> Self {
        let sorted: std::collections::BTreeMap<Str, Type> =
            attributes.into_iter().map(|(name, ty)| (name.into(), ty)).collect();
        Self { attributes: sorted.into_iter().collect(), optional: BTreeSet::new() }
    }

    /// The same type with these attributes optional (they may be left out where a value is written, never on the wire).
    pub fn with_optional<N: Into<Str>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.optional = names.into_iter().map(Into::into).collect();
        self
    }

    /// Names and types, sorted by name.
    pub fn attributes(&self) -> &[(Str, Type)] {
        &self.attributes
    }

    /// The names that may be left out where a value of this type is written.
    pub fn optional(&self) -> &BTreeSet<Str> {
        &self.optional
    }

    /// The type of one attribute.
    pub fn get(&self, name: &str) -> Option<&Type> {
        self.entry(name).map(|(_, ty)| ty)
    }

    /// The name as the type holds it and the type of one attribute.
    pub(super) fn entry(&self, name: &str) -> Option<&(Str, Type)> {
        let place = self.attributes.binary_search_by(|(have, _)| (**have).cmp(name)).ok()?;
        self.attributes.get(place)
    }
}
