//! Terraform's `AssertPlanValid`: what a plan may say, given the configuration and the prior state.

use super::Violation;
use crate::framework::path_ref::PathRef;
use crate::framework::schema::{Attribute, Level, Mode, Nesting, children, get, inside};
use crate::wire::{Object, Type, Value};

/// Checks the plan of a create (`prior` is None) or an update.
pub(crate) fn assert_plan_valid(
    level: Level<'_>,
    prior: Option<&Object>,
    config: &Object,
    planned: &Object,
    path: &PathRef<'_>,
    found: &mut Vec<Violation>,
) {
    for (attribute, ty) in level.iter() {
        let prior = prior.map_or(&Value::Null, |prior| get(prior, attribute.name));
        let (config, planned) = (get(config, attribute.name), get(planned, attribute.name));
        let path = PathRef::Attribute(path, attribute.name);
        value_valid(attribute, ty, [prior, config, planned], &path, found);
    }
}

fn value_valid(
    attribute: &Attribute,
    ty: &Type,
    [prior, config, planned]: [&Value; 3],
    path: &PathRef<'_>,
    found: &mut Vec<Violation>,
) {
    if attribute.write_only {
        if !planned.is_null() {
            found.push(Violation::new(path, "it is write-only, so its planned value must be null"));
        }
        return;
    }
    if planned.same_as(config, ty) {
        return;
    }
    if !prior.is_null() && !config.is_null() && planned.same_as(prior, ty) {
        return;
    }
    let computed = matches!(attribute.mode, Mode::Computed | Mode::OptionalComputed);
    if attribute.mode == Mode::Computed || (config.is_null() && computed) {
        return;
    }
    if config.is_null() {
        found.push(Violation::new(
            path,
            "it is not configured and not computed, so its planned value must be null",
        ));
        return;
    }
    match inside(attribute, ty) {
        Some((nesting, level)) => nested_valid(nesting, level, [prior, config, planned], path, found),
        None => found.push(Violation::new(
            path,
            "its planned value is neither the configured value nor the one in the prior state",
        )),
    }
}

fn nested_valid(
    nesting: Nesting,
    level: Level<'_>,
    [prior, config, planned]: [&Value; 3],
    path: &PathRef<'_>,
    found: &mut Vec<Violation>,
) {
    if planned.is_null() {
        found.push(Violation::new(path, "it is configured, so its planned value may not be null"));
        return;
    }
    if planned.is_unknown() != config.is_unknown() {
        found.push(Violation::new(
            path,
            "its planned value must be unknown where the configured value is, and only there",
        ));
        return;
    }
    match (nesting, config, planned) {
        (Nesting::List, Value::Sequence(config), Value::Sequence(planned))
            if config.len() != planned.len() =>
        {
            found.push(Violation::new(
                path,
                "its planned value has another number of elements than configured",
            ));
            return;
        }
        (Nesting::Set, Value::Sequence(config), Value::Sequence(planned)) => {
            // Equal elements may fall together once what is unknown is known, so a range is all that can be asked.
            if planned.len() > config.len() || (planned.is_empty() && !config.is_empty()) {
                found.push(Violation::new(
                    path,
                    "its planned value has another number of elements than configured",
                ));
            }
            return;
        }
        (Nesting::Map, Value::Map(config), Value::Map(planned)) if !config.keys().eq(planned.keys()) => {
            found.push(Violation::new(path, "its planned value has other keys than configured"));
            return;
        }
        _ => {}
    }
    for (place, planned) in children(nesting, planned) {
        let path = place.after(path);
        match place.of(config) {
            Some(config) => assert_plan_valid(level, place.of(prior), config, planned, &path, found),
            None => found
                .push(Violation::new(&path, "its planned value is known, and the configured value is not")),
        }
    }
    for (place, _) in children(nesting, config) {
        if place.of(planned).is_none() {
            found.push(Violation::new(
                &place.after(path),
                "it is configured, so its planned value must be an object",
            ));
        }
    }
}
