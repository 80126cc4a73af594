//! No image of a process that holds a key is written to a disk.

/// Whether a debugger may look into the process, which is the other way to such an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Debuggers {
    /// One that was started by hand for one.
    Allowed,
    /// Every other.
    Refused,
}

/// Switches core dumps off for this process, and keeps other processes of its user from reading its memory. What a system
/// lacks or refuses is passed over. Programs that this process starts inherit the limit, which they may raise again.
pub fn forbid_core_dumps(debuggers: Debuggers) {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, getrlimit, setrlimit};
        let limit = getrlimit(Resource::Core);
        let _ = setrlimit(Resource::Core, rustix::process::Rlimit { current: Some(0), ..limit });
    }
    // The limit alone does not count where the system pipes dumps to a program.
    #[cfg(target_os = "linux")]
    if debuggers == Debuggers::Refused {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = debuggers;
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn this_process_leaves_no_image() {
        use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};
        forbid_core_dumps(Debuggers::Refused);
        assert_eq!(getrlimit(Resource::Core).current, Some(0));
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    }
}
