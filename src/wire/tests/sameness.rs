//! Sets have no order and no equal elements; everything else has its order.

use super::super::msgpack::decode;
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
