//! The emulator's time: the machine's, moved ahead, or stopped.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::clock::Clock;

/// How the emulator's time differs from the machine's. The default follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Setting {
    /// Seconds ahead of the machine's clock.
    pub(crate) ahead: i64,
    /// Epoch seconds at which time stands still.
    pub(crate) stopped: Option<i64>,
}

/// The machine's clock with a setting on top.
#[derive(Debug)]
pub(crate) struct EmulatorClock {
    machine: Arc<dyn Clock>,
    pub(crate) setting: Setting,
}

impl EmulatorClock {
    pub(crate) fn new(machine: Arc<dyn Clock>) -> Self {
        Self { machine, setting: Setting::default() }
    }

    /// Epoch seconds.
    pub(crate) fn now(&self) -> i64 {
        self.setting.stopped.unwrap_or_else(|| self.machine.now().as_second() + self.setting.ahead)
    }

    /// The setting that makes it `time` now and otherwise goes on as before.
    pub(crate) fn moved_to(&self, time: i64) -> Setting {
        match self.setting.stopped {
            Some(_) => Setting { stopped: Some(time), ..self.setting },
            None => Setting { ahead: time - self.machine.now().as_second(), stopped: None },
        }
    }
}
