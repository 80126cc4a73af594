//! The trait of a provider's function, and what it takes and gives.

use super::FromValue;
use crate::wire::{Type, Value};

/// A function that HCL calls as `provider::td::name(…)` (Terraform 1.8 and later, OpenTofu 1.7 and later).
///
/// It is pure: the same arguments always give the same result, without any client, clock or I/O. Terraform calls it in
/// a process of its own that is never configured.
pub trait Function: Send + Sync + 'static {
    /// The name in HCL.
    fn name(&self) -> &'static str;

    /// What it takes and gives.
    fn signature(&self) -> Signature;

    /// Computes it. Every argument is wholly known, and none of them is null by itself.
    fn call(&self, arguments: &Arguments<'_>) -> Result<Value, FunctionError>;
}

/// What a function takes and gives.
#[derive(Clone, Debug)]
pub struct Signature {
    /// One line.
    pub summary: String,
    /// Markdown.
    pub description: String,
    /// In the order of the call.
    pub parameters: Vec<Parameter>,
    /// The type of the result.
    pub returns: Type,
}

/// One parameter of a function. It is never null and never unknown: Terraform answers such a call itself.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name, for messages and documentation.
    pub name: &'static str,
    /// The type that an argument is converted to.
    pub ty: Type,
    /// Markdown: what it is, units, range, an example.
    pub description: String,
}

impl Parameter {
    /// A parameter of a type.
    pub fn new(name: &'static str, ty: Type, description: impl Into<String>) -> Self {
        Self { name, ty, description: description.into() }
    }
}

/// The arguments of one call.
#[derive(Clone, Copy, Debug)]
pub struct Arguments<'a>(pub(crate) &'a [Value]);

impl Arguments<'_> {
    /// One argument as a Rust type, counted from 0; what does not fit is an error at that argument.
    pub fn get<T: FromValue>(&self, index: usize) -> Result<T, FunctionError> {
        let value = self.0.get(index).unwrap_or(&Value::Null);
        T::from_value(value).map_err(|error| FunctionError::at(index, format!("{error}.")))
    }
}

/// Why a function has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionError {
    /// What is wrong and what to do, in sentences.
    pub text: String,
    /// The argument that it is about, counted from 0; None for the whole call.
    pub argument: Option<usize>,
}

impl FunctionError {
    /// An error about one argument, counted from 0.
    pub fn at(argument: usize, text: impl Into<String>) -> Self {
        Self { text: text.into(), argument: Some(argument) }
    }

    /// An error about the whole call.
    pub fn of_call(text: impl Into<String>) -> Self {
        Self { text: text.into(), argument: None }
    }
}
