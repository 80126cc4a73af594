//! What is promised of any bytes: no panic, no endless loop, and what was taken in is given back as it was.

use std::io;

use crate::cron::{Cron, Options};
use crate::secret::export::{Export, Remembered};
use crate::settings::{self, Endpoint, Environment, Explicit};
use crate::wire::json::UnknownAttributes;
use crate::wire::{Type, Value, json, msgpack};

/// Its name, and what it does with one input.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// Every target with its name.
pub(crate) const ALL: [Target; 6] = [
    ("msgpack", from_msgpack),
    ("json", from_json),
    ("types", from_type),
    ("cron", from_cron),
    ("conf", from_conf),
    ("result", from_result),
];

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

/// An export: what is not understood shows nothing, what is shown is shown the same when it is read again, and an export
/// is no other one than itself.
fn from_result(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let export = Export::read(text);
    let shown = export.shown();
    assert_eq!(shown.is_empty(), export.is_none());
    assert!(!shown.contains(char::is_control), "{shown:?}");
    let again = Export::read(shown);
    assert_eq!(Export::read(again.shown()).shown(), again.shown(), "{shown:?}");
    for secret in export.secrets().iter().filter(|secret| secret.len() > 24 && !text.starts_with('{')) {
        assert!(!shown.contains(secret.as_str()), "{shown:?} has {secret:?}");
    }
    let written = Remembered::answered(&export);
    assert_eq!(written.differences(&export), []);
    assert_eq!(Remembered::from_json(&written.to_json()).as_ref(), Some(&written));
}

/// The td CLI's file: a key that no header can carry is never taken, and none goes out in plain text.
fn from_conf(data: &[u8]) {
    let text = || {
        String::from_utf8(data.to_vec()).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    };
    let home = |name: &str| (name == "HOME").then(|| "/home/me".to_owned());
    let surroundings = Environment { variable: &home, read_file: &|_| text() };
    match settings::resolve(&Explicit::default(), &surroundings) {
        Ok(settings) => {
            let (key, endpoint) = (settings.api_key.value, settings.endpoint.value);
            assert!(!key.expose().is_empty() && key.expose().bytes().all(|byte| byte.is_ascii_graphic()));
            assert!(!endpoint.is_plain() || endpoint.is_loopback());
            assert_eq!(endpoint.to_string().parse::<Endpoint>().as_ref(), Ok(&endpoint), "one spelling");
        }
        Err(error) => assert!(!error.to_string().contains(char::is_control), "{error:?}"),
    }
}
