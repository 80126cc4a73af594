//! Values: what Terraform and a provider tell each other.

use std::collections::BTreeMap;

use super::{EncodeError, EncodeProblem, Number, ObjectType, Str, Type};

/// A value that may be null or unknown at any depth.
///
/// The shape follows a [`Type`]: sets keep the order in which they came, objects and maps are sorted by key.
/// A refined unknown is read as [`Value::Unknown`]: Terraform compares after it strips refinements, and
/// an answer without them is always legal.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// A value that will be known later.
    Unknown,
    /// True or false.
    Bool(bool),
    /// An exact number.
    Number(Number),
    /// Text, NFC-normalised when it came from Terraform.
    String(Str),
    /// The elements of a list, a set or a tuple.
    Sequence(Vec<Value>),
    /// The entries of a map.
    Map(BTreeMap<Str, Value>),
    /// The attributes of an object; every attribute of the type is there.
    Object(Object),
    /// A value of [`Type::Dynamic`] with the type that it travels with.
    Dynamic(Box<(Type, Value)>),
}

/// So many attributes are looked through one by one.
const FEW: usize = 32;

/// An object's attributes, sorted by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    entries: Vec<(Str, Value)>,
}

impl Object {
    /// An object of these attributes; a name given twice keeps the last value.
    pub fn new<N: Into<Str>>(attributes: impl IntoIterator<Item = (N, Value)>) -> Self {
        let sorted: BTreeMap<Str, Value> =
            attributes.into_iter().map(|(name, value)| (name.into(), value)).collect();
        Self { entries: sorted.into_iter().collect() }
    }

    /// An object of entries that are sorted by name already, each name once.
    pub fn from_sorted(entries: Vec<(Str, Value)>) -> Self {
        debug_assert!(entries.is_sorted_by(|a, b| a.0 < b.0));
        Self { entries }
    }

    /// One attribute's value.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.entries.get(self.place(name)?).map(|(_, value)| value)
    }

    /// One attribute's value, to be changed in place.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        let place = self.place(name)?;
        self.entries.get_mut(place).map(|(_, value)| value)
    }

    /// Where the attribute is. A few names are told apart by their lengths faster than a search compares texts.
    fn place(&self, name: &str) -> Option<usize> {
        if self.entries.len() <= FEW {
            return self.entries.iter().position(|(have, _)| **have == *name);
        }
        self.entries.binary_search_by(|(have, _)| (**have).cmp(name)).ok()
    }

    /// Takes one attribute's value out and leaves null in its place; null where there is none.
    pub fn take(&mut self, name: &str) -> Value {
        self.get_mut(name).map_or(Value::Null, |value| std::mem::replace(value, Value::Null))
    }

    /// Names and values, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&Str, &Value)> {
        self.entries.iter().map(|(name, value)| (name, value))
    }

    /// Names and values to be changed, sorted by name.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&Str, &mut Value)> {
        self.entries.iter_mut().map(|(name, value)| (&*name, value))
    }

    /// Hands over each attribute with its type, in order; an error when the attributes aren't exactly the type's.
    pub(super) fn for_each_of(
        &self,
        ty: &ObjectType,
        mut write: impl FnMut(&Str, &Value, &Type) -> Result<(), EncodeError>,
    ) -> Result<(), EncodeError> {
        let mut types = ty.attributes().iter();
        for (name, value) in &self.entries {
            match types.next() {
                Some((expected, ty)) if expected == name => write(name, value, ty)?,
                Some((expected, _)) if ty.get(name).is_some() => {
                    return Err(EncodeProblem::MissingAttribute(expected.clone()).into());
                }
                _ => return Err(EncodeProblem::UnsupportedAttribute(name.clone()).into()),
            }
        }
        match types.next() {
            Some((expected, _)) => Err(EncodeProblem::MissingAttribute(expected.clone()).into()),
            None => Ok(()),
        }
    }

    /// How many attributes there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no attribute.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Value {
    /// Text.
    pub fn string(text: impl Into<Str>) -> Self {
        Self::String(text.into())
    }

    /// A whole number.
    pub fn integer(number: i64) -> Self {
        Self::Number(Number::from(number))
    }

    /// Whether this is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether this itself is unknown (something inside may be, too: see [`Value::is_wholly_known`]).
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }

    /// Whether nothing in this value, at any depth, is unknown.
    pub fn is_wholly_known(&self) -> bool {
        match self {
            Self::Unknown => false,
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::String(_) => true,
            Self::Sequence(items) => items.iter().all(Self::is_wholly_known),
            Self::Map(entries) => entries.values().all(Self::is_wholly_known),
            Self::Object(object) => object.iter().all(|(_, value)| value.is_wholly_known()),
            Self::Dynamic(inner) => inner.1.is_wholly_known(),
        }
    }

    /// The text, when this is text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The object, when this is one.
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.into())
    }
}

impl From<bool> for Value {
    fn from(bool: bool) -> Self {
        Self::Bool(bool)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::integer(number)
    }
}
