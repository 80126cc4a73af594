//! The rows of the tables: who is measured.

use std::path::{Path, PathBuf};

use crate::terraform::Subject;
use crate::{EXECUTABLE, Outcome};

pub(crate) const BUILTIN: &str = "terraform_data (builtin)";
pub(crate) const GO: &str = "null_resource, Go 2.1.2";
pub(crate) const PEER: &str = "null_resource, tf-provider 0.2.2";
pub(crate) const NULL: &str = "null_resource, our framework";
pub(crate) const ECHO: &str = "echo of td_schedule";
pub(crate) const TD: &str = "td_schedule";

/// Somebody who is measured.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) subject: Subject,
    pub(crate) executable: PathBuf,
    /// What this executable is to be, where it is the provider itself.
    pub(crate) role: &'static str,
}

impl Row {
    /// A link in a directory, by which this executable knows what it is to be.
    pub(crate) fn link(&self, directory: &Path) -> Outcome<PathBuf> {
        let place = directory.join(self.role);
        std::fs::create_dir(&place)?;
        let path = place.join("terraform-provider-measured");
        std::os::unix::fs::symlink(&self.executable, &path)?;
        Ok(path)
    }
}

/// Everybody. Peers are built and fetched by scripts/bench; without them there are fewer rows.
pub(crate) fn all() -> Outcome<Vec<Row>> {
    use Subject::{Builtin, NullResource, Schedule};
    let own = Some(std::env::current_exe()?);
    let peer = |variable| std::env::var_os(variable).map(PathBuf::from);
    let rows = [
        (BUILTIN, Builtin, own.clone(), "none"),
        (GO, NullResource, peer("BENCH_GO_NULL"), "go"),
        (PEER, NullResource, peer("BENCH_PEER"), "peer"),
        (NULL, NullResource, own.clone(), "null"),
        (ECHO, Schedule, own, "echo"),
        (TD, Schedule, Some(EXECUTABLE.into()), "td"),
    ];
    let row = |(name, subject, executable, role): (_, _, Option<_>, _)| {
        Some(Row { name, subject, executable: executable?, role })
    };
    Ok(rows.into_iter().filter_map(row).collect())
}

/// The echo with ever less of the schema.
pub(crate) fn schemas() -> Outcome<Vec<Row>> {
    let echoes = [
        (ECHO, "echo"),
        ("without descriptions", "echo-undescribed"),
        ("without nested attributes", "echo-flat"),
        ("required attributes and cron only", "echo-small"),
    ];
    let executable = std::env::current_exe()?;
    let row = |(name, role)| Row { name, subject: Subject::Schedule, executable: executable.clone(), role };
    Ok(echoes.into_iter().map(row).collect())
}
