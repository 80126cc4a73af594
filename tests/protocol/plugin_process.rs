//! The executable under test as a process, started as Terraform starts it.

use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};

use rustls::pki_types::CertificateDer;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};
use tokio::task::JoinHandle;

use crate::certificate::Certificate;
use crate::patience::soon;

pub(crate) const COOKIE: (&str, &str) =
    ("TF_PLUGIN_MAGIC_COOKIE", "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2");

/// What is tested.
pub(crate) fn executable() -> PathBuf {
    std::env::var_os("PROTOCOL6_EXECUTABLE")
        .map_or_else(|| env!("CARGO_BIN_EXE_terraform-provider-td").into(), PathBuf::from)
}

/// Whether another executable than this package's own is tested.
pub(crate) fn is_foreign() -> bool {
    std::env::var_os("PROTOCOL6_EXECUTABLE").is_some()
}

/// The executable with an environment in which nothing speaks of plugins, logs or Treasure Data.
pub(crate) fn bare() -> Command {
    cleaned(Command::new(executable()))
}

/// Any command with such an environment.
pub(crate) fn cleaned(mut command: Command) -> Command {
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if ["TF_", "PLUGIN_", "TD_", "TDX_", "TREASURE_DATA_"].iter().any(|prefix| name.starts_with(prefix)) {
            command.env_remove(name);
        }
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    command
}

/// The executable with the environment that Terraform gives it.
pub(crate) fn hosted(certificate: Option<&Certificate>) -> Command {
    let mut command = bare();
    host_environment(&mut command, certificate);
    command
}

/// Terraform's variables.
pub(crate) fn host_environment(command: &mut Command, certificate: Option<&Certificate>) {
    command.env(COOKIE.0, COOKIE.1).env("PLUGIN_PROTOCOL_VERSIONS", "5,6");
    command.env("PLUGIN_MIN_PORT", "10000").env("PLUGIN_MAX_PORT", "25000");
    if let Some(certificate) = certificate {
        command.env("PLUGIN_CLIENT_CERT", &certificate.pem);
    }
}

/// The fields of the handshake.
#[derive(Clone, Debug)]
pub(crate) struct Handshake {
    pub(crate) line: String,
    pub(crate) network: String,
    pub(crate) address: String,
    pub(crate) certificate: Option<CertificateDer<'static>>,
}

impl Handshake {
    pub(crate) fn parse(line: &str) -> Self {
        let fields: Vec<&str> = line.trim_end_matches('\n').split('|').collect();
        assert!(fields.len() >= 6, "a handshake has six fields: {line}");
        let certificate = (!fields[5].is_empty()).then(|| {
            use base64::prelude::{BASE64_STANDARD_NO_PAD, Engine};
            CertificateDer::from(BASE64_STANDARD_NO_PAD.decode(fields[5]).expect("base64 without padding"))
        });
        Self {
            line: line.to_owned(),
            network: fields[2].to_owned(),
            address: fields[3].to_owned(),
            certificate,
        }
    }
}

/// A running plugin after its handshake.
pub(crate) struct Plugin {
    pub(crate) handshake: Handshake,
    child: Child,
    stdout: BufReader<ChildStdout>,
    stderr: JoinHandle<String>,
    /// Its directory for temporary files, to see what it leaves behind.
    temporary: TempDir,
}

impl Plugin {
    /// Starts the executable as Terraform does.
    pub(crate) async fn start(certificate: Option<&Certificate>) -> Self {
        Self::of(hosted(certificate)).await
    }

    /// Starts a command and reads its handshake.
    pub(crate) async fn of(mut command: Command) -> Self {
        // Under /tmp: a socket's path must be short.
        let temporary = tempfile::tempdir_in("/tmp").unwrap();
        let mut child = command.env("TMPDIR", temporary.path()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut errors = child.stderr.take().unwrap();
        let stderr = tokio::spawn(async move {
            let mut text = String::new();
            errors.read_to_string(&mut text).await.unwrap();
            text
        });
        let mut line = String::new();
        soon("the handshake", stdout.read_line(&mut line)).await.unwrap();
        assert!(line.ends_with('\n'), "the handshake is a line: {line:?}");
        Self { handshake: Handshake::parse(&line), child, stdout, stderr, temporary }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id().expect("the process runs")
    }

    /// What it has in its directory for temporary files.
    pub(crate) fn leftovers(&self) -> Vec<PathBuf> {
        std::fs::read_dir(self.temporary.path()).unwrap().map(|entry| entry.unwrap().path()).collect()
    }

    /// Waits for the process's end.
    pub(crate) async fn ended(mut self) -> Ended {
        let status = soon("the process's end", self.child.wait()).await.unwrap();
        let mut stdout = String::new();
        soon("stdout's end", self.stdout.read_to_string(&mut stdout)).await.unwrap();
        let stderr = soon("stderr's end", &mut self.stderr).await.unwrap();
        let leftovers = self.leftovers();
        Ended { status, stdout, stderr, leftovers }
    }
}

/// What a process left when it ended.
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    /// After the handshake.
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) leftovers: Vec<PathBuf>,
}

/// Sends a signal by its name.
pub(crate) async fn send(signal: &str, process: u32) {
    let status = Command::new("kill").arg(format!("-{signal}")).arg(process.to_string()).status().await;
    assert!(status.unwrap().success(), "cannot send {signal} to {process}");
}
