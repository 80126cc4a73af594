//! The walk over a schema and a configuration, at every depth.

use super::words;
use crate::framework::path_ref::PathRef;
use crate::framework::schema::{Level, Shape, inside};
use crate::framework::{Attribute, Diagnostic, Diagnostics, Kind, Mode, Nesting};
use crate::wire::{Object, Path, Type, Value};

/// Checks a configuration by its schema, and takes out of it what was told, so that the block's own rules do not tell it
/// again: what is read-only becomes null, a null element or a number that is not whole becomes unknown.
///
/// `write_only` says whether the host keeps write-only values out of state.
pub(crate) fn check(
    type_name: &str,
    shape: &Shape,
    write_only: bool,
    config: &mut Value,
    diagnostics: &mut Diagnostics,
) {
    let Value::Object(object) = config else { return };
    if let Some(why) = &shape.schema.deprecation {
        diagnostics.push(words::deprecated_block(type_name, why));
    }
    let mut walk = Walk { write_only, diagnostics };
    walk.level(shape.level(), object, Place { path: &PathRef::Root, set: None });
}

struct Walk<'d> {
    write_only: bool,
    diagnostics: &'d mut Diagnostics,
}

/// Where the walk is. The elements of a set have no step of their own: whatever is inside points at the set.
#[derive(Clone, Copy)]
struct Place<'t> {
    path: &'t PathRef<'t>,
    set: Option<&'t Path>,
}

impl<'t> Place<'t> {
    fn at(self, path: &'t PathRef<'t>) -> Self {
        Self { path, ..self }
    }

    fn name(self) -> String {
        self.path.path().to_string()
    }

    fn path(self) -> Path {
        self.set.cloned().unwrap_or_else(|| self.path.path())
    }
}

impl Walk<'_> {
    fn say(&mut self, place: Place<'_>, word: impl FnOnce(&str) -> Diagnostic) {
        self.diagnostics.push(word(&place.name()).at(place.path()));
    }

    fn level(&mut self, level: Level<'_>, object: &mut Object, place: Place<'_>) {
        for (attribute, ty) in level.iter() {
            let Some(value) = object.get_mut(attribute.name) else { continue };
            self.attribute(attribute, ty, value, place.at(&PathRef::Attribute(place.path, attribute.name)));
        }
    }

    fn attribute(&mut self, attribute: &Attribute, ty: &Type, value: &mut Value, place: Place<'_>) {
        if is_null(value) {
            if attribute.mode == Mode::Required {
                self.say(place, words::required);
            }
            return;
        }
        if attribute.mode == Mode::Computed {
            self.say(place, words::read_only);
            *value = Value::Null;
            return;
        }
        if let Some(why) = &attribute.deprecation {
            self.say(place, |name| words::deprecated(name, why));
        }
        if attribute.write_only && !self.write_only {
            self.say(place, words::write_only);
        }
        if let Some((nesting, level)) = inside(attribute, ty) {
            self.nested(nesting, level, value, place);
            return;
        }
        match (attribute.whole, &*value) {
            (Some(whole), Value::Number(number)) if !whole.is_kept(number) => {
                self.say(place, |name| words::no_whole(name, whole));
                *value = Value::Unknown;
            }
            _ if !attribute.null_elements && matches!(attribute.kind, Kind::Plain(_)) => {
                self.elements(ty, value, place);
            }
            _ => {}
        }
    }

    /// The objects of a nested attribute, those of a set, too.
    fn nested(&mut self, nesting: Nesting, level: Level<'_>, value: &mut Value, place: Place<'_>) {
        match (nesting, value) {
            (Nesting::Single, value) => self.object(level, value, place),
            (Nesting::List, Value::Sequence(items)) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.element(level, item, place.at(&PathRef::Index(place.path, index)));
                }
            }
            (Nesting::Map, Value::Map(entries)) => {
                for (key, item) in entries {
                    self.element(level, item, place.at(&PathRef::Key(place.path, key)));
                }
            }
            (Nesting::Set, Value::Sequence(items)) => {
                let path = place.path();
                for item in items {
                    self.element(level, item, Place { set: Some(&path), ..place });
                }
            }
            _ => {}
        }
    }

    fn element(&mut self, level: Level<'_>, item: &mut Value, place: Place<'_>) {
        if item.is_null() {
            self.say(place, words::null_element);
            *item = Value::Unknown;
        } else {
            self.object(level, item, place);
        }
    }

    fn object(&mut self, level: Level<'_>, value: &mut Value, place: Place<'_>) {
        if let Value::Object(object) = value {
            self.level(level, object, place);
        }
    }

    /// No element of a plain list, set or map is null, at any depth.
    fn elements(&mut self, ty: &Type, value: &mut Value, place: Place<'_>) {
        match (ty, value) {
            (Type::List(inner), Value::Sequence(items)) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.one_element(inner, item, place.at(&PathRef::Index(place.path, index)));
                }
            }
            (Type::Map(inner), Value::Map(entries)) => {
                for (key, item) in entries {
                    self.one_element(inner, item, place.at(&PathRef::Key(place.path, key)));
                }
            }
            (Type::Set(inner), Value::Sequence(items)) => {
                let path = place.path();
                for item in items {
                    self.one_element(inner, item, Place { set: Some(&path), ..place });
                }
            }
            _ => {}
        }
    }

    fn one_element(&mut self, ty: &Type, item: &mut Value, place: Place<'_>) {
        if item.is_null() {
            self.say(place, words::null_element);
            *item = Value::Unknown;
        } else {
            self.elements(ty, item, place);
        }
    }
}

/// Null, also where a type travels with it.
fn is_null(value: &Value) -> bool {
    match value {
        Value::Dynamic(inner) => inner.1.is_null(),
        value => value.is_null(),
    }
}
