//! Editors show an attribute's description: each says what a user needs who sees nothing else.

use crate::versions::schema;
use serde_json::{Map, Value};

/// Every attribute of a block, with those below it, as (path, attribute).
fn attributes(path: &str, block: &Value, found: &mut Vec<(String, Value)>) {
    for (name, attribute) in block["attributes"].as_object().expect("attributes") {
        let path = format!("{path}.{name}");
        if attribute["nested_type"].is_object() {
            attributes(&path, &attribute["nested_type"], found);
        }
        found.push((path, attribute.clone()));
    }
}

fn all() -> Vec<(String, Value)> {
    let schema = schema("1.15.5");
    let mut found = Vec::new();
    attributes("provider", &schema["provider"]["block"], &mut found);
    for kind in ["resource_schemas", "data_source_schemas", "list_resource_schemas", "action_schemas"] {
        for (name, one) in schema[kind].as_object().unwrap_or(&Map::new()) {
            attributes(&format!("{kind}.{name}"), &one["block"], &mut found);
        }
    }
    assert!(found.len() > 100, "the schema has {} attributes", found.len());
    found
}

fn lacking(fault: impl Fn(&Value, &str) -> bool) -> Vec<String> {
    let mut lacking = Vec::new();
    for (path, attribute) in all() {
        let text = attribute["description"].as_str().unwrap_or_default();
        if fault(&attribute, text) {
            lacking.push(format!("{path}: {text}"));
        }
    }
    lacking
}

fn settable(attribute: &Value) -> bool {
    attribute["required"] == true || attribute["optional"] == true
}

#[test]
fn each_is_a_sentence() {
    let faults =
        lacking(|_, text| !text.ends_with('.') || !text.starts_with(|c: char| c.is_uppercase() || c == '`'));
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn each_that_can_be_left_out_says_what_then_holds() {
    let faults = lacking(|one, text| {
        one["optional"] == true
            && !text.contains("Default: ")
            && !text.contains("Left out")
            && !text.contains("left out")
    });
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn each_that_can_be_set_shows_a_value() {
    // A bool's are known; an enumeration lists its own.
    let faults = lacking(|one, text| {
        let listed = text.matches('`').count() >= 6 || text.contains("`from = 0`");
        settable(one) && one["type"] != "bool" && !text.contains("such as `") && !listed
    });
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn each_number_says_its_range_or_unit() {
    let words =
        [" to ", "or more", "more than", "ny whole number", "umber ", "econds", "bytes", "Rows", "count"];
    let faults =
        lacking(|one, text| one["type"] == "number" && !words.iter().any(|word| text.contains(word)));
    assert!(faults.is_empty(), "{faults:#?}");
    let faults = lacking(|one, text| {
        settable(one) && one["type"] == "number" && !words[..4].iter().any(|word| text.contains(word))
    });
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn each_length_of_time_says_its_longest() {
    let length = |text: &str| text.starts_with("Longest ");
    assert!(lacking(|_, text| length(text)).len() >= 7);
    let faults = lacking(|_, text| length(text) && !text.contains("up to `168h`"));
    assert!(faults.is_empty(), "{faults:#?}");
}
