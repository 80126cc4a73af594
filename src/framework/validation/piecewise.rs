//! Reads a model attribute by attribute: each that does not fit is told, and the others are judged all the same.

use super::words;
use crate::framework::schema::up_to_sets;
use crate::framework::{Diagnostics, FromValue};
use crate::wire::{Path, Step, Type, Value};

/// The model of a configuration. What does not fit the model is an error and stands in it as unknown, which the block's
/// own rules pass over. None only where nothing can be read at all.
pub(crate) fn piecewise<T: FromValue>(config: &Value, ty: &Type, diagnostics: &mut Diagnostics) -> Option<T> {
    let mut error = match T::from_value(config) {
        Ok(model) => return Some(model),
        Err(error) => error,
    };
    let mut rest = config.clone();
    let mut last = None;
    loop {
        // What is unknown already does not fit by that: then all around it is unknown.
        let repeated = last.as_ref() == Some(&error.path);
        let path = if repeated { outer(&error.path) } else { Some(error.path.clone()) };
        let place = path.as_ref().and_then(|path| find(&mut rest, path.steps()));
        if !repeated && last.as_ref().is_none_or(|last: &Path| !last.steps().starts_with(error.path.steps()))
        {
            let path = up_to_sets(&error.path, ty);
            diagnostics.push(words::misfit(&path.to_string(), &error.problem).at(path));
        }
        let (Some(path), Some(place)) = (path.filter(|path| !path.is_root()), place) else { return None };
        if place.is_unknown() {
            return None;
        }
        *place = Value::Unknown;
        last = Some(path);
        match T::from_value(&rest) {
            Ok(model) => return Some(model),
            Err(next) => error = next,
        }
    }
}

/// One step further out.
fn outer(path: &Path) -> Option<Path> {
    let (_, outer) = path.steps().split_last()?;
    Some(outer.iter().fold(Path::root(), |path, step| path.then(step.clone())))
}

fn find<'v>(value: &'v mut Value, steps: &[Step]) -> Option<&'v mut Value> {
    let Some((step, rest)) = steps.split_first() else { return Some(value) };
    let inner = match (value, step) {
        (Value::Object(object), Step::Attribute(name)) => object.get_mut(name)?,
        (Value::Map(entries), Step::Key(key)) => entries.get_mut(key)?,
        (Value::Sequence(items), Step::Index(index)) => items.get_mut(usize::try_from(*index).ok()?)?,
        _ => return None,
    };
    find(inner, rest)
}
