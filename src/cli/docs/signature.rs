//! A function as the registry shows it: signature, arguments, return type.

use std::fmt::Write;

use super::error::Error;
use super::schema::ty;
use crate::framework::proto::Function;

/// The sections `## Signature`, `## Arguments` and `## Return Type`.
pub(super) fn section(name: &str, function: &Function) -> Result<String, Error> {
    let mut signature = Vec::new();
    let mut arguments = String::new();
    let all = function.parameters.iter().chain(&function.variadic_parameter);
    for (number, parameter) in all.enumerate() {
        let dots = if number < function.parameters.len() { "" } else { "..." };
        let kind = ty(&parameter.r#type)?;
        signature.push(format!("{} {}{dots}", parameter.name, kind.to_lowercase()));
        let nullable = if parameter.allow_null_value { ", Nullable" } else { "" };
        let _ =
            writeln!(arguments, "1. `{}`{dots} ({kind}{nullable}) {}", parameter.name, parameter.description);
    }
    let given = function.r#return.as_ref().map_or(Ok("Dynamic".to_owned()), |given| ty(&given.r#type))?;
    Ok(format!(
        "## Signature\n\n```text\n{name}({}) {}\n```\n\n## Arguments\n\n{arguments}\n## Return Type\n\n{given}\n",
        signature.join(", "),
        given.to_lowercase(),
    ))
}
