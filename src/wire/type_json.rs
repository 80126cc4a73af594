//! Types as JSON: `"string"`, `["list",T]`, `["object",{"a":T},["a"]]` (plugin protocol, `Attribute.type`).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::json::{Node, close, parse, write_text};
use super::nfc::nfc;
use super::{MAX_DEPTH, ObjectType, Str, Type, TypeError};

impl Type {
    /// Reads a type's JSON.
    ///
    /// # Errors
    /// When the text isn't JSON or not a type, or nests deeper than [`MAX_DEPTH`].
    pub fn from_json(bytes: &[u8]) -> Result<Self, TypeError> {
        Self::from_node(parse(bytes).map_err(TypeError::Json)?)
    }

    /// Reads a type from JSON that is parsed already.
    pub(super) fn from_node(node: Node<'_>) -> Result<Self, TypeError> {
        read(node, 0)
    }

    /// The type's JSON. Always valid: Terraform panics on anything else.
    pub fn to_json(&self) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out, self);
        out
    }
}

fn read(node: Node<'_>, depth: usize) -> Result<Type, TypeError> {
    if depth > MAX_DEPTH {
        return Err(TypeError::TooDeep);
    }
    let (kind, arguments) = match node {
        Node::String(name) => (name, Vec::new()),
        Node::Array(nodes) => {
            let mut nodes = nodes.into_iter();
            match nodes.next() {
                Some(Node::String(name)) => (name, nodes.collect()),
                _ => return Err(TypeError::NotAType("an array that doesn't start with a name")),
            }
        }
        other => return Err(TypeError::NotAType(other.name())),
    };
    let mut arguments = arguments.into_iter();
    let mut of_one = |wrap: fn(Arc<Type>) -> Type| {
        let argument = arguments.next().ok_or(TypeError::NotAType("a collection without an element type"))?;
        read(argument, depth + 1).map(|element| wrap(Arc::new(element)))
    };
    let ty = match &*kind {
        "string" => Type::String,
        "number" => Type::Number,
        "bool" => Type::Bool,
        "dynamic" => Type::Dynamic,
        "list" => of_one(Type::List)?,
        "set" => of_one(Type::Set)?,
        "map" => of_one(Type::Map)?,
        "tuple" => match arguments.next() {
            Some(Node::Array(nodes)) => {
                let types: Result<_, _> = nodes.into_iter().map(|node| read(node, depth + 1)).collect();
                Type::Tuple(types?)
            }
            _ => return Err(TypeError::NotAType("a tuple without an array of types")),
        },
        "object" => match (arguments.next(), arguments.next()) {
            (Some(Node::Object(nodes)), None) => Type::Object(Arc::new(object(nodes, Vec::new(), depth)?)),
            (Some(Node::Object(nodes)), Some(Node::Array(optional))) => {
                Type::Object(Arc::new(object(nodes, optional, depth)?))
            }
            _ => return Err(TypeError::NotAType("an object without its attributes")),
        },
        _ => return Err(TypeError::NotAType("another name")),
    };
    if arguments.next().is_some() {
        Err(TypeError::NotAType("a type with something after it"))
    } else {
        Ok(ty)
    }
}

fn object(
    nodes: Vec<(Cow<'_, str>, Node<'_>)>,
    optional_nodes: Vec<Node<'_>>,
    depth: usize,
) -> Result<ObjectType, TypeError> {
    let mut attributes = BTreeMap::new();
    for (name, node) in nodes {
        let name = Str::from(nfc(name));
        if attributes.insert(name.clone(), read(node, depth + 1)?).is_some() {
            return Err(TypeError::Attributes(name));
        }
    }
    let mut optional = BTreeSet::new();
    for node in optional_nodes {
        let Node::String(name) = node else {
            return Err(TypeError::NotAType("an optional attribute without a name"));
        };
        let name = Str::from(nfc(name));
        if !attributes.contains_key(&name) || !optional.insert(name.clone()) {
            return Err(TypeError::Attributes(name));
        }
    }
    Ok(ObjectType::new(attributes).with_optional(optional))
}

fn write(out: &mut Vec<u8>, ty: &Type) {
    match ty {
        Type::String => out.extend_from_slice(b"\"string\""),
        Type::Number => out.extend_from_slice(b"\"number\""),
        Type::Bool => out.extend_from_slice(b"\"bool\""),
        Type::Dynamic => out.extend_from_slice(b"\"dynamic\""),
        Type::List(element) => write_collection(out, "list", element),
        Type::Set(element) => write_collection(out, "set", element),
        Type::Map(element) => write_collection(out, "map", element),
        Type::Tuple(types) => {
            out.extend_from_slice(b"[\"tuple\",[");
            for ty in types.iter() {
                write(out, ty);
                out.push(b',');
            }
            close(out, b"]]");
        }
        Type::Object(object) => {
            out.extend_from_slice(b"[\"object\",{");
            for (name, ty) in object.attributes() {
                write_text(out, name);
                out.push(b':');
                write(out, ty);
                out.push(b',');
            }
            close(out, b"}");
            if !object.optional().is_empty() {
                out.extend_from_slice(b",[");
                for name in object.optional() {
                    write_text(out, name);
                    out.push(b',');
                }
                close(out, b"]");
            }
            out.push(b']');
        }
    }
}

fn write_collection(out: &mut Vec<u8>, kind: &str, element: &Type) {
    out.push(b'[');
    write_text(out, kind);
    out.push(b',');
    write(out, element);
    out.push(b']');
}
