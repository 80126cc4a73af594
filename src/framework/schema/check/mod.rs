//! What Terraform refuses in a schema (its `InternalValidate`), and what a model must agree with.
//!
//! Each function gives the problems that it finds, as sentences that begin with the place.

use std::collections::BTreeSet;

use crate::framework::consistency::{assert_object_compatible, conform};
use crate::framework::path_ref::PathRef;
use crate::framework::{ConvertError, Signature};
use crate::wire::{Object, Type, Value};

use super::shape::{Shape, value_type};
use super::{Attribute, Computed, IdentitySchema, Kind, Mode, Nesting, Schema};

/// Names that a resource's or data source's block keeps for Terraform itself.
const RESERVED_IN_RESOURCES: [&str; 9] =
    ["count", "for_each", "depends_on", "provider", "lifecycle", "connection", "provisioner", "locals", "_"];

/// Names that a provider's block keeps for Terraform itself.
const RESERVED_IN_PROVIDERS: [&str; 8] =
    ["alias", "version", "count", "depends_on", "for_each", "source", "lifecycle", "locals"];

/// The problems of a provider's own schema.
pub(crate) fn provider(schema: &Schema) -> Vec<String> {
    let mut check = Check::new("provider", schema);
    check.schema(schema, &RESERVED_IN_PROVIDERS);
    for attribute in &schema.attributes {
        if matches!(attribute.mode, Mode::Computed) || attribute.write_only {
            check.problem(attribute.name, "a provider's attribute can't be computed or write-only");
        }
    }
    check.problems
}

/// The problems of a resource's schema.
pub(crate) fn resource(type_name: &str, schema: &Schema) -> Vec<String> {
    let mut check = Check::new(type_name, schema);
    check.type_name(type_name);
    check.schema(schema, &RESERVED_IN_RESOURCES);
    check.problems
}

/// The problems of a data source's schema.
pub(crate) fn data_source(type_name: &str, schema: &Schema) -> Vec<String> {
    let mut check = Check::new(type_name, schema);
    check.type_name(type_name);
    check.schema(schema, &RESERVED_IN_RESOURCES);
    for attribute in &schema.attributes {
        if attribute.write_only {
            check.problem(attribute.name, "only a resource can have write-only attributes");
        }
    }
    check.problems
}

/// A model must be its schema: a value with something everywhere comes back from it as it was, and so does a configuration
/// with an unknown in each collection, since one may stand wherever a value may.
pub(crate) fn model(
    place: &str,
    shape: &Shape,
    round_trip: impl Fn(&Value) -> Result<Value, ConvertError>,
) -> Vec<String> {
    let mut problems = same(place, &sample(&shape.ty), &shape.ty, &round_trip);
    let configured = shape.level().iter().filter(|(one, _)| one.mode != Mode::Computed);
    for (attribute, ty) in configured {
        let Value::Object(mut object) = shape.or_nulls(Value::Null) else { continue };
        if let Some(value) = object.get_mut(attribute.name) {
            *value = sample(ty);
            elements(value);
        }
        problems.extend(same(place, &Value::Object(object), &shape.ty, &round_trip));
    }
    problems
}

/// Makes every element of a collection unknown, at every depth.
fn elements(value: &mut Value) {
    match value {
        Value::Sequence(items) => items.iter_mut().for_each(|item| *item = Value::Unknown),
        Value::Map(entries) => entries.values_mut().for_each(|item| *item = Value::Unknown),
        Value::Object(object) => object.iter_mut().for_each(|(_, value)| elements(value)),
        _ => {}
    }
}

/// A value comes back from its model as it was.
pub(crate) fn same(
    place: &str,
    sample: &Value,
    ty: &Type,
    round_trip: impl Fn(&Value) -> Result<Value, ConvertError>,
) -> Vec<String> {
    let mut back = match round_trip(sample) {
        Ok(back) => back,
        Err(error) => {
            return vec![format!("{place}.{}: its model is another: {}", error.path, error.problem)];
        }
    };
    let mut found = Vec::new();
    conform(&mut back, ty, &PathRef::Root, &mut found);
    assert_object_compatible(sample, &back, ty, &PathRef::Root, &mut found);
    found.iter().map(|one| format!("{place}.{}: its model is another: {}", one.path, one.rule)).collect()
}

/// A value of a type that has something everywhere.
pub(crate) fn sample(ty: &Type) -> Value {
    match ty {
        Type::String => Value::from("x"),
        Type::Number => Value::integer(1),
        Type::Bool => Value::Bool(true),
        Type::Dynamic => Value::Dynamic(Box::new((Type::String, Value::from("x")))),
        Type::List(element) | Type::Set(element) => Value::Sequence(vec![sample(element)]),
        Type::Map(element) => Value::Map([("k".into(), sample(element))].into()),
        Type::Tuple(types) => Value::Sequence(types.iter().map(sample).collect()),
        Type::Object(object) => Value::Object(Object::from_sorted(
            object.attributes().iter().map(|(name, ty)| (name.clone(), sample(ty))).collect(),
        )),
    }
}

/// The problems of an identity's schema.
pub(crate) fn identity(place: &str, schema: &IdentitySchema) -> Vec<String> {
    let mut problems = Vec::new();
    let mut names = BTreeSet::new();
    for attribute in schema.attributes.iter().filter(|one| !names.insert(one.name)) {
        problems.push(format!("{place}.{}: it is there twice", attribute.name));
    }
    if schema.version < 0 {
        problems.push(format!("{place}: its version is negative"));
    }
    if schema.attributes.is_empty() {
        problems.push(format!("{place}: it has no attribute"));
    }
    for attribute in &schema.attributes {
        let element = match &attribute.ty {
            Type::List(element) => element,
            other => other,
        };
        if !matches!(element, Type::String | Type::Number | Type::Bool) {
            problems
                .push(format!("{place}.{}: it is no text, number, bool or list of those", attribute.name));
        }
        if !valid_name(attribute.name) {
            problems.push(format!("{place}.{}: its name may only have a-z, 0-9 and _", attribute.name));
        }
    }
    problems
}

/// The problems of the schema of an action or a list, which only takes a configuration.
pub(crate) fn configured(place: &str, schema: &Schema) -> Vec<String> {
    let mut check = Check::new(place, schema);
    check.schema(schema, &["_"]);
    for attribute in &schema.attributes {
        if matches!(attribute.mode, Mode::Computed | Mode::OptionalComputed) || attribute.write_only {
            check.problem(
                attribute.name,
                "it only takes a configuration: nothing is computed, defaulted or write-only",
            );
        }
    }
    check.problems
}

/// The problems of a function's signature.
pub(crate) fn function(name: &str, signature: &Signature) -> Vec<String> {
    let mut problems = Vec::new();
    if !valid_name(name) {
        problems.push(format!("{name}: a function's name may only have a-z, 0-9 and _"));
    }
    if signature.summary.trim().is_empty() || signature.description.trim().is_empty() {
        problems.push(format!("{name}: it has no summary or no description"));
    }
    let mut names = BTreeSet::new();
    for parameter in &signature.parameters {
        if !valid_name(parameter.name) || !names.insert(parameter.name) {
            problems.push(format!("{name}.{}: its name is no name, or there twice", parameter.name));
        }
        if parameter.description.trim().is_empty() {
            problems.push(format!("{name}.{}: it has no description", parameter.name));
        }
    }
    problems
}

fn valid_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
        && !name.starts_with(|first: char| first.is_ascii_digit())
}

fn has_dynamic(ty: &Type) -> bool {
    match ty {
        Type::Dynamic => true,
        Type::String | Type::Number | Type::Bool => false,
        Type::List(element) | Type::Set(element) | Type::Map(element) => has_dynamic(element),
        Type::Tuple(types) => types.iter().any(has_dynamic),
        Type::Object(object) => object.attributes().iter().any(|(_, ty)| has_dynamic(ty)),
    }
}

/// Where an attribute is.
#[derive(Clone, Copy, Default)]
struct Inside {
    nested: bool,
    set: bool,
    write_only: bool,
}

struct Check<'a> {
    place: &'a str,
    root: BTreeSet<&'a str>,
    problems: Vec<String>,
}

impl<'a> Check<'a> {
    fn new(place: &'a str, schema: &'a Schema) -> Self {
        Self { place, root: schema.attributes.iter().map(|one| one.name).collect(), problems: Vec::new() }
    }

    fn problem(&mut self, path: &str, problem: &str) {
        self.problems.push(format!("{}.{path}: {problem}", self.place));
    }

    fn type_name(&mut self, name: &str) {
        if !valid_name(name) || !name.contains('_') {
            self.problems.push(format!("{name}: a type's name is the provider's name, _ and a-z, 0-9 or _"));
        }
    }

    fn schema(&mut self, schema: &Schema, reserved: &[&str]) {
        if schema.version < 0 {
            self.problems.push(format!("{}: its version is negative", self.place));
        }
        if schema.description.trim().is_empty() {
            self.problems.push(format!("{}: it has no description", self.place));
        }
        for attribute in &schema.attributes {
            if reserved.contains(&attribute.name) {
                self.problem(attribute.name, "Terraform keeps this name for itself");
            }
        }
        self.attributes(&schema.attributes, "", Inside::default());
    }

    fn attributes(&mut self, attributes: &[Attribute], before: &str, inside: Inside) {
        let mut names = BTreeSet::new();
        for attribute in attributes {
            let path = format!("{before}{}", attribute.name);
            if !names.insert(attribute.name) {
                self.problem(&path, "it is there twice");
            }
            self.attribute(attribute, &path, inside);
        }
    }

    fn attribute(&mut self, attribute: &Attribute, path: &str, inside: Inside) {
        let computed = matches!(attribute.mode, Mode::Computed | Mode::OptionalComputed);
        if !valid_name(attribute.name) {
            self.problem(path, "its name may only have a-z, 0-9 and _");
        }
        if attribute.description.trim().is_empty() {
            self.problem(path, "it has no description");
        }
        if attribute.deprecation.as_ref().is_some_and(|text| text.trim().is_empty()) {
            self.problem(path, "it is deprecated without a word why");
        }
        if attribute.write_only && (computed || attribute.default.is_some() || attribute.requires_replace) {
            self.problem(
                path,
                "a write-only attribute can't be computed, have a default or replace the resource by itself",
            );
        }
        if inside.set && (attribute.write_only || computed || attribute.default.is_some()) {
            self.problem(path, "inside a set nothing can be write-only, computed or have a default");
        }
        if let Some(default) = &attribute.default {
            let mut found = Vec::new();
            conform(&mut default.clone(), &value_type(attribute), &PathRef::Root, &mut found);
            if attribute.mode != Mode::OptionalComputed {
                self.problem(path, "an attribute with a default must be optional and computed");
            }
            if !found.is_empty() || default.is_null() || !default.is_wholly_known() {
                self.problem(path, "its default is no known value of its type");
            }
        }
        if let Computed::Follows(names) = attribute.computed
            && !names.iter().all(|name| self.root.contains(name))
        {
            self.problem(path, "it follows an attribute that the root does not have");
        }
        if attribute.whole.is_some() && !matches!(attribute.kind, Kind::Plain(Type::Number)) {
            self.problem(path, "only a number can be a whole one");
        }
        if inside.write_only && !attribute.write_only {
            self.problem(path, "what is inside a write-only attribute must be write-only, too");
        }
        if inside.set && (attribute.equal_at_plan.is_some() || attribute.equal_at_read.is_some()) {
            self.problem(path, "inside a set no text can be told to mean the same as another one");
        }
        let text = matches!(attribute.kind, Kind::Plain(Type::String));
        if !text && (attribute.equal_at_plan.is_some() || attribute.equal_at_read.is_some()) {
            self.problem(path, "only a text can mean the same as another one");
        }
        self.kind(attribute, path, inside);
    }

    fn kind(&mut self, attribute: &Attribute, path: &str, inside: Inside) {
        match &attribute.kind {
            Kind::Plain(Type::Dynamic) if !inside.nested => {}
            Kind::Plain(ty) if has_dynamic(ty) => {
                self.problem(path, "a value of any type can only be an attribute of the root");
            }
            Kind::Plain(_) => {}
            Kind::Nested(nesting, attributes) => {
                // What the provider alone sets needs no planning inside.
                let planned = attribute.mode != Mode::Computed;
                let set = planned && (inside.set || *nesting == Nesting::Set);
                self.attributes(
                    attributes,
                    &format!("{path}."),
                    Inside { nested: true, set, write_only: attribute.write_only },
                );
            }
        }
    }
}

#[cfg(test)]
mod tests;
