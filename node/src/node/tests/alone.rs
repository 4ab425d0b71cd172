//! Tests that need a process of their own: they run themselves once more, where they want to be.

use std::ffi::OsStr;
use std::process::Command;

/// Set in the process that was started for a test.
const ALONE: &str = "VICINIA_ALONE";

/// Whether this process was started by [`run`], and what for.
pub(super) fn purpose() -> Option<String> {
    std::env::var(ALONE).ok()
}

/// Runs this test, by its full name, in another process, begun by the words of `before`, and fails as it
/// does. There [`purpose`] is what is given here.
pub(super) fn run(test: &str, before: &[&OsStr], purpose: &OsStr) {
    let this = std::env::current_exe().expect("this test has a path");
    let words = [OsStr::new("--exact"), OsStr::new(test), OsStr::new("--nocapture")];
    let mut line = before.iter().copied().chain([this.as_os_str()]).chain(words);
    let mut command = Command::new(line.next().expect("a program"));
    let output = command.args(line).env(ALONE, purpose).output().expect("it starts");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    println!("{out}{err}");
    assert!(output.status.success() && out.contains("1 passed"), "{test} failed in a process of its own");
}
