//! A value to JSON.

use crate::wire::error::AddStep as _;
use crate::wire::{EncodeError, EncodeProblem, Number, Step, Type, Value};

/// Writes a wholly known value of this type, without blanks.
///
/// # Errors
/// With the place and the problem, when the value isn't one of the type, or holds an unknown or an infinity.
pub fn encode(value: &Value, ty: &Type) -> Result<Vec<u8>, EncodeError> {
    let mut out = Vec::with_capacity(256);
    write(&mut out, value, ty)?;
    Ok(out)
}

fn write(out: &mut Vec<u8>, value: &Value, ty: &Type) -> Result<(), EncodeError> {
    match (ty, value) {
        (_, Value::Null) => out.extend_from_slice(b"null"),
        (_, Value::Unknown) => return Err(EncodeProblem::Unknown.into()),
        (Type::String, Value::String(text)) => write_text(out, text),
        (Type::Bool, Value::Bool(bool)) => out.extend_from_slice(if *bool { b"true" } else { b"false" }),
        (Type::Number, Value::Number(value)) => number(out, value)?,
        (Type::Dynamic, Value::Dynamic(inner)) => {
            let (ty, value) = &**inner;
            out.extend_from_slice(b"{\"value\":");
            write(out, value, ty)?;
            out.extend_from_slice(b",\"type\":");
            out.extend_from_slice(&ty.to_json());
            out.push(b'}');
        }
        (Type::List(element), Value::Sequence(elements)) => {
            out.push(b'[');
            for (place, value) in elements.iter().enumerate() {
                write(out, value, element).under(|| Step::index(place))?;
                out.push(b',');
            }
            close(out, b"]");
        }
        (Type::Set(element), Value::Sequence(elements)) => {
            out.push(b'[');
            for value in elements {
                write(out, value, element)?;
                out.push(b',');
            }
            close(out, b"]");
        }
        (Type::Tuple(types), Value::Sequence(elements)) => {
            if types.len() != elements.len() {
                let found = elements.len();
                return Err(EncodeProblem::Length { expected: types.len(), found }.into());
            }
            out.push(b'[');
            for (place, (value, ty)) in elements.iter().zip(types.iter()).enumerate() {
                write(out, value, ty).under(|| Step::index(place))?;
                out.push(b',');
            }
            close(out, b"]");
        }
        (Type::Map(element), Value::Map(entries)) => {
            out.push(b'{');
            for (key, value) in entries {
                write_key(out, key);
                write(out, value, element).under(|| Step::Key(key.clone()))?;
                out.push(b',');
            }
            close(out, b"}");
        }
        (Type::Object(ty), Value::Object(object)) => {
            out.push(b'{');
            object.for_each_of(ty, |name, value, ty| {
                write_key(out, name);
                write(out, value, ty).under(|| Step::Attribute(name.clone()))?;
                out.push(b',');
                Ok(())
            })?;
            close(out, b"}");
        }
        (ty, _) => return Err(EncodeProblem::Mismatch { expected: ty.name() }.into()),
    }
    Ok(())
}

/// Ends an array or object whose every part was followed by a comma.
pub(in crate::wire) fn close(out: &mut Vec<u8>, end: &[u8]) {
    if out.last() == Some(&b',') {
        out.pop();
    }
    out.extend_from_slice(end);
}

fn number(out: &mut Vec<u8>, number: &Number) -> Result<(), EncodeProblem> {
    if !number.is_finite() {
        return Err(EncodeProblem::NotANumber);
    }
    out.extend_from_slice(number.to_decimal_text().as_bytes());
    Ok(())
}

fn write_key(out: &mut Vec<u8>, key: &str) {
    write_text(out, key);
    out.push(b':');
}

/// A JSON string, escaped where it must be and nowhere else.
pub(in crate::wire) fn write_text(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut rest = text.as_bytes();
    while let Some(plain) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)) {
        let (before, after) = rest.split_at(plain);
        out.extend_from_slice(before);
        rest = match after.split_first() {
            Some((byte @ 0..0x20, after)) => {
                out.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
                after
            }
            Some((byte, after)) => {
                out.extend_from_slice(&[b'\\', *byte]);
                after
            }
            None => after,
        };
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}
