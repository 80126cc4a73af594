//! Bytes to a value.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::reader::{Head, Reader};
use crate::wire::equality::collapse;
use crate::wire::error::AddStep as _;
use crate::wire::nfc::nfc;
use crate::wire::{
    DecodeError, DecodeProblem, MAX_DEPTH, Number, Object, ObjectType, Step, Str, Type, Value,
};

/// The type of the extension that an unknown with refinements is.
const REFINED_UNKNOWN: i8 = 12;

/// So many elements have their room made at once; more only as they come, because an element takes more room than
/// the byte that may announce it.
const ROOM: usize = 1024;

/// Reads one value of this type, which must be the whole message.
///
/// An object must have exactly the type's attributes. Any unknown is read without its refinements. Text is brought to
/// normal form C and a set's equal elements become one, as Terraform does with what it receives.
///
/// # Errors
/// With the place and the problem, when the bytes aren't such a value, or nest deeper than [`MAX_DEPTH`].
pub fn decode(bytes: &[u8], ty: &Type) -> Result<Value, DecodeError> {
    let mut reader = Reader::new(bytes);
    let value = read(&mut reader, ty, 0)?;
    if reader.is_at_end() { Ok(value) } else { Err(DecodeProblem::Trailing.into()) }
}

fn read(reader: &mut Reader<'_>, ty: &Type, depth: usize) -> Result<Value, DecodeError> {
    if depth > MAX_DEPTH {
        return Err(DecodeProblem::TooDeep.into());
    }
    let depth = depth + 1;
    Ok(match (ty, reader.head()?) {
        (_, Head::Nil) => Value::Null,
        (_, Head::Extension(kind, length)) if length <= 1 || kind == REFINED_UNKNOWN => Value::Unknown,
        (_, Head::Extension(kind, _)) => return Err(DecodeProblem::Extension(kind).into()),
        (Type::String, Head::Bytes(bytes)) => Value::String(Str::from(nfc(text(bytes)?))),
        (Type::Bool, Head::Bool(bool)) => Value::Bool(bool),
        (Type::Number, head) => Value::Number(number(&head)?),
        (Type::Dynamic, Head::Array(2)) => dynamic(reader, depth)?,
        (Type::Dynamic, Head::Array(found)) => {
            return Err(DecodeProblem::Length { expected: 2, found }.into());
        }
        (Type::List(element), Head::Array(length)) => {
            let mut elements = Vec::with_capacity(length.min(ROOM));
            for place in 0..length {
                elements.push(read(reader, element, depth).under(|| Step::index(place))?);
            }
            Value::Sequence(elements)
        }
        (Type::Set(element), Head::Array(length)) => {
            let mut elements = Vec::with_capacity(length.min(ROOM));
            for _ in 0..length {
                elements.push(read(reader, element, depth)?);
            }
            Value::Sequence(collapse(elements, element))
        }
        (Type::Tuple(types), Head::Array(length)) => {
            if length != types.len() {
                return Err(DecodeProblem::Length { expected: types.len(), found: length }.into());
            }
            let mut elements = Vec::with_capacity(length);
            for (place, ty) in types.iter().enumerate() {
                elements.push(read(reader, ty, depth).under(|| Step::index(place))?);
            }
            Value::Sequence(elements)
        }
        (Type::Map(element), Head::Map(length)) => Value::Map(map(reader, element, length, depth)?),
        (Type::Object(ty), Head::Map(length)) => Value::Object(object(reader, ty, length, depth)?),
        (ty, head) => {
            return Err(DecodeProblem::Unexpected { expected: ty.name(), found: head.name() }.into());
        }
    })
}

fn text(bytes: &[u8]) -> Result<Cow<'_, str>, DecodeProblem> {
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| DecodeProblem::NotUtf8)
}

fn number(head: &Head<'_>) -> Result<Number, DecodeProblem> {
    match head {
        Head::Signed(number) => Ok(Number::I64(*number)),
        Head::Unsigned(number) => Ok(Number::from_u64(*number)),
        Head::Float(float) if float.is_nan() => Err(DecodeProblem::NotANumber),
        Head::Float(float) => Ok(Number::F64(*float)),
        Head::Bytes(bytes) => Number::from_decimal_text(&text(bytes)?).ok_or(DecodeProblem::NotANumber),
        other => Err(DecodeProblem::Unexpected { expected: Type::Number.name(), found: other.name() }),
    }
}

/// A pair of a type's JSON and a value of that type.
fn dynamic(reader: &mut Reader<'_>, depth: usize) -> Result<Value, DecodeError> {
    let ty = match reader.head()? {
        Head::Bytes(json) => Type::from_json(json).map_err(DecodeProblem::Type)?,
        other => {
            return Err(
                DecodeProblem::Unexpected { expected: "the value's type", found: other.name() }.into()
            );
        }
    };
    let value = read(reader, &ty, depth)?;
    Ok(Value::Dynamic(Box::new((ty, value))))
}

fn map(
    reader: &mut Reader<'_>,
    element: &Type,
    length: usize,
    depth: usize,
) -> Result<BTreeMap<Str, Value>, DecodeError> {
    let mut entries = BTreeMap::new();
    for _ in 0..length {
        let key = Str::from(nfc(key(reader)?));
        let value = read(reader, element, depth).under(|| Step::Key(key.clone()))?;
        if entries.insert(key.clone(), value).is_some() {
            return Err(DecodeProblem::DuplicateKey(key).into());
        }
    }
    Ok(entries)
}

fn object(
    reader: &mut Reader<'_>,
    ty: &ObjectType,
    length: usize,
    depth: usize,
) -> Result<Object, DecodeError> {
    let attributes = ty.attributes();
    let mut entries: Vec<(Str, Value)> = Vec::with_capacity(length.min(attributes.len()));
    let mut sorted = true;
    for place in 0..length {
        let key = key(reader)?;
        // Terraform sends the attributes sorted, so the next one is nearly always the one expected.
        let (name, ty) = match attributes.get(place).filter(|(name, _)| **name == *key) {
            Some(attribute) => attribute,
            None => {
                sorted = false;
                let key = nfc(key);
                ty.entry(&key).ok_or_else(|| DecodeProblem::UnsupportedAttribute(Str::from(key)))?
            }
        };
        entries.push((name.clone(), read(reader, ty, depth).under(|| Step::Attribute(name.clone()))?));
    }
    if !sorted {
        entries.sort_by(|one, two| one.0.cmp(&two.0));
        if let Some([(name, _), _]) = entries.array_windows().find(|[one, two]| one.0 == two.0) {
            return Err(DecodeProblem::DuplicateKey(name.clone()).into());
        }
    }
    if entries.len() < attributes.len() {
        let mut given = entries.iter();
        let missing = attributes.iter().find(|(name, _)| given.next().is_none_or(|(have, _)| have != name));
        let name = missing.map(|(name, _)| name.clone()).unwrap_or_default();
        return Err(DecodeProblem::MissingAttribute(name).into());
    }
    Ok(Object::from_sorted(entries))
}

fn key<'a>(reader: &mut Reader<'a>) -> Result<Cow<'a, str>, DecodeProblem> {
    match reader.head()? {
        Head::Bytes(bytes) => text(bytes),
        other => Err(DecodeProblem::Unexpected { expected: "a text key", found: other.name() }),
    }
}
