//! What a suite needs to drive the real Terraform against the provider and the emulator, all on loopback, in a scratch
//! directory of its own, with nothing of the caller's environment.

pub(crate) mod canned;
pub(crate) mod debugged;
pub(crate) mod described;
pub(crate) mod emulator;
pub(crate) mod hostile;
pub(crate) mod hostile_names;
pub(crate) mod hosts;
pub(crate) mod http;
pub(crate) mod process;
pub(crate) mod relay;
pub(crate) mod sites;
pub(crate) mod terraform;
pub(crate) mod world;

/// Makes each story a test for each host that the suites drive: `NAME::terraform_1_11_4`, `NAME::opentofu_1_12_6` and so on.
/// Those of hosts that `make test` leaves to `make compatibility` are built for that only, or in each run after the word
/// `every`. `needs COLUMN` leaves out hosts that lack it (the table in `hosts.rs`); `since_1_8` needs moves, `since_1_11`
/// write-only values.
macro_rules! on_each_terraform {
    (since_1_11 $($stories:tt)*) => { crate::support::on_hosts! { [each write_only] $($stories)* } };
    (since_1_8 $($stories:tt)*) => { crate::support::on_hosts! { [each moves] $($stories)* } };
    (every needs $need:ident $($stories:tt)*) => { crate::support::on_hosts! { [every $need] $($stories)* } };
    (every $($stories:tt)*) => { crate::support::on_hosts! { [every any] $($stories)* } };
    (needs $need:ident $($stories:tt)*) => { crate::support::on_hosts! { [each $need] $($stories)* } };
    ($($stories:tt)*) => { crate::support::on_hosts! { [each any] $($stories)* } };
}
pub(crate) use on_each_terraform;

macro_rules! on_hosts {
    ($how:tt $(#[doc = $promise:literal])* fn $name:ident($version:ident) $story:block $($rest:tt)*) => {
        $(#[doc = $promise])*
        mod $name {
            use super::*;
            fn story($version: &'static str) $story
            crate::support::hosts::hosts! { host_tests $how }
        }
        crate::support::on_hosts! { $how $($rest)* }
    };
    ($how:tt) => {};
}
pub(crate) use on_hosts;

/// The same for hosts of the suite's own choice, each with the name of its tests.
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
