//! Promises of the wire layer.

mod equality;
mod golden;
mod json;
mod numbers;
mod random;
mod refused;
mod strategy;
mod types;

use std::sync::Arc;

use super::{ObjectType, Type};

fn object<const N: usize>(attributes: [(&str, Type); N]) -> Type {
    Type::Object(Arc::new(ObjectType::new(attributes)))
}

fn list(element: Type) -> Type {
    Type::List(Arc::new(element))
}

fn set(element: Type) -> Type {
    Type::Set(Arc::new(element))
}

fn map(element: Type) -> Type {
    Type::Map(Arc::new(element))
}
