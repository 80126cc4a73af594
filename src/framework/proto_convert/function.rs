//! Functions' signatures.

use super::super::proto;
use super::super::{Parameter, Signature};

/// A signature as Terraform reads it; descriptions are Markdown.
pub(crate) fn function(signature: &Signature) -> proto::Function {
    let parameter = |one: &Parameter| proto::function::Parameter {
        name: one.name.into(),
        r#type: one.ty.to_json().into(),
        allow_null_value: false,
        allow_unknown_values: false,
        description: one.description.clone(),
        description_kind: proto::StringKind::Markdown.into(),
    };
    proto::Function {
        parameters: signature.parameters.iter().map(parameter).collect(),
        variadic_parameter: None,
        r#return: Some(proto::function::Return { r#type: signature.returns.to_json().into() }),
        summary: signature.summary.clone(),
        description: signature.description.clone(),
        description_kind: proto::StringKind::Markdown.into(),
        deprecation_message: String::new(),
    }
}
