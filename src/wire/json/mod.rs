//! The state file's encoding: JSON, directed by a type (plugin protocol: `UpgradeResourceState.raw_state` and the like).
//!
//! Read by hand, not with `serde_json`: its numbers of any length and its objects share one form, which text from
//! outside can imitate, and its objects drop an earlier key of the same name silently.

mod decode;
mod encode;
mod text;

pub use decode::{UnknownAttributes, decode};
pub use encode::encode;
pub(super) use encode::{close, write_text};
pub use text::SyntaxError;
pub(super) use text::{Node, parse};
