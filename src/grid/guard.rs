//! A fence around libraries that may panic on a file they did not expect.
//!
//! A panic inside the fence becomes `None` and prints nothing; panics anywhere else behave as ever. It stops
//! neither endless loops nor exhausted memory: those are prevented by looking at the file first.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static FENCED: Cell<bool> = const { Cell::new(false) };
}

/// What `work` returns, or `None` if it panics.
pub(crate) fn fenced<T>(work: impl FnOnce() -> T) -> Option<T> {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        let previous = take_hook();
        set_hook(Box::new(move |panic| {
            if !FENCED.get() {
                previous(panic);
            }
        }));
    });
    let outer = FENCED.replace(true);
    // Everything `work` touches is dropped on a panic, so nothing half-changed is seen afterwards.
    let result = catch_unwind(AssertUnwindSafe(work)).ok();
    FENCED.set(outer);
    result
}
