//! JSON to a value.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::text::{Node, parse};
use crate::wire::equality::collapse;
use crate::wire::error::AddStep as _;
use crate::wire::nfc::nfc;
use crate::wire::{
    DecodeError, DecodeProblem, MAX_DEPTH, Number, Object, ObjectType, Step, Str, Type, Value,
};

/// What to do with an attribute that the type doesn't have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownAttributes {
    /// It is an error.
    Refuse,
    /// It is left out: an older state may hold attributes that are gone.
    Ignore,
}

/// Reads one value of this type, which must be the whole text.
///
/// A missing attribute is null. As Terraform does, a bool or number is also read from its text, and text from a bool
/// or number: an older state may hold one where the type now has the other.
///
/// # Errors
/// With the place and the problem, when the text isn't JSON or no such value, or nests deeper than [`MAX_DEPTH`].
pub fn decode(bytes: &[u8], ty: &Type, unknown: UnknownAttributes) -> Result<Value, DecodeError> {
    let node = parse(bytes).map_err(DecodeProblem::Json)?;
    read(node, ty, unknown, 0)
}

fn read(node: Node<'_>, ty: &Type, unknown: UnknownAttributes, depth: usize) -> Result<Value, DecodeError> {
    if depth > MAX_DEPTH {
        return Err(DecodeProblem::TooDeep.into());
    }
    let depth = depth + 1;
    Ok(match (ty, node) {
        (_, Node::Null) => Value::Null,
        (Type::String, Node::String(text)) => Value::String(Str::from(nfc(text))),
        (Type::String, Node::Number(text)) => Value::from(text),
        (Type::String, Node::Bool(bool)) => Value::from(if bool { "true" } else { "false" }),
        (Type::Bool, Node::Bool(bool)) => Value::Bool(bool),
        (Type::Bool, Node::String(text)) if text == "true" => Value::Bool(true),
        (Type::Bool, Node::String(text)) if text == "false" => Value::Bool(false),
        (Type::Number, Node::Number(text)) => number(text)?,
        (Type::Number, Node::String(text)) => number(&text)?,
        (Type::Dynamic, Node::Object(entries)) => dynamic(entries, unknown, depth)?,
        (Type::List(element), Node::Array(nodes)) => Value::Sequence(
            nodes
                .into_iter()
                .enumerate()
                .map(|(place, node)| read(node, element, unknown, depth).under(|| Step::index(place)))
                .collect::<Result<_, _>>()?,
        ),
        (Type::Set(element), Node::Array(nodes)) => {
            let elements: Result<_, _> =
                nodes.into_iter().map(|node| read(node, element, unknown, depth)).collect();
            Value::Sequence(collapse(elements?, element))
        }
        (Type::Tuple(types), Node::Array(nodes)) => {
            if nodes.len() != types.len() {
                return Err(DecodeProblem::Length { expected: types.len(), found: nodes.len() }.into());
            }
            let places = nodes.into_iter().zip(types.iter()).enumerate();
            Value::Sequence(
                places
                    .map(|(place, (node, ty))| read(node, ty, unknown, depth).under(|| Step::index(place)))
                    .collect::<Result<_, _>>()?,
            )
        }
        (Type::Map(element), Node::Object(nodes)) => {
            let mut entries = BTreeMap::new();
            for (key, node) in nodes {
                let key = Str::from(nfc(key));
                let value = read(node, element, unknown, depth).under(|| Step::Key(key.clone()))?;
                if entries.insert(key.clone(), value).is_some() {
                    return Err(DecodeProblem::DuplicateKey(key).into());
                }
            }
            Value::Map(entries)
        }
        (Type::Object(ty), Node::Object(nodes)) => Value::Object(object(nodes, ty, unknown, depth)?),
        (ty, node) => {
            return Err(DecodeProblem::Unexpected { expected: ty.name(), found: node.name() }.into());
        }
    })
}

fn number(text: &str) -> Result<Value, DecodeProblem> {
    Number::from_decimal_text(text).map(Value::Number).ok_or(DecodeProblem::NotANumber)
}

/// An object of a value and its type, in either order.
fn dynamic(
    entries: Vec<(Cow<'_, str>, Node<'_>)>,
    unknown: UnknownAttributes,
    depth: usize,
) -> Result<Value, DecodeError> {
    let (mut ty, mut value) = (None, None);
    for (key, node) in entries {
        let slot = match &*key {
            "type" => &mut ty,
            "value" => &mut value,
            _ => return Err(DecodeProblem::UnsupportedAttribute(Str::from(key)).into()),
        };
        if slot.replace(node).is_some() {
            return Err(DecodeProblem::DuplicateKey(Str::from(key)).into());
        }
    }
    let missing = |name: &str| DecodeProblem::MissingAttribute(name.into());
    let ty = Type::from_node(ty.ok_or_else(|| missing("type"))?).map_err(DecodeProblem::Type)?;
    let value = read(value.ok_or_else(|| missing("value"))?, &ty, unknown, depth)?;
    Ok(Value::Dynamic(Box::new((ty, value))))
}

fn object(
    nodes: Vec<(Cow<'_, str>, Node<'_>)>,
    ty: &ObjectType,
    unknown: UnknownAttributes,
    depth: usize,
) -> Result<Object, DecodeError> {
    let mut given = BTreeMap::new();
    for (key, node) in nodes {
        let key = nfc(key);
        let Some((name, ty)) = ty.entry(&key) else {
            if unknown == UnknownAttributes::Ignore {
                continue;
            }
            return Err(DecodeProblem::UnsupportedAttribute(Str::from(key)).into());
        };
        let value = read(node, ty, unknown, depth).under(|| Step::Attribute(name.clone()))?;
        if given.insert(name, value).is_some() {
            return Err(DecodeProblem::DuplicateKey(name.clone()).into());
        }
    }
    let entries = ty.attributes().iter().map(|(name, _)| {
        let value = given.remove(name).unwrap_or(Value::Null);
        (name.clone(), value)
    });
    Ok(Object::from_sorted(entries.collect()))
}
