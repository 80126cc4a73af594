//! CallFunction: pure and unconfigured. An error says which argument it is about.

use crate::framework::path_ref::PathRef;
use crate::framework::proto::call_function::{Request, Response};
use crate::framework::proto::{self, DynamicValue};
use crate::framework::registry::FunctionEntry;
use crate::framework::rpc::Server;
use crate::framework::{Arguments, Diagnostic, FunctionError, Provider, consistency, proto_convert};
use crate::wire::Value;

pub(crate) async fn serve<P: Provider>(server: &Server<P>, request: Request) -> Response {
    match call(server, &request) {
        Ok(result) => Response { result: Some(result), ..Default::default() },
        Err(error) => failed(&error),
    }
}

/// An answer that is an error, with secrets removed.
pub(crate) fn failed(error: &FunctionError) -> Response {
    let function_argument = error.argument.and_then(|argument| i64::try_from(argument).ok());
    // Terraform ends the sentence itself.
    let text = proto_convert::clean(&error.text).as_str().trim_end_matches('.').to_owned();
    Response { error: Some(proto::FunctionError { text, function_argument }), ..Default::default() }
}

/// A diagnostic as a function's error: it has but one text.
pub(crate) fn in_one_text(diagnostic: &Diagnostic) -> FunctionError {
    FunctionError::of_call(format!("{}: {}", diagnostic.summary, diagnostic.detail))
}

fn call<P: Provider>(server: &Server<P>, request: &Request) -> Result<DynamicValue, FunctionError> {
    let entry = server.registry.function(&request.name).map_err(|error| in_one_text(&error))?;
    let arguments = read(entry, &request.arguments)?;
    let returns = &entry.signature.returns;
    let mut result = match arguments.iter().all(Value::is_wholly_known) {
        true => entry.function.call(&Arguments(&arguments))?,
        // Terraform does not call then; what does gets what Terraform would take.
        false => Value::Unknown,
    };
    let mut found = Vec::new();
    consistency::conform(&mut result, returns, &PathRef::Root, &mut found);
    if let Some(violation) = found.first() {
        return Err(in_one_text(&violation.diagnostic(&request.name, "called")));
    }
    proto_convert::write(&result, returns, "the result").map_err(|error| in_one_text(&error))
}

/// The arguments by their types; a null is refused here where the host has not done so.
fn read<'m>(entry: &FunctionEntry, given: &'m [DynamicValue]) -> Result<Vec<Value>, FunctionError> {
    let parameters = &entry.signature.parameters;
    if given.len() != parameters.len() {
        let (name, takes, given) = (entry.function.name(), parameters.len(), given.len());
        return Err(FunctionError::of_call(format!(
            "{name} takes {takes} arguments, and {given} were given."
        )));
    }
    let one = |(index, (parameter, given)): (usize, (_, &'m DynamicValue))| {
        let parameter: &crate::framework::Parameter = parameter;
        let what = format!("the argument {}", parameter.name);
        let value = proto_convert::read(Some(given), &parameter.ty, &what)
            .map_err(|error| FunctionError::at(index, in_one_text(&error).text))?;
        match &value {
            Value::Null => Err(FunctionError::at(index, format!("{} must not be null.", parameter.name))),
            _ => Ok(value),
        }
    };
    parameters.iter().zip(given).enumerate().map(one).collect()
}
