use std::collections::BTreeMap;

use super::*;
use crate::framework::schema::Shape;
use crate::framework::{Attr, Attribute, Computed, Diagnostics, Kind, Mode, Nesting, Schema, Severity};
use crate::wire::{Object, Str, Type, Value};

crate::model! {
    /// Something inside.
    struct Inner {
        must: Attr<Str>,
        told: Attr<Str>,
        count: Attr<i64>,
        secret: Attr<Str>,
    }
}

crate::model! {
    /// Something of every shape.
    struct Outer {
        must: Attr<Str>,
        told: Attr<Str>,
        old: Attr<Str>,
        one: Attr<Inner>,
        list: Attr<Vec<Attr<Inner>>>,
        set: Attr<Vec<Attr<Inner>>>,
        map: Attr<BTreeMap<Str, Attr<Inner>>>,
        tags: Attr<Vec<Attr<Str>>>,
        words: Attr<BTreeMap<Str, Attr<Str>>>,
        whole: Attr<i64>,
        other: Attr<i64>,
    }
}

fn inner() -> Vec<Attribute> {
    vec![
        Attribute::string("must", "Needed.").required(),
        Attribute::string("told", "What the provider tells.").computed(Computed::Anew),
        Attribute::number("count", "How many.").whole(1..=10),
        Attribute::string("secret", "A secret.").write_only(),
    ]
}

fn shape() -> Shape {
    let nested = |name, nesting| Attribute::nested(name, nesting, inner(), "Objects.");
    Shape::new(Schema {
        description: "A thing.".into(),
        attributes: vec![
            Attribute::string("must", "Needed.").required(),
            Attribute::string("told", "What the provider tells.").computed(Computed::Anew),
            Attribute { deprecation: Some("Use `must`.".into()), ..Attribute::string("old", "Old.") },
            nested("one", Nesting::Single),
            nested("list", Nesting::List),
            nested("set", Nesting::Set),
            nested("map", Nesting::Map),
            Attribute::set("tags", Type::String, "Words."),
            Attribute::map("words", Type::String, "Words.").null_elements(),
            Attribute::number("whole", "A number.").whole(1..=10),
            Attribute::number("other", "A number."),
        ],
        ..Schema::default()
    })
}

/// An object with these attributes; all others of the type are null.
fn object(ty: &Type, given: &[(&str, Value)]) -> Value {
    let Type::Object(types) = ty else { panic!("no object") };
    Value::Object(Object::new(types.attributes().iter().map(|(name, _)| {
        let value = given.iter().find(|(given, _)| *given == &**name);
        (name.clone(), value.map_or(Value::Null, |(_, value)| value.clone()))
    })))
}

fn element(given: &[(&str, Value)]) -> Value {
    let shape = Shape::new(Schema { attributes: inner(), ..Schema::default() });
    object(&shape.ty, given)
}

fn told(given: &[(&str, Value)], write_only: bool) -> Vec<String> {
    let shape = shape();
    let mut config = object(&shape.ty, given);
    let mut found = Diagnostics::default();
    check("thing", &shape, write_only, &mut config, &mut found);
    let model: Option<Outer> = piecewise(&config, &shape.ty, &mut found);
    assert!(model.is_some(), "the other rules do not run");
    let one = |one: crate::framework::Diagnostic| {
        let path = one.path.map(|path| path.to_string()).unwrap_or_default();
        let place = one.detail.split('`').nth(1).unwrap_or(&one.detail).to_owned();
        let mark = if one.severity == Severity::Warning { "(warning) " } else { "" };
        format!("{mark}{} | {place} | {path}", one.summary)
    };
    found.into_iter().map(one).collect()
}

fn with_must(more: &[(&str, Value)]) -> Vec<(&'static str, Value)> {
    let more = more.iter().map(|(name, value)| (&*name.to_string().leak(), value.clone()));
    [("must", Value::from("x"))].into_iter().chain(more).collect()
}

#[test]
fn what_is_required_must_have_a_value_and_what_is_told_must_have_none_at_every_depth() {
    let bad = || element(&[("told", Value::Unknown)]);
    let map = Value::Map([("k".into(), bad())].into());
    let found = told(
        &[
            ("told", "x".into()),
            ("one", bad()),
            ("list", Value::Sequence(vec![bad()])),
            ("set", Value::Sequence(vec![bad()])),
            ("map", map),
        ],
        true,
    );
    let null = "A required argument is null";
    let set = "A read-only attribute is set";
    assert_eq!(
        found,
        [
            format!("{null} | list[0].must | list[0].must"),
            format!("{set} | list[0].told | list[0].told"),
            format!("{null} | map[\"k\"].must | map[\"k\"].must"),
            format!("{set} | map[\"k\"].told | map[\"k\"].told"),
            format!("{null} | must | must"),
            format!("{null} | one.must | one.must"),
            format!("{set} | one.told | one.told"),
            format!("{null} | set.must | set"),
            format!("{set} | set.told | set"),
            format!("{set} | told | told"),
        ]
    );
}

#[test]
fn an_unknown_may_stand_wherever_a_value_may() {
    let unknown = || element(&[("must", Value::Unknown), ("count", Value::Unknown)]);
    let found = told(
        &[
            ("must", Value::Unknown),
            ("one", unknown()),
            ("list", Value::Sequence(vec![Value::Unknown, unknown()])),
            ("set", Value::Sequence(vec![Value::Unknown, unknown()])),
            ("map", Value::Map([("k".into(), Value::Unknown)].into())),
            ("tags", Value::Sequence(vec![Value::Unknown, "x".into()])),
            ("words", Value::Map([("k".into(), Value::Unknown)].into())),
            ("whole", Value::Unknown),
        ],
        true,
    );
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_null_among_elements_is_refused_but_where_the_schema_takes_it() {
    let nulls = || Value::Sequence(vec![Value::Null, Value::Null]);
    let entries = || Value::Map([("k".into(), Value::Null)].into());
    let given = with_must(&[
        ("list", nulls()),
        ("set", nulls()),
        ("map", entries()),
        ("tags", nulls()),
        ("words", entries()),
    ]);
    let places: Vec<String> = told(&given, true);
    let null = "A null among elements";
    assert_eq!(
        places,
        [
            format!("{null} | list[0] | list[0]"),
            format!("{null} | list[1] | list[1]"),
            format!("{null} | map[\"k\"] | map[\"k\"]"),
            format!("{null} | set | set"),
            format!("{null} | tags | tags"),
        ],
        "the same is said once"
    );
}

#[test]
fn every_value_that_does_not_fit_is_told_at_once_with_the_bounds_of_its_attribute() {
    let half = || Value::Number(crate::wire::Number::from_decimal_text("1.5").unwrap());
    let given = with_must(&[
        ("whole", half()),
        ("other", half()),
        ("one", element(&[("must", "x".into()), ("count", half())])),
    ]);
    let shape = shape();
    let mut found = Diagnostics::default();
    let mut config = object(&shape.ty, &given);
    check("thing", &shape, true, &mut config, &mut found);
    let model: Outer = piecewise(&config, &shape.ty, &mut found).unwrap();
    assert_eq!(
        (model.must, model.whole, model.other),
        (Attr::Known("x".into()), Attr::Unknown, Attr::Unknown)
    );
    let details: Vec<&str> = found.iter().map(|one| &*one.detail).collect();
    assert_eq!(
        details,
        [
            "one.count: a whole number from 1 to 10 is expected here.",
            "whole: a whole number from 1 to 10 is expected here.",
            "other: a whole number is expected here, and this has a fraction.",
        ]
    );
}

#[test]
fn write_only_values_are_refused_where_the_host_would_store_them_also_in_sets() {
    let secret = || element(&[("must", "x".into()), ("secret", "hunter2".into())]);
    let given = with_must(&[("one", secret()), ("set", Value::Sequence(vec![secret()]))]);
    assert_eq!(told(&given, true), Vec::<String>::new());
    let found = told(&given, false);
    let early = "Write-only attributes need Terraform 1.11";
    assert_eq!(found, [format!("{early} | one.secret | one.secret"), format!("{early} | set.secret | set")]);
}

#[test]
fn what_is_deprecated_and_set_is_a_warning() {
    let found = told(&with_must(&[("old", "x".into())]), true);
    assert_eq!(found, ["(warning) `old` is deprecated | Use | old".replace("| Use |", "| must |")]);
    let mut shape = shape();
    shape.schema.deprecation = Some("Use another.".into());
    let mut found = Diagnostics::default();
    check("thing", &shape, true, &mut object(&shape.ty, &with_must(&[])), &mut found);
    assert_eq!(found.iter().map(|one| &*one.summary).collect::<Vec<_>>(), ["thing is deprecated"]);
}

#[test]
fn a_null_of_any_type_is_null() {
    let attribute = Attribute { mode: Mode::Required, ..Attribute::new("any", Type::Dynamic, "Anything.") };
    assert!(matches!(attribute.kind, Kind::Plain(Type::Dynamic)));
    let shape = Shape::new(Schema { attributes: vec![attribute], ..Schema::default() });
    let null = Value::Dynamic(Box::new((Type::String, Value::Null)));
    let mut found = Diagnostics::default();
    check("thing", &shape, true, &mut object(&shape.ty, &[("any", null)]), &mut found);
    assert!(found.has_error());
}
