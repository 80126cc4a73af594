//! When two values are the same to Terraform: a set has no order and no two equal elements.

use std::collections::HashSet;

use super::{Object, Type, Value};

impl Value {
    /// Whether the two are the same value of this type: numbers as numbers, sets in any order, unknowns alike.
    pub fn same_as(&self, other: &Self, ty: &Type) -> bool {
        match (ty, self, other) {
            (Type::Set(element), Self::Sequence(one), Self::Sequence(two)) => {
                one.len() == two.len() && sorted_keys(one, element) == sorted_keys(two, element)
            }
            (Type::List(element), Self::Sequence(one), Self::Sequence(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.same_as(two, element))
            }
            (Type::Tuple(types), Self::Sequence(one), Self::Sequence(two)) => {
                one.len() == two.len()
                    && one.iter().zip(two).zip(types.iter()).all(|((one, two), ty)| one.same_as(two, ty))
            }
            (Type::Map(element), Self::Map(one), Self::Map(two)) => {
                one.len() == two.len()
                    && one.iter().zip(two).all(|(one, two)| one.0 == two.0 && one.1.same_as(two.1, element))
            }
            (Type::Object(ty), Self::Object(one), Self::Object(two)) => {
                let attribute = |name: &str| ty.get(name).unwrap_or(&Type::Dynamic);
                one.len() == two.len()
                    && one.iter().zip(two.iter()).all(|((name, one), (other_name, two))| {
                        name == other_name && one.same_as(two, attribute(name))
                    })
            }
            (Type::Dynamic, Self::Dynamic(one), Self::Dynamic(two)) => {
                one.0 == two.0 && one.1.same_as(&two.1, &one.0)
            }
            _ => self == other,
        }
    }
}

/// A set's elements, each once. One that isn't wholly known is never taken for another's equal: the two may turn out
/// different.
pub(super) fn collapse(mut elements: Vec<Value>, element: &Type) -> Vec<Value> {
    if elements.len() > 1 {
        let mut seen = HashSet::with_capacity(elements.len());
        elements.retain(|value| !value.is_wholly_known() || seen.insert(key(value, element)));
    }
    elements
}

fn sorted_keys(elements: &[Value], element: &Type) -> Vec<Vec<u8>> {
    let mut keys: Vec<_> = elements.iter().map(|value| key(value, element)).collect();
    keys.sort_unstable();
    keys
}

/// Bytes that two values of a type share exactly when they are the same.
fn key(value: &Value, ty: &Type) -> Vec<u8> {
    let mut out = Vec::new();
    write_key(&mut out, value, ty);
    out
}

/// Every part is a tag and either of fixed length or preceded by its length, so that no two values run together alike.
fn write_key(out: &mut Vec<u8>, value: &Value, ty: &Type) {
    match value {
        Value::Null => out.push(b'0'),
        Value::Unknown => out.push(b'?'),
        Value::Bool(bool) => out.push(if *bool { b't' } else { b'f' }),
        Value::Number(number) => text_key(out, b'n', number.to_decimal_text().as_bytes()),
        Value::String(text) => text_key(out, b's', text.as_bytes()),
        Value::Sequence(elements) => {
            length_key(out, b'[', elements.len());
            match ty {
                Type::Set(element) => out.extend(sorted_keys(elements, element).concat()),
                Type::List(element) => elements.iter().for_each(|value| write_key(out, value, element)),
                Type::Tuple(types) => {
                    elements.iter().zip(types.iter()).for_each(|(value, ty)| write_key(out, value, ty));
                }
                _ => elements.iter().for_each(|value| write_key(out, value, &Type::Dynamic)),
            }
        }
        Value::Map(entries) => {
            let element = if let Type::Map(element) = ty { element } else { &Type::Dynamic };
            length_key(out, b'{', entries.len());
            for (key, value) in entries {
                text_key(out, b's', key.as_bytes());
                write_key(out, value, element);
            }
        }
        Value::Object(object) => object_key(out, object, ty),
        Value::Dynamic(inner) => {
            text_key(out, b'*', &inner.0.to_json());
            write_key(out, &inner.1, &inner.0);
        }
    }
}

fn object_key(out: &mut Vec<u8>, object: &Object, ty: &Type) {
    length_key(out, b'(', object.len());
    for (name, value) in object.iter() {
        let attribute = if let Type::Object(ty) = ty { ty.get(name) } else { None };
        text_key(out, b's', name.as_bytes());
        write_key(out, value, attribute.unwrap_or(&Type::Dynamic));
    }
}

fn text_key(out: &mut Vec<u8>, tag: u8, bytes: &[u8]) {
    length_key(out, tag, bytes.len());
    out.extend_from_slice(bytes);
}

fn length_key(out: &mut Vec<u8>, tag: u8, length: usize) {
    out.push(tag);
    out.extend_from_slice(&length.to_be_bytes());
}
