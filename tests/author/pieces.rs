//! A function: how many pieces some amounts are.

use std::sync::Arc;

use terraform_provider_td::framework::{Arguments, Function, FunctionError, Parameter, Signature};
use terraform_provider_td::wire::{Type, Value};

/// The function.
#[derive(Debug)]
pub(crate) struct Pieces;

impl Function for Pieces {
    fn name(&self) -> &'static str {
        "pieces"
    }

    fn signature(&self) -> Signature {
        let amounts = Type::List(Arc::new(Type::Number));
        Signature {
            summary: "Adds amounts up".into(),
            description: "How many pieces these amounts are together.".into(),
            parameters: vec![Parameter::new("amounts", amounts, "Whole numbers from 1.")],
            returns: Type::Number,
        }
    }

    fn call(&self, arguments: &Arguments<'_>) -> Result<Value, FunctionError> {
        let amounts: Vec<i64> = arguments.get(0)?;
        match amounts.iter().find(|amount| **amount < 1) {
            Some(amount) => {
                Err(FunctionError::at(0, format!("{amount} is no amount: it must be 1 or more.")))
            }
            None => Ok(Value::integer(amounts.iter().sum())),
        }
    }
}
