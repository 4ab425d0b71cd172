//! The binary as built: it starts, and says what its exit codes mean.

use std::process::{Command, Output};

fn vicinia(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vicinia")).args(arguments).output().expect("the binary starts")
}

#[test]
fn it_says_its_version() {
    let output = vicinia(&["--version"]);
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stdout), format!("vicinia {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn it_explains_the_code_for_newer_data() {
    let output = vicinia(&["help", "exit-codes"]);
    assert!(output.status.success());
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.lines().any(|line| line.trim_start().starts_with("78 ")), "{text}");
}
