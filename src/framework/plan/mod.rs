//! What can be planned from the schema alone, one pass a file, in the order in which [`plan`] runs them.

mod defaults;
mod generated_config;
mod replace;
mod semantic_equality;
mod unknown;
mod write_only;

pub(crate) use defaults::{fill as fill_defaults, fill_stored};
pub(crate) use generated_config::generated_config;
pub(crate) use semantic_equality::{keep_at_plan, keep_at_read};
pub(crate) use unknown::mark as mark_unknown;
pub(crate) use write_only::clear as clear_write_only;

use super::schema::Shape;
use crate::wire::{Object, Path, Value};

/// Makes the plan of a create (`prior` is None) or an update out of Terraform's proposal, and lists the paths whose
/// change replaces the resource.
///
/// A plan that changes nothing equals the prior state exactly.
pub(crate) fn plan(
    shape: &Shape,
    prior: Option<&Object>,
    config: &Object,
    planned: &mut Object,
) -> Vec<Path> {
    let level = shape.level();
    fill_defaults(level, planned, config);
    if let Some(prior) = prior {
        keep_at_plan(level, planned, prior);
    }
    clear_write_only(level, planned);
    let changed = prior
        .is_none_or(|prior| level.iter().any(|(one, ty)| !get(planned, one).same_as(get(prior, one), ty)));
    if !changed {
        if let Some(prior) = prior {
            planned.clone_from(prior);
        }
        return Vec::new();
    }
    mark_unknown(level, planned, config, prior);
    prior.map(|prior| replace::paths(level, planned, prior)).unwrap_or_default()
}

fn get<'o>(object: &'o Object, attribute: &super::Attribute) -> &'o Value {
    super::schema::get(object, attribute.name)
}

#[cfg(test)]
mod property;
#[cfg(test)]
mod tests;
