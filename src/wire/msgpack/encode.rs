//! A value to bytes.

use rmp::Marker;

use crate::wire::error::AddStep as _;
use crate::wire::{EncodeError, EncodeProblem, Number, Object, ObjectType, Step, Type, Value};

/// An extension of type 0 that holds one zero byte.
const UNKNOWN: [u8; 3] = [0xd4, 0, 0];

/// Writes a value of this type as Terraform does: objects with every attribute, sorted; numbers as the shortest
/// whole number, an exact float or decimal text; any unknown without refinements.
///
/// # Errors
/// With the place and the problem, when the value isn't one of the type (also: an attribute too many or too few).
pub fn encode(value: &Value, ty: &Type) -> Result<Vec<u8>, EncodeError> {
    let mut out = Vec::with_capacity(256);
    write(&mut out, value, ty)?;
    Ok(out)
}

fn write(out: &mut Vec<u8>, value: &Value, ty: &Type) -> Result<(), EncodeError> {
    match (ty, value) {
        (_, Value::Null) => out.push(Marker::Null.to_u8()),
        (_, Value::Unknown) => out.extend_from_slice(&UNKNOWN),
        (Type::String, Value::String(text)) => string(out, text)?,
        (Type::Bool, Value::Bool(true)) => out.push(Marker::True.to_u8()),
        (Type::Bool, Value::Bool(false)) => out.push(Marker::False.to_u8()),
        (Type::Number, Value::Number(value)) => number(out, value)?,
        (Type::Dynamic, Value::Dynamic(inner)) => {
            let (ty, value) = &**inner;
            out.push(Marker::FixArray(2).to_u8());
            binary(out, &ty.to_json())?;
            write(out, value, ty)?;
        }
        (Type::List(element), Value::Sequence(elements)) => {
            array(out, elements.len())?;
            for (place, value) in elements.iter().enumerate() {
                write(out, value, element).under(|| Step::index(place))?;
            }
        }
        (Type::Set(element), Value::Sequence(elements)) => {
            array(out, elements.len())?;
            for value in elements {
                write(out, value, element)?;
            }
        }
        (Type::Tuple(types), Value::Sequence(elements)) => {
            if types.len() != elements.len() {
                let found = elements.len();
                return Err(EncodeProblem::Length { expected: types.len(), found }.into());
            }
            array(out, elements.len())?;
            for (place, (value, ty)) in elements.iter().zip(types.iter()).enumerate() {
                write(out, value, ty).under(|| Step::index(place))?;
            }
        }
        (Type::Map(element), Value::Map(entries)) => {
            map(out, entries.len())?;
            for (key, value) in entries {
                string(out, key)?;
                write(out, value, element).under(|| Step::Key(key.clone()))?;
            }
        }
        (Type::Object(ty), Value::Object(value)) => object(out, value, ty)?,
        (ty, _) => return Err(EncodeProblem::Mismatch { expected: ty.name() }.into()),
    }
    Ok(())
}

fn object(out: &mut Vec<u8>, object: &Object, ty: &ObjectType) -> Result<(), EncodeError> {
    map(out, object.len())?;
    object.for_each_of(ty, |name, value, ty| {
        string(out, name)?;
        write(out, value, ty).under(|| Step::Attribute(name.clone()))
    })
}

/// Decimal text, also for whole numbers and exact floats. Terraform 1.11 compares a refreshed state with the stored one
/// by precision too, and gives a number that came as an integer or a float another precision than the same number in
/// its state file: with those, `plan -refresh-only -detailed-exitcode` would never be 0 there.
fn number(out: &mut Vec<u8>, number: &Number) -> Result<(), EncodeProblem> {
    match number {
        Number::I64(number) => string(out, &number.to_string())?,
        Number::F64(float) if float.is_infinite() => sized(out, Marker::F64, float.to_be_bytes()),
        number if number.is_finite() => string(out, &number.to_decimal_text())?,
        _ => return Err(EncodeProblem::NotANumber),
    }
    Ok(())
}

fn string(out: &mut Vec<u8>, text: &str) -> Result<(), EncodeProblem> {
    match (u8::try_from(text.len()), u16::try_from(text.len())) {
        (Ok(short @ 0..=31), _) => out.push(Marker::FixStr(short).to_u8()),
        (Ok(short), _) => sized(out, Marker::Str8, [short]),
        (_, Ok(length)) => sized(out, Marker::Str16, length.to_be_bytes()),
        _ => sized(out, Marker::Str32, length32(text.len())?),
    }
    out.extend_from_slice(text.as_bytes());
    Ok(())
}

fn binary(out: &mut Vec<u8>, bytes: &[u8]) -> Result<(), EncodeProblem> {
    match (u8::try_from(bytes.len()), u16::try_from(bytes.len())) {
        (Ok(short), _) => sized(out, Marker::Bin8, [short]),
        (_, Ok(length)) => sized(out, Marker::Bin16, length.to_be_bytes()),
        _ => sized(out, Marker::Bin32, length32(bytes.len())?),
    }
    out.extend_from_slice(bytes);
    Ok(())
}

fn array(out: &mut Vec<u8>, length: usize) -> Result<(), EncodeProblem> {
    match (u8::try_from(length), u16::try_from(length)) {
        (Ok(short @ 0..=15), _) => out.push(Marker::FixArray(short).to_u8()),
        (_, Ok(length)) => sized(out, Marker::Array16, length.to_be_bytes()),
        _ => sized(out, Marker::Array32, length32(length)?),
    }
    Ok(())
}

fn map(out: &mut Vec<u8>, length: usize) -> Result<(), EncodeProblem> {
    match (u8::try_from(length), u16::try_from(length)) {
        (Ok(short @ 0..=15), _) => out.push(Marker::FixMap(short).to_u8()),
        (_, Ok(length)) => sized(out, Marker::Map16, length.to_be_bytes()),
        _ => sized(out, Marker::Map32, length32(length)?),
    }
    Ok(())
}

fn length32(length: usize) -> Result<[u8; 4], EncodeProblem> {
    u32::try_from(length).map(u32::to_be_bytes).map_err(|_| EncodeProblem::TooLong)
}

fn sized<const N: usize>(out: &mut Vec<u8>, marker: Marker, bytes: [u8; N]) {
    out.push(marker.to_u8());
    out.extend_from_slice(&bytes);
}
