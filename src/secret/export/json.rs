//! An export as JSON: an object of settings, whose `type` says which.

use serde_json::{Map, Value};

use super::mask::{HIDDEN, is_long_mask};
use super::schemes::{self, Scheme};
use super::{Class, Export, Form, LEAST_HIDDEN, Part, bare, class_of, name_of};

/// The export; None where the text is no JSON object of a known type. An object whose type is not known is in no known
/// form: its secrets are all that it holds.
pub(super) fn read(text: &str) -> Option<Export> {
    let Some(Value::Object(settings)) = structure(text) else { return None };
    let Some(scheme) =
        settings.get("type").and_then(Value::as_str).and_then(|name| schemes::find(bare(name)))
    else {
        let mut export = Export::unknown(text);
        texts(&Value::Object(settings), &mut export.secrets);
        return Some(export);
    };
    let mut export = Export {
        form: Form::Json,
        parts: vec![Part::new("type", Class::Harmless, scheme.name)],
        shown: String::new(),
        secrets: Vec::new(),
    };
    let mut shown = object(scheme, &settings, "settings", Class::Harmless, &mut export);
    shown.insert("type".into(), scheme.name.into());
    export.shown = Value::Object(shown).to_string();
    Some(export)
}

/// The JSON object or array that a text is.
fn structure(text: &str) -> Option<Value> {
    let text = bare(text);
    text.starts_with(['{', '[']).then(|| serde_json::from_str(text).ok()).flatten()
}

/// The settings below `path` as they may be shown. `above` is the class of what they stand in.
fn object(
    scheme: &'static Scheme,
    settings: &Map<String, Value>,
    path: &str,
    above: Class,
    export: &mut Export,
) -> Map<String, Value> {
    let mut shown = Map::new();
    for (name, value) in settings {
        if path == "settings" && name == "type" {
            continue;
        }
        let part = format!("{path}.{}", name_of(scheme, name));
        let inside = match value {
            Value::String(text) => structure(text),
            Value::Object(_) | Value::Array(_) => Some(value.clone()),
            _ => None,
        };
        let harmless = scheme.is_harmless(name);
        let below = match above {
            Class::Secret => Class::Secret,
            _ if schemes::tells(name) && !harmless => Class::Secret,
            Class::Hidden => Class::Hidden,
            Class::Harmless if harmless => Class::Harmless,
            Class::Harmless => Class::Hidden,
        };
        let visible = match (value, inside) {
            (Value::Null, _) => None,
            (_, Some(Value::Object(settings))) => {
                if let Value::String(text) = value
                    && below != Class::Harmless
                {
                    export.secrets.push(text.clone());
                }
                let inner = object(scheme, &settings, &part, below, export);
                (value.is_object() && below == Class::Harmless).then_some(Value::Object(inner))
            }
            (_, Some(list)) => {
                // A list is compared as one value and never shown.
                let class = if below == Class::Secret { Class::Secret } else { Class::Hidden };
                let mut inside = Vec::new();
                texts(&list, &mut inside);
                inside.retain(|text| class == Class::Secret || text.len() >= LEAST_HIDDEN);
                export.secrets.append(&mut inside);
                export.parts.push(Part::new(part, class, list));
                None
            }
            (_, None) => {
                let class = match (below, value) {
                    (Class::Harmless, Value::String(text)) if !holds_blanks(text) => Class::Hidden,
                    (Class::Harmless, Value::String(text)) => class_of(scheme, name, &text.replace(' ', "")),
                    (class, _) => class,
                };
                export.parts.push(Part::new(part, class, value.clone()));
                (class == Class::Harmless).then(|| value.clone())
            }
        };
        match visible {
            Some(visible) => {
                shown.insert(name.clone(), visible);
            }
            // TD leaves secrets out of its answers: whether one is there must not be seen.
            None if value.is_null() || below == Class::Secret || is_mask(value) => {}
            None if scheme.names(name) => {
                shown.insert(name.clone(), HIDDEN.into());
            }
            None => {
                shown.insert(HIDDEN.into(), HIDDEN.into());
            }
        }
    }
    shown
}

/// Titles and folders have blanks between their words.
fn holds_blanks(text: &str) -> bool {
    text.trim_matches(' ').len() == text.len()
}

fn is_mask(value: &Value) -> bool {
    value.as_str().is_some_and(is_long_mask)
}

/// Every text inside; the depth is bounded by the JSON reader's own limit.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            found.push(text.clone());
            if let Some(inside) = structure(text) {
                texts(&inside, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(settings) => settings.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}
