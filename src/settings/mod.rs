//! Key, account, site and endpoint from explicit values, environment and td.conf, each with where it came from.
//! Explicit beats environment beats file; empty means unset (td-api-facts sections 1.1 to 1.3).

mod account;
mod endpoint;
mod error;
mod file;
mod key;
mod loopback;
mod place;
mod read;
mod resolve;
mod site;
mod source;

pub use account::{account_of, check_account};
pub use endpoint::{Endpoint, EndpointFault};
pub use error::{Error, Warning};
pub use place::Place;
pub use read::readable_by_others;
pub use resolve::{Environment, Explicit, Settings, resolve};
pub use site::{Site, UnknownSite};
pub use source::{Origin, Setting, Source, Sourced};
