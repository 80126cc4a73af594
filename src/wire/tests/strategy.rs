//! Random types, and random values of a type.

use std::sync::Arc;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::super::equality::collapse;
use super::super::nfc::nfc;
use super::super::{Number, Object, ObjectType, Str, Type, Value};

/// Which values to make.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// All that msgpack holds.
    Msgpack,
    /// Neither unknowns nor infinities.
    Json,
}

/// Any type, some levels deep.
pub(super) fn any_type() -> impl Strategy<Value = Type> + Clone {
    let leaf = prop_oneof![Just(Type::String), Just(Type::Number), Just(Type::Bool), Just(Type::Dynamic)];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let wrapped = inner.clone().prop_map(Arc::new);
        prop_oneof![
            wrapped.clone().prop_map(Type::List),
            wrapped.clone().prop_map(Type::Set),
            wrapped.prop_map(Type::Map),
            vec(inner.clone(), 0..4).prop_map(|types| Type::Tuple(types.into())),
            btree_map(text(), inner, 0..4)
                .prop_map(|attributes| Type::Object(Arc::new(ObjectType::new(attributes)))),
        ]
    })
}

/// Any type with a value of it.
pub(super) fn typed_value(form: Form) -> impl Strategy<Value = (Type, Value)> {
    any_type().prop_flat_map(move |ty| {
        let value = value(&ty, form, 2);
        (Just(ty), value)
    })
}

/// A value of this type; dynamic values nest so many times.
fn value(ty: &Type, form: Form, dynamics: u32) -> BoxedStrategy<Value> {
    let known = match ty {
        Type::String => text().prop_map(Value::String).boxed(),
        Type::Number => number(form).prop_map(Value::Number).boxed(),
        Type::Bool => any::<bool>().prop_map(Value::Bool).boxed(),
        Type::Dynamic if dynamics == 0 => Just(Value::Null).boxed(),
        Type::Dynamic => any_type()
            .prop_flat_map(move |ty| {
                let value = value(&ty, form, dynamics - 1);
                (Just(ty), value)
            })
            .prop_map(|pair| Value::Dynamic(Box::new(pair)))
            .boxed(),
        Type::List(element) => vec(value(element, form, dynamics), 0..4).prop_map(Value::Sequence).boxed(),
        Type::Set(element) => {
            let ty = element.clone();
            vec(value(element, form, dynamics), 0..4)
                .prop_map(move |elements| Value::Sequence(collapse(elements, &ty)))
                .boxed()
        }
        Type::Map(element) => {
            btree_map(text(), value(element, form, dynamics), 0..4).prop_map(Value::Map).boxed()
        }
        Type::Tuple(types) => types
            .iter()
            .map(|ty| value(ty, form, dynamics))
            .collect::<Vec<_>>()
            .prop_map(Value::Sequence)
            .boxed(),
        Type::Object(object) => {
            let attributes = object.attributes().iter();
            let attributes: Vec<_> =
                attributes.map(|(name, ty)| (Just(name.clone()), value(ty, form, dynamics))).collect();
            attributes.prop_map(|entries| Value::Object(Object::new(entries))).boxed()
        }
    };
    match form {
        Form::Msgpack => prop_oneof![8 => known, 1 => Just(Value::Null), 1 => Just(Value::Unknown)].boxed(),
        Form::Json => prop_oneof![8 => known, 1 => Just(Value::Null)].boxed(),
    }
}

fn text() -> impl Strategy<Value = Str> + Clone {
    let text = prop_oneof!["[a-z_]{0,6}".boxed(), "\\PC{0,5}".boxed(), any::<String>().boxed()];
    text.prop_map(|text| Str::from(nfc(text.into())))
}

fn number(form: Form) -> impl Strategy<Value = Number> {
    let float = any::<f64>().prop_filter("no number", move |float| match form {
        Form::Msgpack => !float.is_nan(),
        Form::Json => float.is_finite(),
    });
    prop_oneof![
        any::<i64>().prop_map(Number::I64),
        (-300_i64..300).prop_map(Number::I64),
        any::<u64>().prop_map(Number::from_u64),
        float.prop_map(Number::F64),
        "-?[0-9]{1,40}(\\.[0-9]{1,40})?(e-?[0-9]{1,5})?".prop_map(|text| Number::Decimal(text.into())),
    ]
}
