use super::*;
use crate::framework::schema::{Attribute, Computed, Nesting, Schema, Shape};
use crate::wire::{Object, Type, Value};

const U: Value = Value::Unknown;
const N: Value = Value::Null;

fn list(items: &[Value]) -> Value {
    Value::Sequence(items.to_vec())
}

fn map(keys: &[(&str, Value)]) -> Value {
    Value::Map(keys.iter().map(|(key, value)| ((*key).into(), value.clone())).collect())
}

fn inner(value: Value) -> Value {
    Value::Object(Object::new([("in", value), ("out", N)]))
}

fn attribute(kind: &str) -> Attribute {
    let inside =
        || vec![Attribute::string("in", "i"), Attribute::string("out", "o").computed(Computed::Anew)];
    match kind {
        "optional" => Attribute::string("a", "d"),
        "computed" => Attribute::string("a", "d").computed(Computed::Anew),
        "both" => Attribute::string("a", "d").optional_computed(Computed::Anew),
        "write-only" => Attribute::string("a", "d").write_only(),
        "strings" => Attribute::set("a", Type::String, "d"),
        "single" => Attribute::nested("a", Nesting::Single, inside(), "d"),
        "list" => Attribute::nested("a", Nesting::List, inside(), "d"),
        "map" => Attribute::nested("a", Nesting::Map, inside(), "d"),
        _ => Attribute::nested(
            "a",
            Nesting::Set,
            vec![Attribute::string("in", "i"), Attribute::string("out", "o")],
            "d",
        ),
    }
}

fn one(value: &Value) -> Object {
    Object::new([("a", value.clone())])
}

/// The rule that a plan breaks, if any.
fn broken(kind: &str, [prior, config, planned]: [&Value; 3]) -> Option<String> {
    let shape = Shape::new(Schema { attributes: vec![attribute(kind)], ..Schema::default() });
    let prior = (*prior != N).then(|| one(prior));
    let mut found = Vec::new();
    assert_plan_valid(shape.level(), prior.as_ref(), &one(config), &one(planned), &PathRef::Root, &mut found);
    found.first().map(|violation| format!("{}: {}", violation.path, violation.rule))
}

#[test]
fn a_plan_may_say_what_terraform_lets_it_say() {
    let (a, b) = (Value::from("a"), Value::from("b"));
    let two = list(&[inner(a.clone()), inner(b.clone())]);
    let legal = [
        ("optional", [&N, &a, &a]),
        ("optional", [&b, &a, &b]),
        ("optional", [&N, &U, &U]),
        ("optional", [&b, &N, &N]),
        ("computed", [&a, &N, &U]),
        ("both", [&a, &N, &b]),
        ("both", [&N, &N, &U]),
        ("write-only", [&N, &a, &N]),
        ("strings", [&N, &list(&[a.clone(), b.clone()]), &list(&[b.clone(), a.clone()])]),
        ("single", [&N, &inner(a.clone()), &Value::Object(Object::new([("in", a.clone()), ("out", U)]))]),
        ("list", [&N, &U, &U]),
        ("map", [&N, &N, &N]),
        ("set", [&N, &two, &list(&[inner(a.clone())])]),
        ("set", [&N, &list(&[inner(a.clone())]), &list(&[inner(b.clone())])]),
    ];
    for (kind, values) in legal {
        assert_eq!(broken(kind, values), None, "{kind} {values:?}");
    }
}

#[test]
fn a_plan_that_terraform_would_refuse_is_found() {
    let (a, b) = (Value::from("a"), Value::from("b"));
    let (one_a, one_b) = (list(&[inner(a.clone())]), list(&[inner(b.clone())]));
    let two = list(&[inner(a.clone()), inner(b.clone())]);
    let illegal = [
        ("optional", [&N, &a, &b], "a: its planned value is neither"),
        ("optional", [&N, &a, &U], "a: its planned value is neither"),
        ("optional", [&N, &U, &a], "a: its planned value is neither"),
        ("optional", [&a, &N, &a], "a: it is not configured and not computed"),
        ("both", [&N, &a, &b], "a: its planned value is neither"),
        ("write-only", [&N, &a, &a], "a: it is write-only"),
        ("write-only", [&a, &N, &a], "a: it is write-only"),
        ("single", [&N, &inner(a.clone()), &N], "a: it is configured"),
        ("single", [&N, &inner(a.clone()), &U], "a: its planned value must be unknown where"),
        ("single", [&N, &U, &inner(a.clone())], "a: its planned value must be unknown where"),
        ("single", [&N, &inner(a.clone()), &inner(b.clone())], "a.in: its planned value is neither"),
        ("list", [&N, &two, &one_a], "a: its planned value has another number"),
        ("list", [&N, &one_a, &one_b], "a[0].in: its planned value is neither"),
        ("list", [&N, &one_a, &list(&[N])], "a[0]: it is configured"),
        ("set", [&N, &one_a, &two], "a: its planned value has another number"),
        ("set", [&N, &one_a, &list(&[])], "a: its planned value has another number"),
        (
            "map",
            [&N, &map(&[("k", inner(N))]), &map(&[("l", inner(N))])],
            "a: its planned value has other keys",
        ),
        ("map", [&N, &map(&[("k", inner(N))]), &map(&[("k", inner(a.clone()))])], "a[\"k\"].in: it is not"),
    ];
    for (kind, values, rule) in illegal {
        let found = broken(kind, values).unwrap_or_default();
        assert!(found.starts_with(rule), "{kind} {values:?}: {found:?}");
    }
}

/// The rule that a result breaks, if any.
fn difference(planned: &Value, actual: &Value, ty: &Type) -> Option<String> {
    let mut found = Vec::new();
    assert_object_compatible(planned, actual, ty, &PathRef::Root, &mut found);
    found.first().map(|violation| violation.rule.to_string())
}

#[test]
fn a_result_is_what_was_planned_with_the_unknowns_filled() {
    let (a, b) = (Value::from("a"), Value::from("b"));
    let strings = |items: &[&Value]| Value::Sequence(items.iter().map(|one| (*one).clone()).collect());
    let set = Type::Set(Type::String.into());
    let list = Type::List(Type::String.into());
    let object = Type::Object(crate::wire::ObjectType::new([("x", Type::String)]).into());
    let with = |value: &Value| Value::Object(Object::new([("x", value.clone())]));
    let same = [
        (&a, &a, &Type::String),
        (&U, &a, &Type::String),
        (&U, &N, &Type::String),
        (&N, &N, &Type::String),
        (&strings(&[&a, &U]), &strings(&[&a, &b]), &list),
        (&strings(&[&a, &b]), &strings(&[&b, &a]), &set),
        (&strings(&[&a, &U]), &strings(&[&b, &a]), &set),
        (&strings(&[&U, &a]), &strings(&[&a]), &set),
        (&with(&U), &with(&a), &object),
        (&a, &Value::Bool(true), &Type::Dynamic),
    ];
    for (planned, actual, ty) in same {
        assert_eq!(difference(planned, actual, ty), None, "{planned:?} {actual:?}");
    }
    let pair = Type::Tuple([Type::String, set.clone()].into());
    let tuple = |first: &Value, second: &[&Value]| Value::Sequence(vec![first.clone(), strings(second)]);
    assert_eq!(difference(&tuple(&a, &[&a, &b]), &tuple(&a, &[&b, &a]), &pair), None);
    let different = [
        (&a, &b, &Type::String, "it is not the planned value"),
        (&a, &N, &Type::String, "it was planned with a value, and is null"),
        (&N, &a, &Type::String, "it was planned as null"),
        (&a, &U, &Type::String, "it was planned with a value, and is unknown"),
        (&strings(&[&a]), &strings(&[&a, &b]), &list, "it has another number"),
        (&strings(&[&a, &b]), &strings(&[&a, &a]), &list, "it is not the planned value"),
        (&tuple(&a, &[&a]), &tuple(&b, &[&a]), &pair, "it is not the planned value"),
        (&tuple(&a, &[&a]), &tuple(&a, &[&b]), &pair, "an element of the planned set is missing"),
        (&strings(&[&a]), &strings(&[&b]), &set, "an element of the planned set is missing"),
        (&strings(&[&a]), &strings(&[&a, &b]), &set, "the set has an element now"),
        (&strings(&[&U]), &strings(&[&a, &b]), &set, "the set has more elements"),
        (&with(&a), &with(&b), &object, "it is not the planned value"),
        (
            &map(&[("k", a.clone())]),
            &map(&[("l", a.clone())]),
            &Type::Map(Type::String.into()),
            "it has other keys",
        ),
    ];
    for (planned, actual, ty, rule) in different {
        let found = difference(planned, actual, ty).unwrap_or_default();
        assert!(found.starts_with(rule), "{planned:?} {actual:?}: {found:?}");
    }
}

#[test]
fn what_is_not_of_the_type_is_made_so_and_reported() {
    let ty = Type::Object(crate::wire::ObjectType::new([("n", Type::Number), ("s", Type::String)]).into());
    let good = Value::Object(Object::new([("n", Value::integer(1)), ("s", "x".into())]));
    let half = Value::Object(Object::new([("n", N), ("s", "x".into())]));
    let cases = [
        (good.clone(), good.clone(), 0),
        (Value::Object(Object::new([("n", Value::from("x")), ("s", "x".into())])), half.clone(), 1),
        (Value::Object(Object::new([("s", Value::from("x")), ("t", N)])), half, 1),
        (Value::from("x"), N, 1),
    ];
    let conformed = |mut value: Value, ty: &Type| {
        let mut found = Vec::new();
        conform(&mut value, ty, &PathRef::Root, &mut found);
        (value, found.len())
    };
    for (value, expected, problems) in cases {
        assert_eq!(conformed(value, &ty), (expected, problems));
    }
    let pair = Type::Tuple([Type::Number, Type::String].into());
    let (good, short) = (list(&[Value::integer(1), "x".into()]), list(&[Value::integer(1)]));
    assert_eq!(conformed(good.clone(), &pair), (good, 0));
    assert_eq!(conformed(list(&["x".into(), "x".into()]), &pair), (list(&[N, "x".into()]), 1));
    assert_eq!(conformed(short, &pair), (N, 1), "a tuple has all its elements");
}

#[test]
fn an_unknown_is_found_wherever_it_is_and_can_be_made_null() {
    let mut value = inner(list(&[map(&[("k", U)]), N]));
    let mut found = Vec::new();
    unknowns(&value, &PathRef::Root, &mut found);
    assert_eq!(found[0].path.to_string(), "in[0][\"k\"]");
    resolve_unknowns(&mut value);
    assert!(value.is_wholly_known());
}

#[test]
fn a_path_leads_somewhere_or_not() {
    let value = inner(list(&[map(&[("k", N)]), U]));
    let path = |steps: &[crate::wire::Step]| {
        steps.iter().fold(Path::attribute("in"), |path, step| path.then(step.clone()))
    };
    use crate::wire::Step::{Index, Key};
    assert!(exists(&path(&[]), &value) && exists(&path(&[Index(0), Key("k".into())]), &value));
    assert!(exists(&path(&[Index(1), Key("k".into())]), &value), "what is unknown may hold it");
    for steps in [&[Index(2)][..], &[Index(-1)], &[Key("k".into())], &[Index(0), Key("l".into())]] {
        assert!(!exists(&path(steps), &value), "{steps:?}");
    }
}
