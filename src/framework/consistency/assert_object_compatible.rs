//! Terraform's `AssertObjectCompatible`: what an apply may give, given the plan.

use super::Violation;
use crate::framework::path_ref::PathRef;
use crate::framework::schema::get;
use crate::wire::{Type, Value};

/// Checks that what was applied is what was planned: every known value the same, null stays null, unknown may become anything.
pub(crate) fn assert_object_compatible(
    planned: &Value,
    actual: &Value,
    ty: &Type,
    path: &PathRef<'_>,
    found: &mut Vec<Violation>,
) {
    let mut wrong = |rule: &str| found.push(Violation::new(path, rule));
    match (planned, actual, ty) {
        // A value of any type may turn out to be of another type than planned.
        (_, _, Type::Dynamic) | (Value::Unknown, _, _) | (Value::Null, Value::Null, _) => {}
        (_, Value::Null, _) => wrong("it was planned with a value, and is null now"),
        (Value::Null, _, _) => wrong("it was planned as null, and has a value now"),
        (_, Value::Unknown, _) => wrong("it was planned with a value, and is unknown now"),
        (Value::Sequence(planned), Value::Sequence(actual), Type::Set(element)) => {
            let fits = |planned, actual| {
                let mut problems = Vec::new();
                assert_object_compatible(planned, actual, element, path, &mut problems);
                problems.is_empty()
            };
            if planned.iter().any(|one| !actual.iter().any(|other| fits(one, other))) {
                wrong("an element of the planned set is missing now");
            } else if actual.iter().any(|one| !planned.iter().any(|other| fits(other, one))) {
                wrong("the set has an element now that was not planned");
            } else if actual.len() > planned.len() {
                wrong("the set has more elements than planned");
            }
        }
        (Value::Sequence(planned), Value::Sequence(actual), Type::List(_) | Type::Tuple(_)) => {
            if planned.len() != actual.len() {
                wrong("it has another number of elements than planned");
                return;
            }
            for (index, (planned, actual)) in planned.iter().zip(actual).enumerate() {
                let ty = match ty {
                    Type::List(element) => element,
                    Type::Tuple(types) => types.get(index).unwrap_or(&Type::Dynamic),
                    _ => &Type::Dynamic,
                };
                assert_object_compatible(planned, actual, ty, &PathRef::Index(path, index), found);
            }
        }
        (Value::Map(planned), Value::Map(actual), Type::Map(element)) => {
            if !planned.keys().eq(actual.keys()) {
                wrong("it has other keys than planned");
                return;
            }
            for ((key, planned), actual) in planned.iter().zip(actual.values()) {
                assert_object_compatible(planned, actual, element, &PathRef::Key(path, key), found);
            }
        }
        (Value::Object(planned), Value::Object(actual), Type::Object(types)) => {
            for (name, ty) in types.attributes() {
                let path = PathRef::Attribute(path, name);
                assert_object_compatible(get(planned, name), get(actual, name), ty, &path, found);
            }
        }
        (planned, actual, ty) if planned.same_as(actual, ty) => {}
        _ => wrong("it is not the planned value now"),
    }
}
