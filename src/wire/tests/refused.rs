//! What no decoder takes and no encoder writes: with the place, a reason, and never a value's text.

use super::super::msgpack::{decode, encode};
use super::super::{DecodeProblem, EncodeProblem, MAX_DEPTH, Number, Object, Path, Type, Value};
use super::{list, map, object, set};

fn problem(bytes: &[u8], ty: &Type) -> DecodeProblem {
    decode(bytes, ty).unwrap_err().problem
}

#[test]
fn a_message_that_announces_more_than_it_holds_allocates_nothing() {
    // Room for four billion elements would end this process.
    let (many, deep) = (list(Type::Bool), object([("a", map(list(Type::String)))]));
    for head in [0xdd, 0xdf, 0xdb, 0xc6, 0xc9] {
        let bytes = [head, 0xff, 0xff, 0xff, 0xff];
        for ty in [&many, &deep, &Type::String, &Type::Dynamic, &set(Type::Bool), &map(Type::Bool)] {
            assert_eq!(problem(&bytes, ty), DecodeProblem::Truncated);
        }
        assert_eq!(
            problem(&[0x81, 0xa1, b'a', head, 0xff, 0xff, 0xff, 0xff], &deep),
            DecodeProblem::Truncated
        );
    }
}

#[test]
fn a_message_must_end_with_its_value() {
    let ty = object([("a", list(Type::Number)), ("b", Type::Dynamic)]);
    let bytes = b"\x82\xa1a\x92\x01\xcd\x01\x00\xa1b\x92\xc4\x08\"string\"\xa1x";
    assert!(decode(bytes, &ty).is_ok());
    for length in 0..bytes.len() {
        assert!(decode(&bytes[..length], &ty).is_err(), "cut to {length}");
    }
    assert_eq!(problem(&[bytes, &[0xc0][..]].concat(), &ty), DecodeProblem::Trailing);
}

#[test]
fn deep_messages_are_refused_without_a_deep_stack() {
    let nested = |depth| [b"\x92\xc4\x09\"dynamic\"".repeat(depth), vec![0xc0]].concat();
    assert!(decode(&nested(MAX_DEPTH), &Type::Dynamic).is_ok());
    assert_eq!(problem(&nested(MAX_DEPTH + 1), &Type::Dynamic), DecodeProblem::TooDeep);
    assert_eq!(problem(&nested(10_000), &Type::Dynamic), DecodeProblem::TooDeep);
    assert!(decode(&[0x91; 10_000], &Type::Dynamic).is_err());
}

#[test]
fn an_object_has_exactly_its_types_attributes() {
    let ty = object([("a", Type::Bool), ("b", Type::Bool)]);
    let cases: [(&[u8], DecodeProblem); 5] = [
        (b"\x81\xa1a\xc3", DecodeProblem::MissingAttribute("b".into())),
        (b"\x81\xa1b\xc3", DecodeProblem::MissingAttribute("a".into())),
        (b"\x83\xa1a\xc3\xa1b\xc3\xa1c\xc3", DecodeProblem::UnsupportedAttribute("c".into())),
        (b"\x83\xa1a\xc3\xa1b\xc3\xa1a\xc3", DecodeProblem::DuplicateKey("a".into())),
        (b"\x82\xa1a\xc3\xa1a\xc3", DecodeProblem::DuplicateKey("a".into())),
    ];
    for (bytes, expected) in cases {
        assert_eq!(problem(bytes, &ty), expected);
    }
    let given = |names: &[&str]| {
        let value = Value::Object(Object::new(names.iter().map(|name| (*name, Value::Null))));
        encode(&value, &ty).unwrap_err().problem
    };
    assert_eq!(given(&["a"]), EncodeProblem::MissingAttribute("b".into()));
    assert_eq!(given(&["b"]), EncodeProblem::MissingAttribute("a".into()));
    assert_eq!(given(&["a", "b", "c"]), EncodeProblem::UnsupportedAttribute("c".into()));
    assert_eq!(given(&["a", "aa", "b"]), EncodeProblem::UnsupportedAttribute("aa".into()));
}

#[test]
fn a_map_has_each_key_once() {
    let bytes = b"\x82\xa1k\xc3\xa1k\xc2";
    assert_eq!(problem(bytes, &map(Type::Bool)), DecodeProblem::DuplicateKey("k".into()));
}

#[test]
fn errors_name_the_place_and_never_the_value() {
    let ty = object([("a", list(map(Type::Tuple([Type::Bool, Type::Number].into()))))]);
    let error = decode(b"\x81\xa1a\x92\x80\x81\xa1k\x92\xc3\xa6secret", &ty).unwrap_err();
    assert_eq!(error.path, Path::attribute("a").then_index(1).then_key("k").then_index(1));
    assert_eq!(error.to_string(), "a[1][\"k\"][1]: this is not a number");
    assert_eq!(Path::attribute("a").then_index(1).then_attribute("b").to_string(), "a[1].b");
    let wrong = Value::Object(Object::new([("a", Value::Sequence(vec!["secret".into()]))]));
    assert_eq!(encode(&wrong, &ty).unwrap_err().to_string(), "a[0]: the value doesn't have the type a map");
    let error = decode(b"\xa6secret", &Type::Bool).unwrap_err();
    assert_eq!(error.to_string(), "a bool is required, and a string is given");
    assert!(!format!("{error:?}").contains("secret"));
}

#[test]
fn other_shapes_than_the_types_are_refused() {
    let cases: [(&[u8], Type); 12] = [
        (b"\xc3", Type::String),
        (b"\x01", Type::String),
        (b"\x01", Type::Bool),
        (b"\xa4true", Type::Bool),
        (b"\xc3", Type::Number),
        (b"\x80", list(Type::Bool)),
        (b"\x90", map(Type::Bool)),
        (b"\x90", object([])),
        (b"\x81\x01\xc3", map(Type::Bool)),
        (b"\xa1x", Type::Dynamic),
        (b"\x92\x01\x01", Type::Dynamic),
        (b"\xc1", Type::Bool),
    ];
    for (bytes, ty) in cases {
        assert!(matches!(problem(bytes, &ty), DecodeProblem::Unexpected { .. }), "{bytes:02x?} as {ty:?}");
    }
    let pair = Type::Tuple([Type::Bool, Type::Bool].into());
    assert_eq!(problem(b"\x91\xc3", &pair), DecodeProblem::Length { expected: 2, found: 1 });
    assert_eq!(problem(b"\x93\xc3\xc3\xc3", &pair), DecodeProblem::Length { expected: 2, found: 3 });
    assert_eq!(problem(b"\x91\xc3", &Type::Dynamic), DecodeProblem::Length { expected: 2, found: 1 });
    assert!(matches!(problem(b"\x92\xa1x\xc3", &Type::Dynamic), DecodeProblem::Type(_)));
    assert_eq!(problem(b"\xd5\x05\0\0", &Type::Bool), DecodeProblem::Extension(5));
    assert_eq!(problem(b"\xa2\xff\xfe", &Type::String), DecodeProblem::NotUtf8);
    assert_eq!(problem(b"\x81\xa1\xff\xc3", &map(Type::Bool)), DecodeProblem::NotUtf8);
}

#[test]
fn nan_is_no_number_either_way() {
    assert_eq!(problem(&[0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0], &Type::Number), DecodeProblem::NotANumber);
    assert_eq!(problem(&[0xca, 0x7f, 0xc0, 0, 0], &Type::Number), DecodeProblem::NotANumber);
    assert_eq!(problem(b"\xa3NaN", &Type::Number), DecodeProblem::NotANumber);
    for number in [Number::F64(f64::NAN), Number::Decimal("x".into())] {
        let error = encode(&Value::Number(number), &Type::Number).unwrap_err();
        assert_eq!(error.problem, EncodeProblem::NotANumber);
    }
}

#[test]
fn a_value_is_written_only_as_its_own_type() {
    let mismatch = |value: Value, ty: Type| {
        matches!(encode(&value, &ty).unwrap_err().problem, EncodeProblem::Mismatch { .. })
    };
    assert!(mismatch("x".into(), Type::Bool));
    assert!(mismatch("x".into(), Type::Dynamic));
    assert!(mismatch(Value::Dynamic(Box::new((Type::String, "x".into()))), Type::String));
    assert!(mismatch(Value::Sequence(vec![]), map(Type::Bool)));
    let error = encode(&Value::Sequence(vec![]), &Type::Tuple([Type::Bool].into())).unwrap_err();
    assert_eq!(error.problem, EncodeProblem::Length { expected: 1, found: 0 });
}
