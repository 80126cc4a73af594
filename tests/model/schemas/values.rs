//! Values of every type.

use terraform_provider_td::wire::{Number, Object, Type, Value};

/// A value of a type that has something everywhere.
pub(super) fn sample(ty: &Type) -> Value {
    filled(ty, "sample")
}

/// The same with this text wherever a text can be.
pub(super) fn filled(ty: &Type, text: &str) -> Value {
    match ty {
        Type::String | Type::Dynamic => Value::from(text),
        Type::Number => Value::integer(1),
        Type::Bool => Value::Bool(true),
        Type::List(element) | Type::Set(element) => Value::Sequence(vec![filled(element, text)]),
        Type::Map(element) => Value::Map([("key".into(), filled(element, text))].into()),
        Type::Tuple(types) => Value::Sequence(types.iter().map(|ty| filled(ty, text)).collect()),
        Type::Object(object) => {
            let entries = object.attributes().iter().map(|(name, ty)| (name.clone(), filled(ty, text)));
            Value::Object(Object::new(entries))
        }
    }
}

/// A collection of this type whose only element is this value; None where the type is no collection.
pub(super) fn collection(ty: &Type, element: Value) -> Option<Value> {
    match ty {
        Type::List(_) | Type::Set(_) => Some(Value::Sequence(vec![element])),
        Type::Map(_) => Some(Value::Map([("key".into(), element)].into())),
        _ => None,
    }
}

/// One half: a number that is not whole.
pub(super) fn half() -> Value {
    Value::Number(Number::from_decimal_text("0.5").expect("a number"))
}
