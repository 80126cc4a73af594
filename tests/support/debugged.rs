//! The provider as a process of its own, to which Terraform attaches.

use super::emulator::{EXECUTABLE, KEY};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// The provider as a process that waits for Terraform; killed when dropped.
pub(crate) struct Debugged {
    child: Child,
    /// The value of TF_REATTACH_PROVIDERS.
    pub(crate) reattach: String,
}

impl Debugged {
    /// For an emulator at this endpoint.
    pub(crate) fn start(endpoint: &str) -> Self {
        let mut child = Command::new(EXECUTABLE)
            .arg("-debug")
            .env("TD_API_SERVER", endpoint)
            .env("TD_API_KEY", KEY)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the provider starts");
        let stdout = BufReader::new(child.stdout.take().expect("stdout is piped"));
        let value = |line: String| {
            let rest = line.strip_prefix("export TF_REATTACH_PROVIDERS='")?;
            rest.strip_suffix('\'').map(ToOwned::to_owned)
        };
        let reattach = stdout.lines().map_while(Result::ok).find_map(value).expect("it says how to attach");
        Self { child, reattach }
    }

    /// Its process's id.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Debugged {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
