//! What is promised of any bytes: no panic, no endless loop, and what was taken in is given back as it was.

use crate::cron::{Cron, Options};
use crate::wire::json::UnknownAttributes;
use crate::wire::{Type, Value, json, msgpack};

/// Its name, and what it does with one input.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// Every target with its name.
pub(crate) const ALL: [Target; 4] =
    [("msgpack", from_msgpack), ("json", from_json), ("types", from_type), ("cron", from_cron)];

/// A type constraint, a zero byte, a value.
fn split(data: &[u8]) -> Option<(Type, &[u8])> {
    let at = data.iter().position(|byte| *byte == 0)?;
    let (ty, value) = (data.get(..at)?, data.get(at + 1..)?);
    Some((Type::from_json(ty).ok()?, value))
}

fn from_msgpack(data: &[u8]) {
    let Some((ty, bytes)) = split(data) else { return };
    let Ok(value) = msgpack::decode(bytes, &ty) else { return };
    let encoded = msgpack::encode(&value, &ty).expect("what was decoded can be encoded");
    let again: Value = msgpack::decode(&encoded, &ty).expect("what was encoded can be decoded");
    assert_eq!(msgpack::encode(&again, &ty).expect("and encoded again"), encoded);
}

fn from_json(data: &[u8]) {
    let Some((ty, bytes)) = split(data) else { return };
    let Ok(value) = json::decode(bytes, &ty, UnknownAttributes::Ignore) else { return };
    let encoded = msgpack::encode(&value, &ty).expect("a state is a value");
    msgpack::decode(&encoded, &ty).expect("and can be read back");
}

fn from_type(data: &[u8]) {
    let Ok(ty) = Type::from_json(data) else { return };
    let written = ty.to_json();
    let again = Type::from_json(&written).expect("what was written can be read");
    assert_eq!(again.to_json(), written);
}

fn from_cron(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for last_day in [false, true] {
        if let Ok(cron) = Cron::parse(text, &Options { last_day }) {
            let again = Cron::parse(cron.text(), &Options { last_day }).expect("its own text parses");
            assert_eq!(
                (again.minutes(), again.hours(), again.months()),
                (cron.minutes(), cron.hours(), cron.months())
            );
        }
    }
}
