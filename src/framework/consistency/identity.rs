//! An identity names one object for ever: what is stored of it changes only where its schema says so.

use super::Violation;
use crate::framework::IdentitySchema;
use crate::wire::{Path, Value};

/// Finds attributes of an identity that are another value, or none, where one is stored. What was null may become known.
/// An unknown one is not judged.
pub(crate) fn identity_stays(
    schema: &IdentitySchema,
    before: &Value,
    now: &Value,
    found: &mut Vec<Violation>,
) {
    let (Some(before), Some(now)) = (before.as_object(), now.as_object()) else { return };
    for attribute in schema.attributes.iter().filter(|attribute| !attribute.mutable) {
        let (Some(stored), Some(value)) = (before.get(attribute.name), now.get(attribute.name)) else {
            continue;
        };
        if !matches!(stored, Value::Null | Value::Unknown) && *value != Value::Unknown && stored != value {
            let rule = "it names another object than the stored identity, which never changes by itself";
            found.push(Violation { path: Path::attribute(attribute.name), rule: rule.into() });
        }
    }
}

/// Whether an identity names nothing at all.
pub(crate) fn names_nothing(identity: &Value) -> bool {
    identity.is_null()
        || identity.as_object().is_some_and(|object| object.iter().all(|(_, value)| value.is_null()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::IdentityAttribute;
    use crate::wire::{Object, Type};

    fn schema() -> IdentitySchema {
        let attribute = |name, mutable| IdentityAttribute {
            name,
            ty: Type::String,
            description: "One.".into(),
            required_for_import: false,
            mutable,
        };
        IdentitySchema { version: 0, attributes: vec![attribute("account", false), attribute("name", true)] }
    }

    fn broken(before: [Value; 2], now: [Value; 2]) -> Vec<String> {
        let object =
            |[account, name]: [Value; 2]| Value::Object(Object::new([("account", account), ("name", name)]));
        let mut found = Vec::new();
        identity_stays(&schema(), &object(before), &object(now), &mut found);
        found.iter().map(|violation| violation.path.to_string()).collect()
    }

    #[test]
    fn only_what_may_change_changes_and_what_was_not_known_becomes_known() {
        let text = |text: &str| Value::from(text);
        assert_eq!(broken([text("1"), text("a")], [text("1"), text("b")]), Vec::<String>::new());
        assert_eq!(broken([text("1"), text("a")], [text("2"), text("a")]), ["account"]);
        assert_eq!(broken([text("1"), text("a")], [Value::Null, text("a")]), ["account"]);
        assert_eq!(broken([Value::Null, text("a")], [text("2"), text("a")]), Vec::<String>::new());
        assert_eq!(broken([text("1"), text("a")], [Value::Unknown, text("a")]), Vec::<String>::new());
    }

    #[test]
    fn an_identity_without_any_value_names_nothing() {
        let identity = |account: Value| Value::Object(Object::new([("account", account)]));
        assert!(names_nothing(&identity(Value::Null)) && names_nothing(&Value::Null));
        assert!(!names_nothing(&identity(Value::from("1"))));
    }
}
