//! The command lines that drive the provider, and what each of them can do. A new one is a line of the table.

/// Gives the table to another macro, after `$before`. Columns: the name of its tests; its name, which is Terraform's version or
/// `opentofu VERSION`; whether the suites run under it each time or for `make compatibility` only; then what it can:
/// functions (and `removed` blocks); `moved` from another provider's type; write-only values; import by identity; actions and
/// `query`; and whether an apply plans what it creates once more in the open, with errors and warnings.
macro_rules! hosts {
    ($then:ident $before:tt) => {
        crate::support::hosts::$then! { $before
            //                                                   functions moves write_only identity actions replans
            { terraform_1_6_6   "1.6.6"           every_terraform    no     no     no         no       no     yes }
            { terraform_1_8_4   "1.8.4"           every_terraform    yes    yes    no         no       no     yes }
            { terraform_1_10_5  "1.10.5"          every_terraform    yes    yes    no         no       no     no  }
            { terraform_1_11_4  "1.11.4"          each_run           yes    yes    yes        no       no     no  }
            { terraform_1_12_2  "1.12.2"          every_terraform    yes    yes    yes        yes      no     no  }
            { terraform_1_14_9  "1.14.9"          every_terraform    yes    yes    yes        yes      yes    no  }
            { terraform_1_15_5  "1.15.5"          each_run           yes    yes    yes        yes      yes    no  }
            { opentofu_1_8_11   "opentofu 1.8.11" every_terraform    yes    no     no         no       no     yes }
            { opentofu_1_12_6   "opentofu 1.12.6" each_run           yes    yes    yes        yes      no     yes }
        }
    };
}
pub(crate) use hosts;

/// One of them.
#[derive(Debug)]
pub(crate) struct Host {
    /// Terraform's version, or `opentofu VERSION`.
    pub(crate) name: &'static str,
    /// Provider functions.
    pub(crate) functions: bool,
    /// `moved` from another provider's type.
    pub(crate) moves: bool,
    /// Write-only attributes.
    pub(crate) write_only: bool,
    /// Import by identity.
    pub(crate) identity: bool,
    /// Actions, and `query`.
    pub(crate) actions: bool,
    /// An apply plans what it creates once more, and what the provider says then is shown.
    pub(crate) replans: bool,
}

impl Host {
    /// The host of a name in the table.
    pub(crate) fn named(name: &str) -> &'static Self {
        HOSTS.iter().find(|host| host.name == name).unwrap_or_else(|| panic!("{name} is not in the table"))
    }

    /// The version of an OpenTofu.
    pub(crate) fn opentofu(&self) -> Option<&'static str> {
        self.name.strip_prefix("opentofu ")
    }

    /// As the pages write it.
    pub(crate) fn title(&self) -> String {
        self.opentofu().map_or_else(|| self.name.to_owned(), |version| format!("OpenTofu {version}"))
    }

    /// The registry in which it looks for a provider whose source names none.
    pub(crate) fn registry(&self) -> &'static str {
        if self.opentofu().is_some() { "registry.opentofu.org" } else { "registry.terraform.io" }
    }
}

macro_rules! host_list {
    ([] $({ $case:ident $name:literal $run:ident $functions:ident $moves:ident $write_only:ident $identity:ident $actions:ident $replans:ident })*) => {
        /// All of them, in the order of the table.
        pub(crate) const HOSTS: &[Host] = &[$(Host {
            name: $name,
            functions: is_yes!($functions),
            moves: is_yes!($moves),
            write_only: is_yes!($write_only),
            identity: is_yes!($identity),
            actions: is_yes!($actions),
            replans: is_yes!($replans),
        }),*];
    };
}
use host_list;

macro_rules! is_yes {
    (yes) => {
        true
    };
    (no) => {
        false
    };
}
hosts! { host_list [] }

/// The tests of one story: `[WHEN NEED]` before the table, where WHEN is `each` (as the table says) or `every` (all of them
/// each time), and NEED a column of the table, or `any`.
macro_rules! host_tests {
    ($how:tt $($host:tt)*) => { $( crate::support::hosts::host_test! { $how $host } )* };
}
pub(crate) use host_tests;

macro_rules! host_test {
    ([$when:ident functions] { $case:ident $name:literal $run:ident no $($can:ident)* }) => {};
    ([$when:ident moves] { $case:ident $name:literal $run:ident $f:ident no $($can:ident)* }) => {};
    ([$when:ident write_only] { $case:ident $name:literal $run:ident $f:ident $m:ident no $($can:ident)* }) => {};
    ([$when:ident identity] { $case:ident $name:literal $run:ident $f:ident $m:ident $w:ident no $($can:ident)* }) => {};
    ([$when:ident actions] { $case:ident $name:literal $run:ident $f:ident $m:ident $w:ident $i:ident no $replans:ident }) => {};
    ([each $need:ident] { $case:ident $name:literal every_terraform $($can:ident)* }) => {
        #[test]
        #[cfg(every_terraform)]
        fn $case() {
            story($name);
        }
    };
    ([$when:ident $need:ident] { $case:ident $name:literal $run:ident $($can:ident)* }) => {
        #[test]
        fn $case() {
            story($name);
        }
    };
}
pub(crate) use host_test;
