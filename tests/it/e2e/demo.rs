//! The demonstration shows what it promises, and leaves nothing behind.

use std::path::Path;
use std::process::{Command, Stdio};
use vicinia_tests::cluster::{PATIENCE, binary, holds, run, until};

/// Processes whose command line names something in this folder.
fn processes_in(folder: &Path) -> Vec<String> {
    let folder = folder.to_str().unwrap();
    let lines = std::fs::read_dir("/proc").unwrap().filter_map(|entry| {
        let bytes = std::fs::read(entry.ok()?.path().join("cmdline")).ok()?;
        Some(String::from_utf8_lossy(&bytes).replace('\0', " "))
    });
    lines.filter(|line| line.contains(folder)).collect()
}

#[test]
fn it_checks_itself_and_leaves_nothing() {
    let place = tempfile::tempdir().unwrap();
    let output = vicinia_tests::cluster::command(["demo", "--once", "--json"])
        .env("TMPDIR", place.path())
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let checks = document["checks"].as_array().unwrap_or_else(|| panic!("{document}"));
    let failed: Vec<_> = checks.iter().filter(|check| check["ok"] != true).collect();
    assert!(!checks.is_empty() && failed.is_empty(), "{failed:?}\n{said}");
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0, "no folder stays");
    assert_eq!(processes_in(place.path()), Vec::<String>::new(), "no process stays");
}

#[test]
fn a_closed_terminal_leaves_nothing() {
    let place = tempfile::tempdir().unwrap();
    let entries = || std::fs::read_dir(place.path()).unwrap().count();
    // Whoever runs the tests may have chosen not to hear of it, which is inherited.
    let mut demo = Command::new("env");
    demo.arg("--default-signal=HUP").arg(binary()).args(["--no-input", "demo"]);
    demo.env("TMPDIR", place.path()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut demo = demo.spawn().unwrap();
    until(PATIENCE, "the demonstration has begun", || holds(entries() > 0, entries()));
    let number = demo.id().to_string();
    assert!(Command::new("kill").args(["-HUP", &number]).status().unwrap().success());
    until(PATIENCE, "it has ended", || holds(demo.try_wait().unwrap().is_some(), "it runs"));
    assert_eq!(entries(), 0, "no folder stays");
}

#[test]
fn a_folder_to_keep_must_be_empty() {
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("mine.txt"), "mine").unwrap();
    let ran = run(["demo", "--once", "--json", "--keep", place.path().to_str().unwrap()]);
    assert_ne!(ran.code, Some(0), "{ran:?}");
    assert!(ran.json()["error"]["message"].is_string());
    assert_eq!(std::fs::read_to_string(place.path().join("mine.txt")).unwrap(), "mine");
}
