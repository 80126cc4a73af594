//! Types' JSON is read strictly and written so that Terraform reads it.

use std::sync::Arc;

use super::super::{MAX_DEPTH, ObjectType, Type, TypeError};
use super::{list, map, object, set};

#[test]
fn every_type_has_its_json_both_ways() {
    let optional = ObjectType::new([("a", Type::String), ("b", Type::Bool)]).with_optional(["b"]);
    let cases = [
        (r#""string""#, Type::String),
        (r#""number""#, Type::Number),
        (r#""bool""#, Type::Bool),
        (r#""dynamic""#, Type::Dynamic),
        (r#"["list","string"]"#, list(Type::String)),
        (r#"["set",["list","bool"]]"#, set(list(Type::Bool))),
        (r#"["map","number"]"#, map(Type::Number)),
        (r#"["tuple",[]]"#, Type::Tuple([].into())),
        (r#"["tuple",["string","bool"]]"#, Type::Tuple([Type::String, Type::Bool].into())),
        (r#"["object",{}]"#, object([])),
        (r#"["object",{"a":"string","b":"dynamic"}]"#, object([("b", Type::Dynamic), ("a", Type::String)])),
        (r#"["object",{"a":"string","b":"bool"},["b"]]"#, Type::Object(Arc::new(optional))),
    ];
    for (json, ty) in cases {
        assert_eq!(Type::from_json(json.as_bytes()), Ok(ty.clone()));
        assert_eq!(String::from_utf8(ty.to_json()).unwrap(), json);
    }
}

#[test]
fn blanks_and_escapes_in_type_json_are_read() {
    let json = " [ \"object\" ,\n{ \"\\u0061\" : [\"list\", \"str\\u0069ng\"] } ] ";
    assert_eq!(Type::from_json(json.as_bytes()), Ok(object([("a", list(Type::String))])));
}

#[test]
fn attribute_names_of_any_text_stay_valid_json() {
    let ty = object([("\"\\\n\u{1}\u{e9}\u{1f600}", Type::Bool)]);
    assert!(serde_json::from_slice::<serde_json::Value>(&ty.to_json()).is_ok());
    assert_eq!(Type::from_json(&ty.to_json()), Ok(ty));
}

#[test]
fn what_is_no_type_is_refused() {
    let texts = [
        "",
        "null",
        "1",
        "{}",
        "[]",
        "[1]",
        "\"text\"",
        "\"list\"",
        "[\"list\"]",
        "[\"list\",\"bool\",\"bool\"]",
        "[\"tuple\"]",
        "[\"tuple\",\"bool\"]",
        "[\"object\"]",
        "[\"object\",[]]",
        "[\"object\",{\"a\":1}]",
        "[\"object\",{\"a\":\"bool\",\"a\":\"bool\"}]",
        "[\"object\",{\"a\":\"bool\"},[\"b\"]]",
        "[\"object\",{\"a\":\"bool\"},[\"a\",\"a\"]]",
        "[\"object\",{},[],1]",
        "[\"object\",{},[1]]",
        "[\"object\",{},\"a\"]",
        "\"string\" x",
        "[\"string\",\"bool\"]",
        "[\"list\",\"bool\"",
    ];
    for text in texts {
        assert!(Type::from_json(text.as_bytes()).is_err(), "{text}");
    }
    assert!(Type::from_json(b"\"\xff\"").is_err());
}

#[test]
fn deep_types_are_refused_without_a_deep_stack() {
    for (open, close) in
        [("[\"list\",", "]"), ("[\"map\",", "]"), ("[\"tuple\",[", "]]"), ("[\"object\",{\"a\":", "}]")]
    {
        let nested = |depth| format!("{}\"bool\"{}", open.repeat(depth), close.repeat(depth));
        assert!(Type::from_json(nested(MAX_DEPTH).as_bytes()).is_ok(), "{open}");
        assert_eq!(Type::from_json(nested(MAX_DEPTH + 1).as_bytes()), Err(TypeError::TooDeep), "{open}");
        assert!(matches!(Type::from_json(nested(10_000).as_bytes()), Err(TypeError::Json(_))), "{open}");
    }
}
