//! Random values survive every encoding; random bytes harm no decoder.

use proptest::prelude::*;

use super::super::json::{self, UnknownAttributes};
use super::super::{Type, Value, msgpack};
use super::strategy::{Form, any_type, typed_value};

/// The same message as another implementation understands it.
fn peer(value: &Value, ty: &Type) -> rmpv::Value {
    match (ty, value) {
        (_, Value::Null) => rmpv::Value::Nil,
        (_, Value::Unknown) => rmpv::Value::Ext(0, vec![0]),
        (_, Value::Bool(bool)) => rmpv::Value::from(*bool),
        (_, Value::String(text)) => rmpv::Value::from(&**text),
        (Type::List(element) | Type::Set(element), Value::Sequence(elements)) => {
            rmpv::Value::Array(elements.iter().map(|value| peer(value, element)).collect())
        }
        (Type::Tuple(types), Value::Sequence(elements)) => {
            rmpv::Value::Array(elements.iter().zip(types.iter()).map(|(value, ty)| peer(value, ty)).collect())
        }
        (Type::Map(element), Value::Map(entries)) => rmpv::Value::Map(
            entries.iter().map(|(key, value)| (rmpv::Value::from(&**key), peer(value, element))).collect(),
        ),
        (Type::Object(ty), Value::Object(object)) => {
            let attributes = object.iter().zip(ty.attributes());
            let entry = |((name, value), (_, ty)): ((&super::super::Str, &Value), &(_, Type))| {
                (rmpv::Value::from(&**name), peer(value, ty))
            };
            rmpv::Value::Map(attributes.map(entry).collect())
        }
        (_, Value::Dynamic(inner)) => {
            rmpv::Value::Array(vec![rmpv::Value::Binary(inner.0.to_json()), peer(&inner.1, &inner.0)])
        }
        (_, Value::Number(number)) => {
            // Which form a number takes is the golden vectors' matter; here only that it reads back.
            let bytes = msgpack::encode(&Value::Number(number.clone()), &Type::Number).unwrap();
            rmpv::decode::read_value(&mut &*bytes).unwrap()
        }
        other => unreachable!("{other:?}"),
    }
}

proptest! {
    #[test]
    fn msgpack_gives_back_what_it_was_given((ty, value) in typed_value(Form::Msgpack)) {
        let bytes = msgpack::encode(&value, &ty).unwrap();
        let back = msgpack::decode(&bytes, &ty).unwrap();
        prop_assert_eq!(&back, &value);
        prop_assert!(back.same_as(&value, &ty));
        prop_assert_eq!(msgpack::encode(&back, &ty).unwrap(), bytes);
    }

    #[test]
    fn another_msgpack_implementation_reads_and_writes_the_same((ty, value) in typed_value(Form::Msgpack)) {
        let bytes = msgpack::encode(&value, &ty).unwrap();
        let theirs = peer(&value, &ty);
        prop_assert_eq!(&rmpv::decode::read_value(&mut &*bytes).unwrap(), &theirs);
        let mut written = Vec::new();
        rmpv::encode::write_value(&mut written, &theirs).unwrap();
        prop_assert_eq!(msgpack::decode(&written, &ty).unwrap(), value);
    }

    #[test]
    fn json_gives_back_what_it_was_given((ty, value) in typed_value(Form::Json)) {
        let bytes = json::encode(&value, &ty).unwrap();
        prop_assert!(serde_json::from_slice::<serde_json::Value>(&bytes).is_ok());
        let back = json::decode(&bytes, &ty, UnknownAttributes::Refuse).unwrap();
        prop_assert_eq!(&back, &value);
    }

    #[test]
    fn types_survive_their_json(ty in any_type()) {
        let json = ty.to_json();
        prop_assert!(serde_json::from_slice::<serde_json::Value>(&json).is_ok());
        prop_assert_eq!(Type::from_json(&json), Ok(ty));
    }

    #[test]
    fn random_bytes_are_read_or_refused(ty in any_type(), bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        let _ = msgpack::decode(&bytes, &ty);
        let _ = json::decode(&bytes, &ty, UnknownAttributes::Ignore);
        let _ = Type::from_json(&bytes);
    }

    #[test]
    fn a_damaged_message_is_read_as_a_value_of_its_type_or_refused(
        (ty, value) in typed_value(Form::Msgpack),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..4),
    ) {
        let mut bytes = msgpack::encode(&value, &ty).unwrap();
        damage_bytes(&mut bytes, &damage);
        if let Ok(read) = msgpack::decode(&bytes, &ty) {
            let again = msgpack::encode(&read, &ty).unwrap();
            prop_assert_eq!(msgpack::decode(&again, &ty).unwrap(), read);
        }
    }

    #[test]
    fn damaged_json_is_read_as_a_value_of_its_type_or_refused(
        (ty, value) in typed_value(Form::Json),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..4),
    ) {
        let mut bytes = json::encode(&value, &ty).unwrap();
        damage_bytes(&mut bytes, &damage);
        let is_json = serde_json::from_slice::<serde::de::IgnoredAny>(&bytes).is_ok();
        if let Ok(read) = json::decode(&bytes, &ty, UnknownAttributes::Ignore) {
            prop_assert!(is_json, "read what is no JSON: {}", String::from_utf8_lossy(&bytes));
            let again = json::encode(&read, &ty).unwrap();
            prop_assert_eq!(json::decode(&again, &ty, UnknownAttributes::Refuse).unwrap(), read);
        }
    }
}

/// Changes, takes out or puts in a byte at each place.
fn damage_bytes(bytes: &mut Vec<u8>, damage: &[(prop::sample::Index, u8, u8)]) {
    for (place, byte, kind) in damage {
        if bytes.is_empty() {
            return;
        }
        let place = place.index(bytes.len());
        match kind {
            0 => bytes[place] = *byte,
            1 => drop(bytes.remove(place)),
            _ => bytes.insert(place, *byte),
        }
    }
}
