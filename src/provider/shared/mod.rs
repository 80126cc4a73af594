//! What all kinds share: the client and its account, names that plans use, failures in words, suggestions.

pub(in crate::provider) mod account_binding;
pub(in crate::provider) mod client;
pub(in crate::provider) mod duration;
pub(in crate::provider) mod error_attribute;
pub(in crate::provider) mod error_diagnostic;
pub(in crate::provider) mod instant;
pub(in crate::provider) mod missing_objects;
pub(in crate::provider) mod odd;
pub(in crate::provider) mod planned_names;
pub(in crate::provider) mod schedule_name;
pub(in crate::provider) mod suggestion;
