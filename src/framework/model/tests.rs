use std::collections::BTreeMap;

use super::*;
use crate::wire::{Number, Object, Str};

crate::model! {
    /// A row.
    pub(super) struct Row {
        /// A count.
        pub count: Attr<i64>,
    }
}

crate::model! {
    /// Every shape of attribute.
    struct Everything {
        text: Attr<Str>,
        owned: Attr<String>,
        flag: Attr<bool>,
        float: Attr<f64>,
        exact: Attr<Number>,
        list: Attr<Vec<Attr<Str>>>,
        map: Attr<BTreeMap<Str, i64>>,
        row: Attr<Row>,
        rows: Attr<Vec<Row>>,
        any: Attr<Value>,
        kind: Attr<Str> = "type",
    }
}

fn everything() -> Everything {
    let row = Row { count: Attr::Known(3) };
    Everything {
        text: Attr::Known("t".into()),
        owned: Attr::Known("o".into()),
        flag: Attr::Known(true),
        float: Attr::Known(0.5),
        exact: Attr::Known(Number::from(7)),
        list: Attr::Known(vec![Attr::Known("a".into()), Attr::Unknown, Attr::Null]),
        map: Attr::Known([("k".into(), 1)].into()),
        row: Attr::Known(row.clone()),
        rows: Attr::Known(vec![row]),
        any: Attr::Known(Value::from("x")),
        kind: Attr::Unknown,
    }
}

#[test]
fn a_model_survives_the_way_to_a_value_and_back() {
    for model in [everything(), Everything::null()] {
        assert_eq!(Everything::from_value(&model.to_value()), Ok(model));
    }
}

#[test]
fn a_value_of_a_model_has_every_attribute_under_its_name_in_hcl() {
    let value = Everything::null().to_value();
    let names: Vec<&str> = value.as_object().unwrap().iter().map(|(name, _)| &**name).collect();
    let mut expected = Everything::fields();
    expected.sort_unstable();
    assert_eq!(names, expected);
    assert!(names.contains(&"type"));
}

#[test]
fn the_debug_text_of_a_model_never_shows_a_value() {
    let secret = Everything { text: Attr::Known("hunter2".into()), ..Everything::null() };
    let shown = format!("{secret:?}");
    assert!(shown.contains("text: Known, owned: Null"), "{shown}");
    assert!(!shown.contains("hunter2"), "{shown}");
}

#[test]
fn a_value_that_does_not_fit_is_refused_with_its_path_and_without_its_text() {
    let bad_row = Value::Object(Object::new([("count", Value::from("hunter2"))]));
    let mut value = everything().to_value();
    if let Value::Object(object) = &mut value {
        *object.get_mut("rows").unwrap() = Value::Sequence(vec![bad_row]);
    }
    let error = Everything::from_value(&value).unwrap_err();
    assert_eq!(error.to_string(), "rows[0].count: a whole number is expected here, and this is text");
}

#[test]
fn an_attribute_that_is_missing_reads_as_null() {
    assert_eq!(Row::from_value(&Value::Object(Object::default())), Ok(Row::null()));
}

#[test]
fn null_is_no_model() {
    assert!(Row::from_value(&Value::Null).is_err());
}
