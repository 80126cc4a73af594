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
    ($($stories:tt)*) => {
        crate::support::on_terraform! { [terraform_1_11_4 "1.11.4", terraform_1_15_5 "1.15.5"] $($stories)* }
    };
}
pub(crate) use on_each_terraform;

/// The same for versions of the suite's own choice, each with the name of its tests.
macro_rules! on_terraform {
    ([$($case:ident $number:literal),*] $(#[doc = $promise:literal])* fn $name:ident($version:ident) $story:block $($rest:tt)*) => {
        $(#[doc = $promise])*
        mod $name {
            use super::*;
            fn story($version: &'static str) $story
            $(
                #[test]
                fn $case() { story($number); }
            )*
        }
        crate::support::on_terraform! { [$($case $number),*] $($rest)* }
    };
    ([$($case:ident $number:literal),*]) => {};
}
pub(crate) use on_terraform;
