//! What a suite needs to drive the real Terraform against the provider and the emulator, all on loopback, in a scratch
//! directory of its own, with nothing of the caller's environment.

pub(crate) mod canned;
pub(crate) mod described;
pub(crate) mod emulator;
pub(crate) mod http;
pub(crate) mod process;
pub(crate) mod relay;
pub(crate) mod sites;
pub(crate) mod terraform;
pub(crate) mod world;

/// Makes each story a test for each Terraform version that the suites drive: `NAME::terraform_1_11_4` and so on. Those of
/// versions that `make test` leaves to `make compatibility` are built for that only; `since_1_8` leaves older ones out.
macro_rules! on_each_terraform {
    (since_1_11 $($stories:tt)*) => {
        crate::support::on_terraform! {
            [
                terraform_1_11_4 "1.11.4", terraform_1_12_2 "1.12.2" every_terraform, terraform_1_14_9 "1.14.9" every_terraform,
                terraform_1_15_5 "1.15.5"
            ]
            $($stories)*
        }
    };
    (since_1_8 $($stories:tt)*) => {
        crate::support::on_terraform! {
            [
                terraform_1_8_4 "1.8.4" every_terraform, terraform_1_10_5 "1.10.5" every_terraform, terraform_1_11_4 "1.11.4",
                terraform_1_12_2 "1.12.2" every_terraform, terraform_1_14_9 "1.14.9" every_terraform, terraform_1_15_5 "1.15.5"
            ]
            $($stories)*
        }
    };
    ($($stories:tt)*) => {
        crate::support::on_terraform! {
            [
                terraform_1_6_6 "1.6.6" every_terraform, terraform_1_8_4 "1.8.4" every_terraform, terraform_1_10_5 "1.10.5" every_terraform,
                terraform_1_11_4 "1.11.4", terraform_1_12_2 "1.12.2" every_terraform, terraform_1_14_9 "1.14.9" every_terraform,
                terraform_1_15_5 "1.15.5"
            ]
            $($stories)*
        }
    };
}
pub(crate) use on_each_terraform;

/// The same for versions of the suite's own choice, each with the name of its tests.
macro_rules! on_terraform {
    ([$($case:ident $number:literal $($only:ident)?),*] $(#[doc = $promise:literal])* fn $name:ident($version:ident) $story:block $($rest:tt)*) => {
        $(#[doc = $promise])*
        mod $name {
            use super::*;
            fn story($version: &'static str) $story
            $(
                #[test]
                $(#[cfg($only)])?
                fn $case() { story($number); }
            )*
        }
        crate::support::on_terraform! { [$($case $number $($only)?),*] $($rest)* }
    };
    ([$($case:ident $number:literal $($only:ident)?),*]) => {};
}
pub(crate) use on_terraform;
