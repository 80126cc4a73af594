//! What a suite needs to drive the real Terraform against the provider and the emulator, all on loopback, in a scratch
//! directory of its own, with nothing of the caller's environment.

pub(crate) mod canned;
pub(crate) mod emulator;
pub(crate) mod http;
pub(crate) mod process;
pub(crate) mod relay;
pub(crate) mod terraform;
pub(crate) mod world;

/// Makes each story a test for each Terraform version that the suites drive: `NAME::terraform_1_11_4` and so on.
macro_rules! on_each_terraform {
    ($(#[doc = $promise:literal])* fn $name:ident($version:ident) $story:block $($rest:tt)*) => {
        $(#[doc = $promise])*
        mod $name {
            use super::*;
            fn story($version: &'static str) $story
            #[test]
            fn terraform_1_11_4() { story("1.11.4"); }
            #[test]
            fn terraform_1_15_5() { story("1.15.5"); }
        }
        on_each_terraform! { $($rest)* }
    };
    () => {};
}
pub(crate) use on_each_terraform;
