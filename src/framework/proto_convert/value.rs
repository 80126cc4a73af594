//! Values.

use super::super::Diagnostic;
use super::super::proto;
use crate::wire::json::UnknownAttributes;
use crate::wire::{DecodeError, EncodeError, Type, Value, json, msgpack};

/// Reads a value; a message that is missing or empty is null.
///
/// `what` says in the error which value it was, such as "the prior state of a td_schedule".
pub(crate) fn read(
    message: Option<&proto::DynamicValue>,
    ty: &Type,
    what: &str,
) -> Result<Value, Diagnostic> {
    let decoded = match message {
        Some(message) if !message.msgpack.is_empty() => msgpack::decode(&message.msgpack, ty),
        Some(message) if !message.json.is_empty() => {
            json::decode(&message.json, ty, UnknownAttributes::Refuse)
        }
        _ => Ok(Value::Null),
    };
    decoded.map_err(|error| unreadable(&error, what))
}

/// Reads an identity; None when there is none, or null.
pub(crate) fn read_identity(
    message: Option<&proto::ResourceIdentityData>,
    ty: Option<&Type>,
    what: &str,
) -> Result<Option<Value>, Diagnostic> {
    let (Some(message), Some(ty)) = (message, ty) else { return Ok(None) };
    let value = read(message.identity_data.as_ref(), ty, what)?;
    Ok(Some(value).filter(|value| !value.is_null()))
}

/// Reads a stored value: attributes that the type does not have are dropped, missing ones are null.
pub(crate) fn read_json(bytes: &[u8], ty: &Type, what: &str) -> Result<Value, Diagnostic> {
    json::decode(bytes, ty, UnknownAttributes::Ignore).map_err(|error| unreadable(&error, what))
}

/// Writes a value.
pub(crate) fn write(value: &Value, ty: &Type, what: &str) -> Result<proto::DynamicValue, Diagnostic> {
    let msgpack = msgpack::encode(value, ty).map_err(|error| unwritable(&error, what))?;
    Ok(proto::DynamicValue { msgpack: msgpack.into(), ..Default::default() })
}

/// Writes an identity; None when there is none.
pub(crate) fn identity(
    value: Option<&Value>,
    ty: Option<&Type>,
    what: &str,
) -> Result<Option<proto::ResourceIdentityData>, Diagnostic> {
    let (Some(value), Some(ty)) = (value, ty) else { return Ok(None) };
    Ok(Some(proto::ResourceIdentityData { identity_data: Some(write(value, ty, what)?) }))
}

fn unreadable(error: &DecodeError, what: &str) -> Diagnostic {
    Diagnostic::error(
        "A value that can't be read",
        format!(
            "The bytes of {what} don't fit the provider's schema: {error}. Check that Terraform runs the version of the \
             provider that the state was made for; otherwise this is a bug in the provider or in Terraform, please report it."
        ),
    )
    .at(error.path.clone())
}

fn unwritable(error: &EncodeError, what: &str) -> Diagnostic {
    Diagnostic::error(
        "Bug in the provider",
        format!(
            "This is a bug in the provider, not in your configuration; please report it. It made {what} in a way that can't \
             be sent: {error}."
        ),
    )
    .at(error.path.clone())
}
