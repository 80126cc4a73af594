//! Logs on stderr as the host reads them: one JSON object in hclog's form a line.
//!
//! Hosts crash on an `@level` or `@message` that is no string, and take a line for raw text when its `@timestamp` has
//! not exactly six fraction digits.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::Write as _;

use jiff::Timestamp;
use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::{LookupSpan, Registry};

use crate::escape::{log, terminal};
use crate::secret::redact;

/// Hosts read 64 KiB at a time and take the rest of a longer line for a line of its own.
const LONGEST_LINE: usize = 60 * 1024;

/// From now on `tracing`'s events go to stderr, as far as the host wants them. Nothing is formatted when it wants none.
pub(super) fn install() {
    let level = level(|name| std::env::var_os(name));
    if level != LevelFilter::OFF {
        // Fails only where a test has set one already.
        let _ = tracing::subscriber::set_global_default(Registry::default().with(Hclog { level }));
    }
}

/// The level: TF_LOG_PROVIDER_TD, else what the host will keep: TF_LOG_PROVIDER, else TF_LOG, in any case. JSON means all in JSON, and so does
/// a word that is no level, as in Terraform.
fn level(variable: impl Fn(&str) -> Option<OsString>) -> LevelFilter {
    let names = ["TF_LOG_PROVIDER_TD", "TF_LOG_PROVIDER", "TF_LOG"];
    let wanted = names.into_iter().filter_map(variable).find(|value| !value.is_empty());
    let Some(wanted) = wanted else { return LevelFilter::OFF };
    match wanted.to_string_lossy().to_uppercase().as_str() {
        "OFF" => LevelFilter::OFF,
        "ERROR" => LevelFilter::ERROR,
        "WARN" => LevelFilter::WARN,
        "INFO" => LevelFilter::INFO,
        "DEBUG" => LevelFilter::DEBUG,
        _ => LevelFilter::TRACE,
    }
}

/// One line with its end. `module` may be a Rust path; a field that begins with `@` loses it.
pub(super) fn line(level: Level, module: &str, message: String, fields: Map<String, Value>) -> Line {
    let mut object: Map<String, Value> = fields
        .into_iter()
        .map(|(name, value)| (name.trim_start_matches('@').to_owned(), plain(value)))
        .collect();
    object.insert("@level".to_owned(), level.as_str().to_lowercase().into());
    object.insert("@message".to_owned(), plain(message.into()));
    object.insert("@module".to_owned(), module.replace("::", ".").into());
    object.insert("@timestamp".to_owned(), format!("{:.6}", Timestamp::now()).into());
    Line(fit(Value::Object(object)))
}

/// What may be written to stderr.
pub(super) struct Line(String);

impl Line {
    /// Several lines that are no log.
    pub(super) fn raw(text: &str) -> Self {
        Self(terminal(&redact(text)).into_string())
    }
}

/// A host takes a text out of its JSON and shows it as it is.
fn plain(value: Value) -> Value {
    match value {
        // Before the escapes, which would change how a secret is spelled.
        Value::String(text) => log(&redact(&text)).into_string().into(),
        other => other,
    }
}

/// Cuts the longest texts of a line that a host could not take whole.
fn fit(mut object: Value) -> String {
    let mut line = object.to_string();
    let mut keep = LONGEST_LINE / 2;
    while line.len() >= LONGEST_LINE && keep > 0 {
        for text in object.as_object_mut().into_iter().flatten().filter_map(|(_, value)| match value {
            Value::String(text) if text.len() > keep => Some(text),
            _ => None,
        }) {
            // A secret that is cut in two would not be found any more.
            *text = redact(text).into_owned();
            text.truncate(text.floor_char_boundary(keep));
            text.push('…');
        }
        line = object.to_string();
        keep /= 2;
    }
    line + "\n"
}

/// Writes to stderr. All that a plugin writes there passes here, so that no secret does.
pub(super) fn write(line: &Line) {
    // There is nowhere else to complain.
    let _ = std::io::stderr().lock().write_all(redact(&line.0).as_bytes());
}

/// The layer; only this crate's own events, and warnings of the others.
struct Hclog {
    level: LevelFilter,
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Hclog {
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        *metadata.level() <= self.level
            && (own_module(metadata.target()).is_some() || *metadata.level() <= Level::WARN)
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(self.level)
    }

    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        span.extensions_mut().insert(fields);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        if let Some(fields) = span.extensions_mut().get_mut::<Fields>() {
            values.record(fields);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut fields = Fields::default();
        for span in context.event_scope(event).into_iter().flatten().collect::<Vec<_>>().into_iter().rev() {
            if let Some(outer) = span.extensions().get::<Fields>() {
                fields.others.extend(outer.others.clone());
            }
        }
        event.record(&mut fields);
        let target = event.metadata().target();
        let module = own_module(target).unwrap_or(target);
        write(&line(*event.metadata().level(), module, fields.message, fields.others));
    }
}

/// The module inside this crate; None for another crate's.
fn own_module(target: &str) -> Option<&str> {
    target.strip_prefix(env!("CARGO_CRATE_NAME")).map(|module| module.trim_start_matches("::"))
}

/// The fields of an event or a span.
#[derive(Default)]
struct Fields {
    message: String,
    others: Map<String, Value>,
}

impl Fields {
    fn set(&mut self, field: &Field, value: impl Into<Value>) {
        self.others.insert(field.name().to_owned(), value.into());
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "message" {
            let _ = write!(self.message, "{value:?}");
        } else {
            self.set(field, format!("{value:?}"));
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "message" {
            self.message.push_str(value);
        } else {
            self.set(field, value);
        }
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.set(field, value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.set(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.set(field, value);
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.set(field, value);
    }
}

#[cfg(test)]
mod tests;
