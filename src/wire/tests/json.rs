//! The state file's JSON: exact, tolerant where Terraform is, bounded.

use super::super::json::UnknownAttributes::{Ignore, Refuse};
use super::super::json::{UnknownAttributes, decode, encode};
use super::super::{DecodeProblem, EncodeProblem, MAX_DEPTH, Number, Object, Type, Value};
use super::{list, map, object, set};

fn read(text: &str, ty: &Type) -> Result<Value, DecodeProblem> {
    decode(text.as_bytes(), ty, Refuse).map_err(|error| error.problem)
}

fn write(value: &Value, ty: &Type) -> String {
    String::from_utf8(encode(value, ty).unwrap()).unwrap()
}

#[test]
fn numbers_keep_every_digit() {
    for text in
        ["0", "-7", "0.1", "12345678901234567890.5", "123456789012345678901234567890", "18446744073709551615"]
    {
        assert_eq!(write(&read(text, &Type::Number).unwrap(), &Type::Number), text);
    }
    assert_eq!(read("1E+2", &Type::Number), Ok(100.into()));
    assert_eq!(read("-0", &Type::Number), Ok(0.into()));
    assert_eq!(write(&Value::Number(Number::F64(1e30)), &Type::Number), format!("1{}", "0".repeat(30)));
    assert_eq!(write(&read("1e1000000000", &Type::Number).unwrap(), &Type::Number), "1e1000000000");
}

#[test]
fn text_of_any_characters_is_kept() {
    for text in [
        "",
        "plain",
        "\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}",
        "\u{e9}\u{1f600}\u{2028}<>&",
        "$serde_json::private::Number",
    ] {
        let json = write(&text.into(), &Type::String);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        assert_eq!(read(&json, &Type::String), Ok(text.into()));
    }
    let escapes = r#""\u0041\ud83d\ude00\/\b\f\n\r\t\\\"e\u0301""#;
    assert_eq!(read(escapes, &Type::String), Ok("A\u{1f600}/\u{8}\u{c}\n\r\t\\\"\u{e9}".into()));
}

#[test]
fn a_missing_attribute_is_null_and_an_unknown_one_as_asked() {
    let ty = object([("a", Type::Bool), ("b", Type::Bool)]);
    let value = Value::Object(Object::new([("a", Value::Null), ("b", Value::Bool(true))]));
    assert_eq!(read(r#"{"b": true}"#, &ty), Ok(value.clone()));
    assert_eq!(write(&value, &ty), r#"{"a":null,"b":true}"#);
    let gone = r#"{"b":true,"gone":{"x":[1]}}"#;
    assert_eq!(read(gone, &ty), Err(DecodeProblem::UnsupportedAttribute("gone".into())));
    assert_eq!(decode(gone.as_bytes(), &ty, Ignore), Ok(value));
}

#[test]
fn a_key_given_twice_is_refused() {
    let twice = r#"{"a":true,"a":false}"#;
    for ty in [object([("a", Type::Bool)]), map(Type::Bool)] {
        assert_eq!(read(twice, &ty), Err(DecodeProblem::DuplicateKey("a".into())));
    }
    let dynamic = r#"{"type":"bool","type":"bool","value":true}"#;
    assert_eq!(read(dynamic, &Type::Dynamic), Err(DecodeProblem::DuplicateKey("type".into())));
}

#[test]
fn dynamic_values_bring_their_type_before_or_after() {
    let ty = list(Type::Number);
    let value = Value::Dynamic(Box::new((ty, Value::Sequence(vec![1.into()]))));
    let text = r#"{"value":[1],"type":["list","number"]}"#;
    assert_eq!(write(&value, &Type::Dynamic), text);
    assert_eq!(read(text, &Type::Dynamic), Ok(value.clone()));
    assert_eq!(read(r#"{"type":["list","number"],"value":[1]}"#, &Type::Dynamic), Ok(value));
    assert_eq!(read("null", &Type::Dynamic), Ok(Value::Null));
    let missing = |name: &str| Err(DecodeProblem::MissingAttribute(name.into()));
    assert_eq!(read(r#"{"type":"bool"}"#, &Type::Dynamic), missing("value"));
    assert_eq!(read(r#"{"value":true}"#, &Type::Dynamic), missing("type"));
    assert!(read(r#"{"type":"bool","value":true,"x":1}"#, &Type::Dynamic).is_err());
    assert!(matches!(read(r#"{"type":"boo","value":true}"#, &Type::Dynamic), Err(DecodeProblem::Type(_))));
}

#[test]
fn primitives_are_read_from_each_others_text_as_terraform_does() {
    assert_eq!(read("5.50", &Type::String), Ok("5.50".into()));
    assert_eq!(read("true", &Type::String), Ok("true".into()));
    assert_eq!(read(r#""5""#, &Type::Number), Ok(5.into()));
    assert_eq!(read(r#""true""#, &Type::Bool), Ok(true.into()));
    assert_eq!(read(r#""false""#, &Type::Bool), Ok(false.into()));
    assert!(read(r#""x""#, &Type::Number).is_err());
    assert!(read(r#""x""#, &Type::Bool).is_err());
    assert!(read("1", &Type::Bool).is_err());
}

#[test]
fn blanks_are_read_wherever_json_has_them() {
    let text = "\n{ \"s\" : [ 1 ,\r\n\t2 , 1 ] , \"t\" : [ \"x\" , { } ] }\n";
    let ty = object([("s", set(Type::Number)), ("t", Type::Tuple([Type::String, map(Type::Bool)].into()))]);
    let value = read(text, &ty).unwrap();
    assert_eq!(write(&value, &ty), r#"{"s":[1,2],"t":["x",{}]}"#);
}

#[test]
fn what_is_no_json_is_refused() {
    let texts = [
        "",
        " ",
        "nul",
        "tru",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[1 2]",
        "{",
        "{1:2}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "\"",
        "\"\\",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u+123\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\u0041\"",
        "\"\n\"",
        "01",
        "-",
        "-a",
        "1.",
        ".5",
        "1e",
        "1e+",
        "+1",
        "NaN",
        "[1]]",
        "1 1",
        "'a'",
        "\u{feff}1",
    ];
    for text in texts {
        for ty in [Type::String, list(Type::Number), map(Type::Number)] {
            assert!(matches!(read(text, &ty), Err(DecodeProblem::Json(_))), "{text:?}");
        }
        assert!(serde_json::from_str::<serde_json::Value>(text).is_err(), "{text:?}");
    }
    assert!(decode(b"\"\xff\"", &Type::String, Refuse).is_err());
}

#[test]
fn deep_json_is_refused_without_a_deep_stack() {
    for open in ["[", "{\"a\":", r#"{"type":"dynamic","value":"#] {
        for ty in [Type::Dynamic, list(Type::Bool), Type::String] {
            assert!(read(&open.repeat(10_000), &ty).is_err());
        }
    }
}

#[test]
fn a_value_may_nest_as_deep_as_a_message_and_no_deeper() {
    let nested =
        |depth| format!("{}null{}", r#"{"type":"dynamic","value":"#.repeat(depth), "}".repeat(depth));
    assert!(read(&nested(MAX_DEPTH), &Type::Dynamic).is_ok());
    assert_eq!(read(&nested(MAX_DEPTH + 1), &Type::Dynamic), Err(DecodeProblem::TooDeep));
}

#[test]
fn errors_name_the_place_and_never_the_value() {
    let ty = object([("a", list(map(Type::Tuple([Type::Number].into()))))]);
    let error = |text: &str, unknown: UnknownAttributes| {
        decode(text.as_bytes(), &ty, unknown).unwrap_err().to_string()
    };
    assert_eq!(error(r#"{"a":[{"k":["secret"]}]}"#, Ignore), "a[0][\"k\"][0]: this is not a number");
    assert_eq!(error(r#"{"a":"secret"}"#, Ignore), "a: a list is required, and a string is given");
    assert_eq!(error(r#"{"a": secret}"#, Refuse), "invalid JSON at byte 6: no value starts so");
    assert_eq!(error(r#"{"a":[{"k":[]}]}"#, Refuse), "a[0][\"k\"]: 1 elements are required, and 0 are given");
}

#[test]
fn unknowns_and_infinities_have_no_json() {
    let problem = |value: &Value, ty| encode(value, ty).unwrap_err().problem;
    assert_eq!(problem(&Value::Unknown, &Type::Bool), EncodeProblem::Unknown);
    assert_eq!(problem(&Value::Number(Number::F64(f64::INFINITY)), &Type::Number), EncodeProblem::NotANumber);
    assert_eq!(problem(&Value::Number(Number::F64(f64::NAN)), &Type::Number), EncodeProblem::NotANumber);
    let error = encode(&Value::Sequence(vec![true.into(), Value::Unknown]), &list(Type::Bool)).unwrap_err();
    assert_eq!(error.to_string(), "[1]: an unknown value has no JSON form");
}
