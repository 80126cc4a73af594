//! Which Rust types a model's attributes can have.

use std::collections::BTreeMap;

use crate::framework::schema::is_whole;
use crate::wire::{Number, Step, Str, Value};

use super::{Attr, ConvertError, FromValue, Model, NoIdentity, ToValue};

/// What a value is, without its text.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Unknown => "a value that is not known yet",
        Value::Bool(_) => "a bool",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Sequence(_) => "a sequence",
        Value::Map(_) => "a map",
        Value::Object(_) => "an object",
        Value::Dynamic(_) => "a value of any type",
    }
}

/// The error of a value that is not what the Rust type holds.
pub(super) fn mismatch(expected: &str, value: &Value) -> ConvertError {
    ConvertError::new(format!("{expected} is expected here, and this is {}", kind(value)))
}

impl<T: FromValue> FromValue for Attr<T> {
    fn from_value(value: &Value) -> Result<Self, ConvertError> {
        match value {
            Value::Null => Ok(Self::Null),
            Value::Unknown => Ok(Self::Unknown),
            // A value of any type travels with its type also where it is null or unknown.
            Value::Dynamic(inner) if inner.1.is_null() => Ok(Self::Null),
            Value::Dynamic(inner) if inner.1.is_unknown() => Ok(Self::Unknown),
            value => T::from_value(value).map(Self::Known),
        }
    }
}

impl<T: ToValue> ToValue for Attr<T> {
    fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Unknown => Value::Unknown,
            Self::Known(value) => value.to_value(),
        }
    }
}

impl FromValue for Value {
    fn from_value(value: &Value) -> Result<Self, ConvertError> {
        Ok(value.clone())
    }
}

impl ToValue for Value {
    fn to_value(&self) -> Value {
        self.clone()
    }
}

impl FromValue for Str {
    fn from_value(value: &Value) -> Result<Self, ConvertError> {
        match value {
            Value::String(text) => Ok(text.clone()),
            other => Err(mismatch("text", other)),
        }
    }
}

impl ToValue for Str {
    fn to_value(&self) -> Value {
        Value::String(self.clone())
    }
}

impl FromValue for String {
    fn from_value(value: &Value) -> Result<Self, ConvertError> {
        value.as_str().map(Into::into).ok_or_else(|| mismatch("text", value))
    }
}

impl ToValue for String {
    fn to_value(&self) -> Value {
        Value::string(self.as_str())
    }
}

impl FromValue for bool {
    fn from_value(value: &Value) -> Result<Self, ConvertError> {
        match value {
            Value::Bool(bool) => Ok(*bool),
            other => Err(mismatch("true or false", other)),
        }
    }
}

impl ToValue for bool {
    fn to_value(&self) -> Value {
        Value::Bool(*self)
    }
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Result<Self, ConvertError> {
        match value {
            Value::Number(number) => number.as_i64().ok_or_else(|| {
                ConvertError::new(match is_whole(number) {
                    true => "the number here is too large: it must be from -9223372036854775808 to 9223372036854775807",
                    false => "a whole number is expected here, and this has a fraction",
                })
            }),
            other => Err(mismatch("a whole number", other)),
        }
    }
}

impl ToValue for i64 {
    fn to_value(&self) -> Value {
        Value::integer(*self)
    }
}

impl FromValue for f64 {
    fn from_value(value: &Value) -> Result<Self, ConvertError> {
        let number = Number::from_value(value)?.as_f64();
        number.ok_or_else(|| ConvertError::new("the number here is beyond all floats"))
    }
}

impl ToValue for f64 {
    fn to_value(&self) -> Value {
        Value::Number(Number::F64(*self))
    }
}

impl FromValue for Number {
    fn from_value(value: &Value) -> Result<Self, ConvertError> {
        match value {
            Value::Number(number) => Ok(number.clone()),
            other => Err(mismatch("a number", other)),
        }
    }
}

impl ToValue for Number {
    fn to_value(&self) -> Value {
        Value::Number(self.clone())
    }
}

/// A list, a set or a tuple.
impl<T: FromValue> FromValue for Vec<T> {
    fn from_value(value: &Value) -> Result<Self, ConvertError> {
        let Value::Sequence(items) = value else { return Err(mismatch("a sequence", value)) };
        let item = |(index, value)| T::from_value(value).map_err(|error| error.within(Step::index(index)));
        items.iter().enumerate().map(item).collect()
    }
}

impl<T: ToValue> ToValue for Vec<T> {
    fn to_value(&self) -> Value {
        Value::Sequence(self.iter().map(ToValue::to_value).collect())
    }
}

impl<T: FromValue> FromValue for BTreeMap<Str, T> {
    fn from_value(value: &Value) -> Result<Self, ConvertError> {
        let Value::Map(entries) = value else { return Err(mismatch("a map", value)) };
        let entry = |(key, value): (&Str, &Value)| match T::from_value(value) {
            Ok(value) => Ok((key.clone(), value)),
            Err(error) => Err(error.within(Step::Key(key.clone()))),
        };
        entries.iter().map(entry).collect()
    }
}

impl<T: ToValue> ToValue for BTreeMap<Str, T> {
    fn to_value(&self) -> Value {
        Value::Map(self.iter().map(|(key, value)| (key.clone(), value.to_value())).collect())
    }
}

impl FromValue for NoIdentity {
    fn from_value(_: &Value) -> Result<Self, ConvertError> {
        Ok(Self)
    }
}

impl ToValue for NoIdentity {
    fn to_value(&self) -> Value {
        Value::Object(crate::wire::Object::default())
    }
}

impl Model for NoIdentity {
    fn fields() -> Vec<&'static str> {
        Vec::new()
    }

    fn values(&self) -> Vec<Value> {
        Vec::new()
    }

    fn null() -> Self {
        Self
    }
}
