//! What a value may look like on the wire: whole, empty, unknown, and broken in every way.

use rmpv::Value;

use crate::tfplugin6::DynamicValue;
use crate::values::{Type, bytes, refined, unknown};

/// A value on the wire.
#[derive(Clone)]
pub(crate) struct Sent {
    /// What it is, for a failure's text.
    pub(crate) what: String,
    pub(crate) value: Option<DynamicValue>,
    /// Nobody can read it: the answer must be an error.
    pub(crate) is_broken: bool,
}

fn sent(what: impl Into<String>, msgpack: Vec<u8>, is_broken: bool) -> Sent {
    let value = Some(DynamicValue { msgpack: msgpack.into(), json: Default::default() });
    Sent { what: what.into(), value, is_broken }
}

/// A whole value.
pub(crate) fn sample(of: &Type) -> Sent {
    sent("a sample", bytes(&of.sample()), false)
}

/// Values that Terraform might send.
pub(crate) fn readable(of: &Type) -> Vec<Sent> {
    let mut all = vec![
        Sent { what: "no message".to_owned(), value: None, is_broken: false },
        sent("no bytes", Vec::new(), false),
        sent("null", bytes(&Value::Nil), false),
        sent("unknown", bytes(&unknown()), false),
        sent("only nulls", bytes(&of.object(|_, _| Value::Nil)), false),
        sent("only unknowns", bytes(&of.object(|_, _| unknown())), false),
        sample(of),
    ];
    for (name, _) in of.attributes() {
        for (what, value) in [("null", Value::Nil), ("unknown", unknown()), ("refined", refined())] {
            let object = of.object(|other, of| if other == name { value.clone() } else { of.sample() });
            all.push(sent(format!("{what} {name}"), bytes(&object), false));
        }
    }
    all
}

/// Values that nobody can read.
pub(crate) fn broken(of: &Type) -> Vec<Sent> {
    let broken = |what: &str, bytes: Vec<u8>| sent(what, bytes, true);
    let whole = bytes(&of.sample());
    let mut all = vec![
        broken("a reserved marker", vec![0xc1]),
        broken("an array of 4 billion", vec![0xdd, 0xff, 0xff, 0xff, 0xff]),
        broken("a map of 4 billion", vec![0xdf, 0xff, 0xff, 0xff, 0xff]),
        broken("a text of 4 GiB", vec![0xdb, 0xff, 0xff, 0xff, 0xff]),
        broken("bytes of 4 GiB", vec![0xc6, 0xff, 0xff, 0xff, 0xff]),
        broken("an extension of 4 GiB", vec![0xc9, 0xff, 0xff, 0xff, 0xff, 0]),
        broken("100,000 arrays in each other", vec![0x91; 100_000]),
        broken("100,000 maps in each other", [0x81, 0xa1, b'a'].repeat(100_000)),
        broken("a wrong type", bytes(&of.wrong())),
        Sent {
            what: "broken JSON".to_owned(),
            value: Some(DynamicValue { msgpack: Default::default(), json: b"{\"a\":".to_vec().into() }),
            is_broken: true,
        },
    ];
    for length in (1..whole.len()).step_by(1 + whole.len() / 64) {
        all.push(broken(&format!("the first {length} bytes"), whole[..length].to_vec()));
    }
    for (name, type_of_it) in of.attributes() {
        let object = of.object(|other, of| if other == name { type_of_it.wrong() } else { of.sample() });
        all.push(broken(&format!("a wrong type of {name}"), bytes(&object)));
        let Value::Map(mut entries) = of.sample() else { continue };
        entries.retain(|(key, _)| key.as_str() != Some(name));
        all.push(broken(&format!("no {name}"), bytes(&Value::Map(entries))));
    }
    if let Value::Map(mut entries) = of.sample() {
        entries.push(("no_such_attribute".into(), 1.into()));
        all.push(broken("an attribute too many", bytes(&Value::Map(entries.clone()))));
        entries.pop();
        entries.push((Value::Nil, 1.into()));
        all.push(broken("a name that is no text", bytes(&Value::Map(entries))));
    }
    all
}
