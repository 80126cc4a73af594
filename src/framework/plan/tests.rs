use super::{generated_config::generated_config, plan};
use crate::framework::schema::{Attribute, Computed, Nesting, Schema, Shape};
use crate::wire::{Object, Path, Step, Type, Value};

const U: Value = Value::Unknown;
const N: Value = Value::Null;

fn trimmed(a: &str, b: &str) -> bool {
    a.trim() == b.trim()
}

fn shape() -> Shape {
    let nested = || {
        vec![
            Attribute::string("key", "k").required(),
            Attribute::string("mode", "m").default("cut"),
            Attribute::string("hash", "h").computed(Computed::Kept),
            Attribute::string("wo", "w").write_only(),
        ]
    };
    let element = vec![Attribute::string("key", "k").required().requires_replace()];
    Shape::new(Schema {
        description: "d".into(),
        attributes: vec![
            Attribute::string("name", "n").required().requires_replace(),
            Attribute::string("text", "t").equal_at_plan(trimmed),
            Attribute::string("zone", "z").default("UTC"),
            Attribute::string("engine", "e").optional_computed(Computed::Unmanaged),
            Attribute::string("id", "i").computed(Computed::Follows(&["name"])),
            Attribute::string("url", "u").computed(Computed::Follows(&["id"])),
            Attribute::string("serial", "s").computed(Computed::Kept),
            Attribute::string("edited", "e").computed(Computed::Anew),
            Attribute::string("wo", "w").write_only(),
            Attribute::nested("one", Nesting::Single, nested(), "o"),
            Attribute::nested("many", Nesting::List, element.clone(), "m"),
            Attribute::nested("keyed", Nesting::Map, nested(), "k"),
            Attribute::nested("set", Nesting::Set, element, "s"),
        ],
        ..Schema::default()
    })
}

fn object(entries: &[(&'static str, Value)]) -> Object {
    let all = shape();
    let null = all.schema.attributes.iter().map(|one| (one.name, N));
    Object::new(null.chain(entries.iter().cloned()))
}

fn nested(key: &str, mode: Value, hash: Value, wo: Value) -> Value {
    Value::Object(Object::new([("key", Value::from(key)), ("mode", mode), ("hash", hash), ("wo", wo)]))
}

fn prior() -> Object {
    object(&[
        ("name", "a".into()),
        ("text", "t".into()),
        ("zone", "UTC".into()),
        ("id", "a".into()),
        ("url", "u".into()),
        ("serial", "1".into()),
        ("edited", "e".into()),
    ])
}

/// What Terraform proposes: the configuration, and the prior value where a computed attribute is left out.
fn propose(prior: &Object, config: &Object) -> Object {
    Object::new(config.iter().map(|(name, value)| {
        let computed = ["zone", "engine", "id", "url", "serial", "edited"].contains(&&**name);
        let value = if computed && value.is_null() { prior.get(name).unwrap() } else { value };
        (name.clone(), value.clone())
    }))
}

fn update(config: &[(&'static str, Value)]) -> (Object, Vec<Path>) {
    let (prior, config) = (prior(), object(config));
    let mut planned = propose(&prior, &config);
    let paths = plan(&shape(), Some(&prior), &config, &mut planned);
    (planned, paths)
}

fn create(config: &[(&'static str, Value)]) -> Object {
    let config = object(config);
    let mut planned = config.clone();
    assert_eq!(plan(&shape(), None, &config, &mut planned), []);
    planned
}

#[test]
fn a_create_fills_defaults_marks_what_is_computed_and_hides_what_is_write_only() {
    let planned = create(&[("name", "a".into()), ("wo", "secret".into())]);
    let expected = object(&[
        ("name", "a".into()),
        ("zone", "UTC".into()),
        ("id", U),
        ("url", U),
        ("serial", U),
        ("edited", U),
    ]);
    assert_eq!(planned, expected);
}

#[test]
fn a_configuration_that_says_nothing_new_plans_the_prior_state() {
    let all_ways: [&[(&str, Value)]; 3] = [
        &[("name", "a".into()), ("text", "t".into())],
        &[("name", "a".into()), ("text", " t\n".into()), ("zone", "UTC".into())],
        &[("name", "a".into()), ("text", "t".into()), ("wo", "secret".into())],
    ];
    for config in all_ways {
        assert_eq!(update(config), (prior(), vec![]));
    }
}

#[test]
fn an_update_marks_by_each_rule_and_what_follows_follows_in_a_chain() {
    let (planned, paths) = update(&[("name", "a".into()), ("text", "other".into())]);
    for (name, expected) in [("id", "a".into()), ("url", "u".into()), ("serial", "1".into()), ("edited", U)] {
        assert_eq!(planned.get(name), Some(&expected), "{name}");
    }
    assert_eq!(paths, []);

    let (planned, paths) = update(&[("name", "b".into()), ("text", "t".into())]);
    for (name, expected) in [("id", U), ("url", U), ("serial", "1".into()), ("edited", U)] {
        assert_eq!(planned.get(name), Some(&expected), "{name}");
    }
    assert_eq!(paths, [Path::attribute("name")]);
}

#[test]
fn what_is_taken_out_goes_back_to_its_default_or_stays_as_it_is() {
    let mut before = prior();
    *before.get_mut("zone").unwrap() = "Asia/Tokyo".into();
    *before.get_mut("engine").unwrap() = "v2".into();
    let config = object(&[("name", "a".into()), ("text", "t".into())]);
    let mut planned = propose(&before, &config);
    plan(&shape(), Some(&before), &config, &mut planned);
    assert_eq!(planned.get("zone"), Some(&"UTC".into()));
    assert_eq!(planned.get("engine"), Some(&"v2".into()));
    assert_eq!(planned.get("edited"), Some(&U));
}

#[test]
fn an_unknown_configuration_is_planned_unknown_and_may_replace() {
    let (planned, paths) = update(&[("name", U), ("text", U)]);
    assert_eq!((planned.get("name"), planned.get("text")), (Some(&U), Some(&U)));
    assert_eq!(paths, [Path::attribute("name")]);
}

#[test]
fn nested_objects_are_planned_like_the_root() {
    let keyed = |value| Value::Map([("k".into(), value)].into());
    let planned = create(&[
        ("name", "a".into()),
        ("one", nested("k", N, N, "secret".into())),
        ("keyed", keyed(nested("k", "keep".into(), N, N))),
    ]);
    assert_eq!(planned.get("one"), Some(&nested("k", "cut".into(), U, N)));
    assert_eq!(planned.get("keyed"), Some(&keyed(nested("k", "keep".into(), U, N))));

    // An element that was there keeps what never changes; a new one does not know it yet.
    let mut before = prior();
    *before.get_mut("one").unwrap() = nested("k", "cut".into(), "h".into(), N);
    let config = object(&[
        ("name", "a".into()),
        ("text", "t".into()),
        ("one", nested("new", N, N, N)),
        ("keyed", keyed(nested("k", N, N, N))),
    ]);
    let mut planned = propose(&before, &config);
    *planned.get_mut("one").unwrap() = nested("new", "cut".into(), "h".into(), N);
    plan(&shape(), Some(&before), &config, &mut planned);
    assert_eq!(planned.get("one"), Some(&nested("new", "cut".into(), "h".into(), N)));
    assert_eq!(planned.get("keyed"), Some(&keyed(nested("k", "cut".into(), U, N))));
}

#[test]
fn a_replacement_inside_a_list_points_at_the_element_and_inside_a_set_at_nothing() {
    let element = |key: &str| Value::Sequence(vec![Value::Object(Object::new([("key", Value::from(key))]))]);
    let mut before = prior();
    *before.get_mut("many").unwrap() = element("a");
    *before.get_mut("set").unwrap() = element("a");
    let config =
        object(&[("name", "a".into()), ("text", "t".into()), ("many", element("b")), ("set", element("b"))]);
    let mut planned = propose(&before, &config);
    let paths = plan(&shape(), Some(&before), &config, &mut planned);
    let key = Path::attribute("many").then(Step::Index(0)).then(Step::Attribute("key".into()));
    assert_eq!(paths, [key]);
}

#[test]
fn what_follows_a_nested_object_follows_what_is_marked_inside_it() {
    let inside = vec![Attribute::string("hash", "h").computed(Computed::Anew)];
    let shape = Shape::new(Schema {
        attributes: vec![
            Attribute::nested("one", Nesting::Single, inside, "o"),
            Attribute::string("sum", "s").computed(Computed::Follows(&["one"])),
            Attribute::string("text", "t"),
        ],
        ..Schema::default()
    });
    let state = |hash: Value, sum: Value, text: &str| {
        let one = Value::Object(Object::new([("hash", hash)]));
        Object::new([("one", one), ("sum", sum), ("text", Value::from(text))])
    };
    let prior = state("h".into(), "s".into(), "old");
    let mut planned = state("h".into(), "s".into(), "new");
    plan(&shape, Some(&prior), &state(N, N, "new"), &mut planned);
    assert_eq!(planned, state(U, U, "new"));
}

#[test]
fn the_least_configuration_says_only_what_must_be_said() {
    let shape = Shape::new(Schema {
        attributes: vec![
            Attribute::string("name", "n").required(),
            Attribute::string("text", "t"),
            Attribute::string("blank", "b"),
            Attribute::string("zone", "z").default("UTC"),
            Attribute::string("other_zone", "z").default("UTC"),
            Attribute::string("mask", "m").sensitive(),
            Attribute { deprecation: Some("Use text.".into()), ..Attribute::string("old", "o") },
            Attribute::string("id", "i").computed(Computed::Kept),
            Attribute::list("some", Type::String, "s"),
            Attribute::list("none", Type::String, "n"),
            Attribute::map("empty", Type::String, "e"),
            Attribute::nested("one", Nesting::Single, vec![Attribute::string("blank", "b")], "o"),
        ],
        ..Schema::default()
    });
    let some = Value::Sequence(vec!["x".into()]);
    let one = |blank: Value| Value::Object(Object::new([("blank", blank)]));
    let mut object = Object::new([
        ("name", Value::from("")),
        ("text", "t".into()),
        ("blank", "".into()),
        ("zone", "UTC".into()),
        ("other_zone", "Asia/Tokyo".into()),
        ("mask", "***".into()),
        ("old", "still there".into()),
        ("id", "1".into()),
        ("some", some.clone()),
        ("none", Value::Sequence(vec![])),
        ("empty", Value::Map([].into())),
        ("one", one("".into())),
    ]);
    generated_config(shape.level(), &mut object);
    let said = [("name", Value::from("")), ("text", "t".into()), ("other_zone", "Asia/Tokyo".into())];
    let left_out = ["blank", "zone", "mask", "old", "id", "none", "empty"].map(|name| (name, N));
    let kept = said.into_iter().chain(left_out).chain([("some", some), ("one", one(N))]);
    assert_eq!(object, Object::new(kept));
}
