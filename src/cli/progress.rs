//! A bar on the terminal while many stories are checked. Short work shows none.

use std::{
    env,
    io::{IsTerminal, stderr},
    sync::Once,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that takes no longer than this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How far the work is. Something else may be printed beside it, or when it is dropped: then the bar is gone.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    /// Whether there is somebody to see a bar.
    seen: bool,
    shown: Once,
}

impl Progress {
    /// Begins. `quiet` shows nothing, whoever is there to see it.
    pub(super) fn new(stories: usize, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(stories as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} stories") {
            bar.set_style(style);
        }
        let seen = !quiet && stderr().is_terminal() && env::var_os("CI").is_none();
        Self { bar, begun: Instant::now(), seen, shown: Once::new() }
    }

    /// One more story is done.
    pub(super) fn step(&self) {
        if self.seen && self.begun.elapsed() > PATIENCE {
            self.shown.call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
        self.bar.inc(1);
    }

    /// Does what may print something, while the bar is gone.
    pub(super) fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        self.bar.suspend(work)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
