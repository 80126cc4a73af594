use super::*;
use crate::framework::Attr;
use crate::framework::dynamic::round_trip;
use crate::framework::schema::{IdentityAttribute, Shape};
use crate::wire::Str;

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
        nested(Nesting::Single, text().write_only()).write_only(),
        Attribute::number("a", "d").whole(0..),
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
        (Attribute::number("a", "d").equal_at_plan(|_, _| true), "only a text can mean"),
        (nested(Nesting::Set, text().write_only()), "inside a set nothing"),
        (nested(Nesting::Set, text().computed(Computed::Anew)), "inside a set nothing"),
        (text().whole(0..), "only a number can be a whole one"),
        (nested(Nesting::Single, text()).write_only(), "what is inside a write-only attribute"),
        (nested(Nesting::Set, text().equal_at_read(|_, _| true)), "inside a set no text"),
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

crate::model! {
    struct Row {
        a: Attr<i64>,
    }
}

crate::model! {
    struct Model {
        a: Attr<Str>,
        rows: Attr<Vec<Attr<Row>>>,
    }
}

crate::model! {
    struct NoUnknown {
        a: Attr<Str>,
        rows: Attr<Vec<Row>>,
    }
}

#[test]
fn a_model_holds_unknown_elements_wherever_a_configuration_may() {
    let shape = |rows: Attribute| Shape::new(Schema { attributes: vec![text(), rows], ..Schema::default() });
    let rows = || Attribute::nested("rows", Nesting::List, vec![Attribute::number("a", "d")], "d");
    let problems = model("p_r", &shape(rows()), round_trip::<NoUnknown>);
    assert!(problems[0].contains("p_r.rows[0]: its model is another: an object is expected"), "{problems:?}");
    assert_eq!(model("p_r", &shape(rows()), round_trip::<Model>), [""; 0]);
    let told = shape(rows().computed(Computed::Anew));
    assert_eq!(model("p_r", &told, round_trip::<NoUnknown>), [""; 0], "nobody can configure it");
}

#[test]
fn a_model_is_its_schema_at_every_depth_and_in_every_type() {
    let ty = |a: Attribute, row: Attribute| {
        let rows = Attribute::nested("rows", Nesting::List, vec![row], "d");
        Shape::new(Schema { attributes: vec![a, rows], ..Schema::default() })
    };
    let check = |shape: &Shape| model("p_r", shape, round_trip::<Model>);
    let number = || Attribute::number("a", "d");
    assert_eq!(check(&ty(text(), number())), [""; 0]);
    assert!(check(&ty(number(), number()))[0].starts_with("p_r.a: its model is another: text is expected"));
    assert!(check(&ty(text(), text()))[0].starts_with("p_r.rows[0].a: its model"));
    assert!(
        check(&ty(Attribute::string("b", "d"), number()))[0].contains("not of its schema: a; missing: b")
    );
    assert!(check(&ty(text(), Attribute::number("b", "d")))[0].starts_with("p_r.rows[0]: its model"));
}

#[test]
fn an_identity_holds_only_texts_numbers_bools_and_lists_of_them() {
    let schema = |ty| IdentitySchema {
        version: 0,
        attributes: vec![IdentityAttribute {
            name: "a",
            ty,
            description: String::new(),
            mutable: false,
            required_for_import: true,
        }],
    };
    assert_eq!(identity("p_r", &schema(Type::List(Type::Number.into()))), [""; 0]);
    assert_eq!(identity("p_r", &schema(Type::Map(Type::String.into()))).len(), 1);
    assert_eq!(identity("p_r", &IdentitySchema { version: -1, attributes: vec![] }).len(), 2);
}
