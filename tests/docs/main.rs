//! The pages, the examples and the module do what they say: generated pages are fresh and keep the registry's rules, every
//! link leads somewhere, and every configuration runs under the real Terraform against the emulator.

#[cfg(test)]
#[path = "../support/mod.rs"]
#[expect(dead_code, unused_imports, unused_macros, reason = "this suite needs a part of it")]
mod support;

#[cfg(test)]
mod acceptance;
#[cfg(test)]
mod calendar;
#[cfg(test)]
mod configurations;
#[cfg(test)]
mod descriptions;
#[cfg(test)]
mod doctor;
#[cfg(test)]
mod errors;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod https;
#[cfg(test)]
mod imports;
#[cfg(test)]
mod links;
#[cfg(test)]
mod markdown;
#[cfg(test)]
mod module;
#[cfg(test)]
mod named_tests;
#[cfg(test)]
mod oci;
#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test takes away what it made itself")]
mod packages;
#[cfg(test)]
mod promises;
#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test takes away what it made itself")]
mod recipes;
#[cfg(test)]
mod registry;
#[cfg(test)]
mod release;
#[cfg(test)]
mod steps;
#[cfg(test)]
mod versions;
#[cfg(test)]
mod walk;

/// What a story makes that is not about schedules.
const SCHEDULE: &str = r#"
resource "td_schedule" "daily" {
  name     = "daily"
  type     = "trino"
  database = "sales"
  cron     = "0 3 * * *"
  query    = "select 1"
}
"#;
