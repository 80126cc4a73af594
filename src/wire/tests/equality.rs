//! Sets have no order and no equal elements; everything else has its order.

use super::super::msgpack::{decode, encode};
use super::super::{Number, Object, Type, Value};
use super::{list, map, object, set};

fn numbers(numbers: &[Number]) -> Value {
    Value::Sequence(numbers.iter().cloned().map(Value::Number).collect())
}

#[test]
fn equal_elements_of_a_set_become_one() {
    let one = Value::Sequence(vec![1.into(), 2.into()]);
    assert_eq!(decode(b"\x94\x01\x02\xa31.0\xcb\x40\0\0\0\0\0\0\0", &set(Type::Number)).unwrap(), one);
    let nested = decode(b"\x92\x92\x01\x02\x92\x02\x01", &set(set(Type::Number))).unwrap();
    assert_eq!(nested, Value::Sequence(vec![one]));
    let composed = decode(b"\x92\xa2\xc3\xa9\xa3e\xcc\x81", &set(Type::String)).unwrap();
    assert_eq!(composed, Value::Sequence(vec!["\u{e9}".into()]));
}

#[test]
fn elements_of_a_set_are_equal_whatever_the_order_of_the_sets_inside() {
    let sets = |orders: [[i64; 2]; 2]| {
        Value::Sequence(orders.map(|order| Value::Sequence(vec![numbers(&order.map(Number::I64))])).to_vec())
    };
    let same = sets([[1, 2], [2, 1]]);
    let inner = set(Type::Number);
    for element in [list(inner.clone()), Type::Tuple([inner].into())] {
        let bytes = encode(&same, &set(element.clone())).unwrap();
        assert_eq!(decode(&bytes, &set(element.clone())).unwrap(), Value::Sequence(first(&same)));
        let Value::Sequence(two) = &same else { panic!("a sequence") };
        assert!(two[0].same_as(&two[1], &element));
        assert_ne!(two[0], two[1]);
    }
}

fn first(elements: &Value) -> Vec<Value> {
    let Value::Sequence(elements) = elements else { panic!("a sequence") };
    elements[..1].to_vec()
}

#[test]
fn elements_of_a_set_that_only_run_together_alike_stay_two() {
    let strings = |texts: &[&str]| Value::Sequence(texts.iter().map(|text| Value::from(*text)).collect());
    let two = Value::Sequence(vec![strings(&["as", "b"]), strings(&["a", "sb"]), strings(&["asb"])]);
    let ty = set(list(Type::String));
    assert_eq!(decode(&encode(&two, &ty).unwrap(), &ty).unwrap(), two);
}

#[test]
fn unknown_elements_of_a_set_stay_apart() {
    let bytes = [0x93, 0xd4, 0, 0, 0xd4, 0, 0, 0xc0];
    let three = Value::Sequence(vec![Value::Unknown, Value::Unknown, Value::Null]);
    assert_eq!(decode(&bytes, &set(Type::Bool)).unwrap(), three);
}

#[test]
fn sets_are_the_same_in_any_order_at_any_depth() {
    let ty = object([("a", map(set(object([("n", Type::Number), ("s", set(Type::String))]))))]);
    let element = |n, s: [&str; 2]| {
        let s = Value::Sequence(s.map(Value::from).to_vec());
        Value::Object(Object::new([("n", Value::Number(n)), ("s", s)]))
    };
    let whole = |elements: [Value; 2]| {
        let map = Value::Map([("k".into(), Value::Sequence(elements.to_vec()))].into());
        Value::Object(Object::new([("a", map)]))
    };
    let one = whole([element(Number::F64(0.1), ["x", "y"]), element(Number::I64(2), ["z", "y"])]);
    let two =
        whole([element(Number::F64(2.0), ["y", "z"]), element(Number::Decimal("0.1".into()), ["x", "y"])]);
    let other = whole([element(Number::I64(2), ["y", "z"]), element(Number::I64(1), ["x", "y"])]);
    assert!(one.same_as(&two, &ty));
    assert!(!one.same_as(&other, &ty));
    assert_ne!(one, two, "plain equality keeps the order");
}

#[test]
fn lists_and_tuples_have_an_order() {
    let (one, two) = (numbers(&[1.into(), 2.into()]), numbers(&[2.into(), 1.into()]));
    assert!(!one.same_as(&two, &list(Type::Number)));
    assert!(!one.same_as(&two, &Type::Tuple([Type::Number, Type::Number].into())));
    assert!(one.same_as(&two, &set(Type::Number)));
    assert!(!one.same_as(&numbers(&[1.into(), 2.into(), 2.into()]), &set(Type::Number)));
}

#[test]
fn dynamic_values_are_the_same_only_with_the_same_type() {
    let dynamic = |ty, value| Value::Dynamic(Box::new((ty, value)));
    let (one, two) = (numbers(&[1.into(), 2.into()]), numbers(&[2.into(), 1.into()]));
    let as_set = |value: &Value| dynamic(set(Type::Number), value.clone());
    assert!(as_set(&one).same_as(&as_set(&two), &Type::Dynamic));
    assert!(!as_set(&one).same_as(&dynamic(list(Type::Number), one.clone()), &Type::Dynamic));
    assert!(Value::Unknown.same_as(&Value::Unknown, &Type::Dynamic));
    assert!(!Value::Unknown.same_as(&Value::Null, &Type::Dynamic));
}
