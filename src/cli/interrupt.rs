//! Ctrl-C, and what else asks the program to end, ends it at once with status 130, but not in the middle of a file.
//!
//! Nothing is written before all stories are checked, and what is printed before is not taken for whole without the
//! lines that close it: there is nothing to clear away.

use std::{
    process,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

/// What shells give a program that Ctrl-C has ended.
const INTERRUPTED: i32 = 130;

/// Held while a file is written.
static WRITING: Mutex<()> = Mutex::new(());

/// Whether the program has been asked to end.
static ASKED: AtomicBool = AtomicBool::new(false);

/// Heeds Ctrl-C from now on, and on Unix the signals TERM and HUP. Where somebody has these ignored, as nohup does,
/// they stay ignored.
pub(super) fn heed() {
    let _ = ctrlc::try_set_handler(|| {
        let again = ASKED.swap(true, Ordering::SeqCst);
        // Once this has the lock, no file is begun.
        let between_files = WRITING.try_lock();
        if again || between_files.is_ok() {
            process::exit(INTERRUPTED);
        }
    });
}

/// Does what is not to be left half done. Only who asks a second time gets it cut short.
pub(super) fn whole<T>(work: impl FnOnce() -> T) -> T {
    let writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let done = work();
    drop(writing);
    if ASKED.load(Ordering::SeqCst) {
        process::exit(INTERRUPTED);
    }
    done
}
