use super::*;
use crate::framework::schema::IdentityAttribute;

fn problems(attribute: Attribute) -> Vec<String> {
    let schema = Schema { description: "d".into(), attributes: vec![attribute], ..Schema::default() };
    resource("p_r", &schema)
}

fn nested(nesting: Nesting, attribute: Attribute) -> Attribute {
    Attribute::nested("n", nesting, vec![attribute], "d")
}

fn text() -> Attribute {
    Attribute::string("a", "d")
}

#[test]
fn what_terraform_takes_has_no_problem() {
    let good = [
        text().required(),
        text().default("x"),
        text().write_only(),
        Attribute::new("a", Type::Dynamic, "d"),
        nested(Nesting::Set, text()),
        nested(Nesting::List, text().default("x")),
        nested(Nesting::Set, text().computed(Computed::Anew)).computed(Computed::Anew),
    ];
    for attribute in good {
        assert_eq!(problems(attribute.clone()), [""; 0], "{attribute:?}");
    }
}

#[test]
fn what_terraform_refuses_is_found() {
    let bad = [
        (Attribute::string("Name", "d"), "its name may only"),
        (Attribute::string("1a", "d"), "its name may only"),
        (Attribute::string("count", "d"), "Terraform keeps this name"),
        (Attribute::string("a", " "), "it has no description"),
        (Attribute { deprecation: Some(String::new()), ..text() }, "it is deprecated without"),
        (text().write_only().computed(Computed::Anew), "a write-only attribute can't"),
        (text().write_only().requires_replace(), "a write-only attribute can't"),
        (text().default(1), "its default is no known value"),
        (text().default("x").required(), "an attribute with a default must"),
        (text().computed(Computed::Follows(&["nothing"])), "it follows an attribute"),
        (Attribute::number("a", "d").same_at_plan(|_, _| true), "only a text can mean"),
        (nested(Nesting::Set, text().write_only()), "inside a set nothing"),
        (nested(Nesting::Set, text().computed(Computed::Anew)), "inside a set nothing"),
        (nested(Nesting::List, Attribute::new("a", Type::Dynamic, "d")), "a value of any type"),
        (Attribute::set("a", Type::Dynamic, "d"), "a value of any type"),
    ];
    for (attribute, problem) in bad {
        let found = problems(attribute.clone());
        assert!(found.len() == 1 && found[0].contains(problem), "{attribute:?}: {found:?}");
    }
}

#[test]
fn a_schema_as_a_whole_is_checked() {
    let twice = Schema {
        version: -1,
        description: String::new(),
        attributes: vec![text(), text()],
        ..Schema::default()
    };
    assert_eq!(resource("R", &twice).len(), 4);
    let schema =
        |attribute| Schema { description: "d".into(), attributes: vec![attribute], ..Schema::default() };
    assert_eq!(provider(&schema(text().computed(Computed::Anew))).len(), 1);
    assert_eq!(provider(&schema(Attribute::string("alias", "d"))).len(), 1);
    assert_eq!(data_source("p_d", &schema(text().write_only())).len(), 1);
}

#[test]
fn a_model_is_its_schema() {
    let schema = Schema { attributes: vec![text()], ..Schema::default() };
    assert_eq!(fields("p_r", &schema, &["a"]), [""; 0]);
    assert_eq!(fields("p_r", &schema, &["b"]).len(), 2);
}

#[test]
fn an_identity_holds_only_texts_numbers_bools_and_lists_of_them() {
    let schema = |ty| IdentitySchema {
        version: 0,
        attributes: vec![IdentityAttribute {
            name: "a",
            ty,
            description: String::new(),
            required_for_import: true,
        }],
    };
    let list = Type::List(Type::Number.into());
    assert_eq!(identity("p_r", Some(&schema(list)), &["a"]), [""; 0]);
    assert_eq!(identity("p_r", Some(&schema(Type::Map(Type::String.into()))), &["a"]).len(), 1);
    assert_eq!(identity("p_r", None, &["a"]).len(), 1);
    assert_eq!(identity("p_r", Some(&IdentitySchema { version: -1, attributes: vec![] }), &[]).len(), 2);
}
