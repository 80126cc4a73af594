//! The log of the RPCs: when each begins and ends, what it is about, and every diagnostic that leaves.
//!
//! Each RPC is a span, so that whatever is logged on its behalf (an HTTP request, say) carries its number. The fields have
//! the names of Terraform's own framework, which its readers know.

use std::future::Future;

use tracing::field::Empty;
use tracing::{Instrument as _, Level, Span};

use super::schema::{Attribute, Kind as ValueKind, Mode, Shape};
use super::{Diagnostics, Severity, proto, proto_convert};
use crate::clock::{Clock as _, SystemClock};
use crate::wire::{Type, Value};

mod number;

/// What kind of block an RPC is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// None, such as of a question for all schemas.
    Nothing,
    /// The provider's own.
    Provider,
    /// A resource.
    Resource,
    /// A data source.
    DataSource,
    /// An action.
    Action,
    /// A list.
    ListResource,
}

/// What an RPC is about.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    /// The kind.
    pub(crate) kind: Kind,
    /// The type's name; empty where the kind has but one.
    pub(crate) type_name: String,
}

/// Runs an RPC's work in its own span, with a line when it begins and one when it ends.
pub(crate) async fn kept<T>(rpc: &'static str, subject: &Subject, work: impl Future<Output = T>) -> T {
    // An error's level: the span is there whenever anything is logged at all.
    let span = tracing::error_span!(
        "rpc",
        tf_req_id = %number::next(),
        tf_rpc = %camel_case(rpc),
        tf_type = subject.type_name.as_str(),
        tf_name = Empty,
    );
    let whole = async {
        tracing::debug!("the RPC begins");
        let clock = SystemClock::default();
        let answer = work.await;
        let tf_req_duration_ms = u64::try_from(clock.monotonic().as_millis()).unwrap_or(u64::MAX);
        tracing::debug!(tf_req_duration_ms, "the RPC ends");
        answer
    };
    whole.instrument(span).await
}

/// Notes the name of the object that the RPC is about: the value of the schema's required text that is a name. Terraform
/// tells a provider no addresses.
pub(crate) fn name(shape: &Shape, value: &Value) {
    if !tracing::enabled!(Level::DEBUG) {
        return;
    }
    let is_name = |one: &&Attribute| {
        one.mode == Mode::Required
            && !one.sensitive
            && one.name.ends_with("name")
            && matches!(one.kind, ValueKind::Plain(Type::String))
    };
    let attribute = shape.schema.attributes.iter().find(is_name);
    let name = attribute.and_then(|one| value.as_object()?.get(one.name)?.as_str());
    if let Some(name) = name {
        Span::current().record("tf_name", name);
    }
}

/// The diagnostics of an answer as they leave: each where Terraform may point at, without secrets, and in the log.
pub(crate) fn told(shape: Option<&Shape>, mut diagnostics: Diagnostics) -> Vec<proto::Diagnostic> {
    if let Some(shape) = shape {
        diagnostics.iter_mut().for_each(|one| shape.place(one));
    }
    for one in diagnostics.iter() {
        let (summary, detail) = (proto_convert::clean(&one.summary), proto_convert::clean(&one.detail));
        let attribute = one.path.as_ref().map(ToString::to_string).unwrap_or_default();
        match one.severity {
            Severity::Error => tracing::error!(%detail, attribute, "answered with an error: {summary}"),
            Severity::Warning => tracing::warn!(%detail, attribute, "answered with a warning: {summary}"),
        }
    }
    proto_convert::diagnostics(diagnostics)
}

/// `read_resource` as Terraform calls it: `ReadResource`.
fn camel_case(rpc: &str) -> String {
    let word = |word: &str| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_uppercase() + rest
    };
    rpc.split('_').map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_rpc_has_the_name_that_terraform_gives_it() {
        assert_eq!(camel_case("read_resource"), "ReadResource");
        assert_eq!(camel_case("get_provider_schema"), "GetProviderSchema");
    }

    #[test]
    fn no_two_rpcs_have_one_number() {
        assert_ne!(number::next(), number::next());
    }
}
