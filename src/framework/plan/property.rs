//! For any schema and configuration: our own plan passes Terraform's checks, and says nothing when nothing is new.

use proptest::prelude::*;

use super::plan;
use crate::framework::consistency::{assert_object_compatible, assert_plan_valid};
use crate::framework::path_ref::PathRef;
use crate::framework::schema::{Attribute, Computed, Kind, Mode, Nesting, Schema, Shape};
use crate::wire::{Object, Type, Value};

const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const KEYS: [&str; 2] = ["k", "l"];

fn trimmed(a: &str, b: &str) -> bool {
    a.trim() == b.trim()
}

/// How an attribute is planned, in every way that fits its type.
fn ruled(attribute: Attribute, rule: u8) -> Attribute {
    let text = matches!(attribute.kind, Kind::Plain(Type::String));
    match rule % 11 {
        0 => attribute.required(),
        1 if text => attribute.default(Value::from("default")),
        2 => attribute.computed(Computed::Anew),
        3 => attribute.computed(Computed::Kept),
        4 => attribute.computed(Computed::Follows(&["a", "b"])),
        5 => attribute.optional_computed(Computed::Anew),
        6 => attribute.optional_computed(Computed::Unmanaged),
        7 if text => attribute.equal_at_plan(trimmed),
        8 => attribute.requires_replace(),
        9 => attribute.write_only(),
        _ => attribute,
    }
}

fn plain(name: &'static str) -> impl Strategy<Value = Attribute> {
    (0u8..4, any::<u8>()).prop_map(move |(kind, rule)| {
        let attribute = match kind {
            0 | 1 => Attribute::string(name, "d"),
            2 => Attribute::set(name, Type::String, "d"),
            _ => Attribute::list(name, Type::String, "d"),
        };
        ruled(attribute, rule)
    })
}

fn attribute(name: &'static str) -> impl Strategy<Value = Attribute> {
    let inside = (plain("a"), plain("b"), plain("c")).prop_map(|(a, b, c)| vec![a, b, c]);
    let nesting = prop_oneof![Just(Nesting::Single), Just(Nesting::List), Just(Nesting::Map)];
    let nested = (nesting, inside, any::<bool>()).prop_map(move |(nesting, inside, required)| {
        let nested = Attribute::nested(name, nesting, inside, "d");
        if required { nested.required() } else { nested }
    });
    prop_oneof![3 => plain(name), 1 => nested]
}

fn shape() -> impl Strategy<Value = Shape> {
    NAMES
        .map(attribute)
        .prop_map(|attributes| Shape::new(Schema { attributes: attributes.into(), ..Schema::default() }))
}

/// A stream of small choices, so that a value can be made for a schema that is itself random.
struct Choices<'a>(std::iter::Cycle<std::slice::Iter<'a, u8>>);

impl Choices<'_> {
    fn next(&mut self, count: u8) -> u8 {
        self.0.next().map_or(0, |choice| choice % count)
    }
}

/// A configuration of these attributes.
fn config(attributes: &[Attribute], unknowns: bool, choices: &mut Choices<'_>) -> Object {
    Object::new(attributes.iter().map(|one| (one.name, configured(one, unknowns, choices))))
}

fn configured(attribute: &Attribute, unknowns: bool, choices: &mut Choices<'_>) -> Value {
    let optional = attribute.mode != Mode::Required;
    if attribute.mode == Mode::Computed || (optional && choices.next(3) == 0) {
        return Value::Null;
    }
    if unknowns && choices.next(4) == 0 {
        return Value::Unknown;
    }
    let texts = ["x", "y", " x"];
    let mut text = || Value::from(texts[usize::from(choices.next(3))]);
    match &attribute.kind {
        Kind::Plain(Type::String) => text(),
        Kind::Plain(_) => {
            let (first, second) = (text(), text());
            Value::Sequence(if first == second { vec![first] } else { vec![first, second] })
        }
        Kind::Nested(nesting, inside) => {
            let count = usize::from(choices.next(3));
            let mut object = || Value::Object(config(inside, unknowns, choices));
            match nesting {
                Nesting::Single => object(),
                Nesting::Map => {
                    Value::Map(KEYS.iter().take(count).map(|key| ((*key).into(), object())).collect())
                }
                _ => Value::Sequence((0..count).map(|_| object()).collect()),
            }
        }
    }
}

/// Terraform's proposal (`ProposedNew`): the configuration, and what is computed and left out as it was before.
fn proposed(attributes: &[Attribute], prior: Option<&Object>, config: &Object) -> Object {
    Object::new(attributes.iter().map(|one| {
        let configured = config.get(one.name).unwrap();
        let before = prior.and_then(|prior| prior.get(one.name)).unwrap_or(&Value::Null);
        let computed = matches!(one.mode, Mode::Computed | Mode::OptionalComputed);
        let value = match (&one.kind, configured, before) {
            (_, Value::Null, before) if computed => before.clone(),
            (Kind::Nested(_, inside), Value::Object(new), before) => {
                Value::Object(proposed(inside, before.as_object(), new))
            }
            (Kind::Nested(_, inside), Value::Sequence(new), before) => {
                let before = |index| match before {
                    Value::Sequence(items) => items.get(index).and_then(Value::as_object),
                    _ => None,
                };
                let item =
                    |(index, new): (usize, &Value)| proposed(inside, before(index), new.as_object().unwrap());
                Value::Sequence(new.iter().enumerate().map(item).map(Value::Object).collect())
            }
            (Kind::Nested(_, inside), Value::Map(new), before) => {
                let before = |key: &str| match before {
                    Value::Map(entries) => entries.get(key).and_then(Value::as_object),
                    _ => None,
                };
                let entry = |(key, new): (&crate::wire::Str, &Value)| {
                    (key.clone(), Value::Object(proposed(inside, before(key), new.as_object().unwrap())))
                };
                Value::Map(new.iter().map(entry).collect())
            }
            _ => configured.clone(),
        };
        (one.name, value)
    }))
}

/// What an apply makes of a plan: every unknown becomes something of its type.
fn applied(planned: &Value, ty: &Type) -> Value {
    match (planned, ty) {
        (Value::Unknown, Type::String) => "made".into(),
        (Value::Unknown, Type::Object(_)) | (Value::Unknown, Type::Map(_)) => Value::Null,
        (Value::Unknown, _) => Value::Sequence(vec![]),
        (Value::Object(object), Type::Object(types)) => Value::Object(Object::new(
            object.iter().map(|(name, value)| (name.clone(), applied(value, types.get(name).unwrap()))),
        )),
        (Value::Sequence(items), Type::List(element) | Type::Set(element)) => {
            Value::Sequence(items.iter().map(|item| applied(item, element)).collect())
        }
        (Value::Map(entries), Type::Map(element)) => {
            Value::Map(entries.iter().map(|(key, item)| (key.clone(), applied(item, element))).collect())
        }
        (known, _) => known.clone(),
    }
}

/// Plans as Terraform asks for it, and checks the plan as Terraform does.
fn planned(shape: &Shape, prior: Option<&Object>, config: &Object) -> (Object, usize) {
    let mut planned = proposed(&shape.schema.attributes, prior, config);
    let replaced = plan(shape, prior, config, &mut planned);
    let mut found = Vec::new();
    assert_plan_valid(shape.level(), prior, config, &planned, &PathRef::Root, &mut found);
    assert_eq!(found, [], "prior {prior:?}\nconfig {config:?}\nplanned {planned:?}");
    (planned, replaced.len())
}

proptest! {
    #[test]
    fn a_plan_is_valid_and_an_unchanged_configuration_changes_nothing(
        shape in shape(),
        first in prop::collection::vec(any::<u8>(), 7..80),
        second in prop::collection::vec(any::<u8>(), 7..80),
    ) {
        let attributes = &shape.schema.attributes;
        let mut choices = Choices(first.iter().cycle());
        let (config_1, config_2) = (config(attributes, false, &mut choices), {
            config(attributes, true, &mut Choices(second.iter().cycle()))
        });
        let (created, replaced) = planned(&shape, None, &config_1);
        prop_assert_eq!(replaced, 0);

        let (plan, state) = (Value::Object(created.clone()), applied(&Value::Object(created), &shape.ty));
        let mut found = Vec::new();
        assert_object_compatible(&plan, &state, &shape.ty, &PathRef::Root, &mut found);
        prop_assert_eq!(found, []);

        let Value::Object(state) = state else { unreachable!() };
        prop_assert_eq!(planned(&shape, Some(&state), &config_1), (state.clone(), 0));
        planned(&shape, Some(&state), &config_2);
    }
}
