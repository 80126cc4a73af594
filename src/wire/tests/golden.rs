//! Exact bytes, both ways, as Terraform sends and takes them (plugin protocol, MessagePack rules).

use super::super::msgpack::{decode, encode};
use super::super::{Number, Object, Type, Value};
use super::{list, map, object, set};

/// These bytes are this value, and this value is written as these bytes.
fn both_ways(bytes: &[u8], ty: &Type, value: &Value) {
    assert_eq!(&decode(bytes, ty).unwrap(), value, "read {bytes:02x?}");
    assert_eq!(encode(value, ty).unwrap(), bytes, "written {value:?}");
}

fn number_text(text: &str) -> Value {
    Value::Number(Number::Decimal(text.into()))
}

#[test]
fn null_and_unknown_are_the_same_bytes_for_every_type() {
    let types = [Type::String, Type::Number, Type::Bool, Type::Dynamic, list(Type::Bool), set(Type::Bool)];
    for ty in types.into_iter().chain([map(Type::Bool), Type::Tuple([].into()), object([])]) {
        both_ways(&[0xc0], &ty, &Value::Null);
        both_ways(&[0xd4, 0, 0], &ty, &Value::Unknown);
    }
}

#[test]
fn an_unknown_with_any_refinement_is_read_as_unknown() {
    let plain: [&[u8]; 4] = [&[0xc7, 0, 0], &[0xd4, 5, 9], &[0xd4, 12, 0x80], &[0xc7, 1, 12, 0x80]];
    let refined: [&[u8]; 7] = [
        &[0xc7, 3, 12, 0x81, 1, 0xc2],                            // not null
        &[0xc7, 8, 12, 0x82, 1, 0xc2, 2, 0xa3, b'p', b'r', b'e'], // string prefix
        &[0xc7, 5, 12, 0x81, 3, 0x92, 0, 0xc3],                   // number's lower bound
        &[0xc7, 5, 12, 0x81, 4, 0x92, 9, 0xc2],                   // number's upper bound
        &[0xc7, 5, 12, 0x82, 5, 1, 6, 9],                         // collection's lengths
        &[0xd6, 12, 0x81, 99, 0x91, 1],                           // a later protocol's refinement
        &[0xc8, 0, 2, 12, 0x81, 1],                               // the long form
    ];
    for bytes in plain.into_iter().chain(refined) {
        for ty in [Type::String, Type::Dynamic, list(Type::Number), object([("a", Type::Bool)])] {
            assert_eq!(decode(bytes, &ty).unwrap(), Value::Unknown, "{bytes:02x?}");
        }
    }
}

#[test]
fn text_is_utf8_of_any_length_and_may_come_as_binary() {
    both_ways(b"\xa0", &Type::String, &Value::from(""));
    both_ways(b"\xa3a\xc3\xa9", &Type::String, &Value::from("aé"));
    for (length, head) in [
        (31, &[0xbf][..]),
        (32, &[0xd9, 32]),
        (255, &[0xd9, 255]),
        (256, &[0xda, 1, 0]),
        (65_535, &[0xda, 255, 255]),
        (65_536, &[0xdb, 0, 1, 0, 0]),
    ] {
        let text = "x".repeat(length);
        both_ways(&[head, text.as_bytes()].concat(), &Type::String, &Value::from(&*text));
    }
    for binary in [&b"\xc4\x02hi"[..], b"\xc5\0\x02hi", b"\xc6\0\0\0\x02hi"] {
        assert_eq!(decode(binary, &Type::String).unwrap(), Value::from("hi"));
    }
}

#[test]
fn text_and_keys_are_brought_to_normal_form_c() {
    assert_eq!(decode(b"\xa3e\xcc\x81", &Type::String).unwrap(), Value::from("\u{e9}"));
    let entries = Value::Map([("\u{e9}".into(), Value::Bool(true))].into());
    assert_eq!(decode(b"\x81\xa3e\xcc\x81\xc3", &map(Type::Bool)).unwrap(), entries);
    let ty = object([("\u{e9}", Type::Bool)]);
    let value = Value::Object(Object::new([("\u{e9}", Value::Bool(true))]));
    assert_eq!(decode(b"\x81\xa3e\xcc\x81\xc3", &ty).unwrap(), value);
}

#[test]
fn bools_are_bools() {
    both_ways(&[0xc2], &Type::Bool, &Value::Bool(false));
    both_ways(&[0xc3], &Type::Bool, &Value::Bool(true));
}

#[test]
fn numbers_are_decimal_text_so_that_terraform_1_11_sees_no_change_in_them() {
    both_ways(b"\xa10", &Type::Number, &Value::integer(0));
    both_ways(b"\xa2-5", &Type::Number, &Value::integer(-5));
    both_ways(b"\xb39223372036854775807", &Type::Number, &Value::integer(i64::MAX));
    both_ways(b"\xb4-9223372036854775808", &Type::Number, &Value::integer(i64::MIN));
    both_ways(b"\xa30.5", &Type::Number, &Value::Number(Number::F64(0.5)));
    both_ways(b"\xa30.1", &Type::Number, &number_text("0.1"));
    both_ways(b"\xb712345678901234567890123", &Type::Number, &number_text("12345678901234567890123"));
    both_ways(b"\xb612345678901234567890.5", &Type::Number, &number_text("12345678901234567890.5"));
    both_ways(b"\xb39223372036854775808", &Type::Number, &Value::Number(Number::U64(1 << 63)));
    both_ways(b"\xb418446744073709551615", &Type::Number, &Value::Number(Number::U64(u64::MAX)));
    both_ways(b"\xbf1000000000000000000000000000000", &Type::Number, &number_text("1e30"));
}

#[test]
fn infinities_have_no_digits_and_stay_floats() {
    for (bytes, float) in [(0x7ff0_u64, f64::INFINITY), (0xfff0, f64::NEG_INFINITY)] {
        let bytes = [&[0xcb][..], &(bytes << 48).to_be_bytes()].concat();
        both_ways(&bytes, &Type::Number, &Value::Number(Number::F64(float)));
    }
}

#[test]
fn a_number_is_written_alike_however_it_is_held() {
    let bytes = |number| encode(&Value::Number(number), &Type::Number).unwrap();
    for same in
        [Number::F64(5.0), Number::U64(5), Number::Decimal("5".into()), Number::Decimal("0.5e1".into())]
    {
        assert_eq!(bytes(same), b"\xa15");
    }
    assert_eq!(bytes(Number::F64(-0.0)), b"\xa10");
    assert_eq!(bytes(Number::Decimal("-0.0".into())), b"\xa10");
    assert_eq!(bytes(Number::Decimal("0.50".into())), bytes(Number::F64(0.5)));
    assert_eq!(bytes(Number::F64(1e30)), bytes(Number::Decimal("1e30".into())));
    assert_eq!(bytes(Number::F64(9_223_372_036_854_775_808.0)), bytes(Number::U64(1 << 63)));
    assert_eq!(bytes(Number::Decimal("1e1000000000".into())), b"\xac1e1000000000");
}

#[test]
fn every_form_of_a_number_is_read() {
    let read = |bytes: &[u8]| decode(bytes, &Type::Number).unwrap();
    for one in [&[1][..], &[0xcc, 1], &[0xcd, 0, 1], &[0xce, 0, 0, 0, 1], &[0xd0, 1], &[0xd1, 0, 1]] {
        assert_eq!(read(one), Value::integer(1));
    }
    assert_eq!(read(&[0xca, 0x3f, 0x80, 0, 0]), Value::integer(1));
    assert_eq!(read(b"\xc4\x031e0"), Value::integer(1));
    assert_eq!(read(&[0xcf, 0x80, 0, 0, 0, 0, 0, 0, 0]), Value::Number(Number::U64(1 << 63)));
}

#[test]
fn collections_and_objects_hold_their_parts() {
    let strings = Value::Sequence(vec!["a".into(), "b".into()]);
    both_ways(b"\x92\xa1a\xa1b", &list(Type::String), &strings);
    both_ways(b"\x92\xa1a\xa1b", &set(Type::String), &strings);
    both_ways(
        b"\x92\xa1a\xa11",
        &Type::Tuple([Type::String, Type::Number].into()),
        &Value::Sequence(vec!["a".into(), 1.into()]),
    );
    both_ways(b"\x81\xa1k\xc0", &map(Type::String), &Value::Map([("k".into(), Value::Null)].into()));
    let ty = object([("name", Type::String), ("delay", Type::Number)]);
    let value = Value::Object(Object::new([("name", "x".into()), ("delay", Value::integer(3))]));
    both_ways(b"\x82\xa5delay\xa13\xa4name\xa1x", &ty, &value);
    assert_eq!(decode(b"\x82\xa4name\xa1x\xa5delay\x03", &ty).unwrap(), value, "also unsorted");
}

#[test]
fn many_elements_take_the_longer_heads() {
    for (length, head) in [(15, &[0x9f][..]), (16, &[0xdc, 0, 16]), (65_536, &[0xdd, 0, 1, 0, 0])] {
        let bytes = [head, &vec![0xc3; length]].concat();
        both_ways(&bytes, &list(Type::Bool), &Value::Sequence(vec![Value::Bool(true); length]));
    }
    let entries =
        |count: u32| Value::Map((0..count).map(|key| (format!("{key:05}").into(), Value::Null)).collect());
    for (count, head) in [(15, &[0x8f][..]), (16, &[0xde, 0, 16]), (65_536, &[0xdf, 0, 1, 0, 0])] {
        let bytes = encode(&entries(count), &map(Type::Bool)).unwrap();
        assert!(bytes.starts_with(head));
        assert_eq!(decode(&bytes, &map(Type::Bool)).unwrap(), entries(count));
    }
}

#[test]
fn a_long_type_takes_the_longer_heads() {
    for (length, head) in [(200, &[0x92, 0xc4][..]), (300, &[0x92, 0xc5, 1]), (70_000, &[0x92, 0xc6, 0, 1])] {
        let ty = object([(&*"a".repeat(length), Type::Bool)]);
        let value = Value::Dynamic(Box::new((ty, Value::Null)));
        let bytes = encode(&value, &Type::Dynamic).unwrap();
        assert!(bytes.starts_with(head), "{length}");
        assert_eq!(decode(&bytes, &Type::Dynamic).unwrap(), value);
    }
}

#[test]
fn a_dynamic_value_brings_its_type_as_binary() {
    let dynamic = |ty, value| Value::Dynamic(Box::new((ty, value)));
    let text = dynamic(Type::String, "x".into());
    both_ways(b"\x92\xc4\x08\"string\"\xa1x", &Type::Dynamic, &text);
    assert_eq!(decode(b"\x92\xa8\"string\"\xa1x", &Type::Dynamic).unwrap(), text, "also as text");
    both_ways(b"\x92\xc4\x08\"number\"\xd4\0\0", &Type::Dynamic, &dynamic(Type::Number, Value::Unknown));
    both_ways(
        b"\x92\xc4\x23[\"list\",[\"object\",{\"a\":\"dynamic\"}]]\x91\x81\xa1a\x92\xc4\x06\"bool\"\xc3",
        &Type::Dynamic,
        &dynamic(
            list(object([("a", Type::Dynamic)])),
            Value::Sequence(vec![Value::Object(Object::new([("a", dynamic(Type::Bool, true.into()))]))]),
        ),
    );
}
