//! Reports: what counts, and how a command ends on them.

use super::*;

fn file(outcome: FileOutcome) -> FileReport {
    FileReport { name: "a.md".into(), outcome, warnings: Vec::new() }
}

fn published() -> FileReport {
    file(FileOutcome::Published { work: "8c03f1a2b7".into(), title: "A".into() })
}

fn refused_file() -> FileReport {
    file(FileOutcome::Refused { reason: "is empty".into() })
}

#[test]
fn a_command_ends_as_its_files_did() {
    let exit = |files| Report::new(files, 0, false, None).exit().code();
    assert_eq!(exit(vec![published()]), 0);
    assert_eq!(exit(vec![published(), refused_file()]), 8);
    assert_eq!(exit(vec![refused_file(), refused_file()]), 4);
}

#[test]
fn what_was_withdrawn_is_left_out_and_fails_nothing() {
    let left_out = file(FileOutcome::Withdrawn { work: "8c03f1a2b7".into() });
    let report = Report::new(vec![published(), left_out], 0, false, None);
    assert_eq!((report.published, report.withdrawn, report.exit().code()), (1, 1, 0));
}

#[test]
fn scripts_read_counts_and_one_flat_line_a_file() {
    let report = Report::new(vec![published(), refused_file()], 3, false, Some(0.5));
    let document = serde_json::to_value(&report).expect("serialisable");
    assert_eq!(document["published"], 1);
    assert_eq!(document["refused"], 1);
    assert_eq!(document["skipped"], 3);
    assert_eq!(document["rate"], 4.0);
    assert_eq!(document["files"][0]["outcome"], "published");
    assert_eq!(document["files"][0]["work"], "8c03f1a2b7");
    assert_eq!(document["files"][1]["reason"], "is empty");
}

#[test]
fn what_waited_in_vain_is_refused_with_its_reason() {
    let found = Found { files: vec![("en.md".into(), None), ("it.md".into(), None)], skipped: 0 };
    let deferred = || Some(file(FileOutcome::Deferred { needs: "it.md".into() }));
    let settled = |dry_run| {
        let mut sending = Sending::new(Found { files: found.files.clone(), skipped: 0 }, dry_run);
        sending.reports = vec![deferred(), Some(published())];
        sending.settled()
    };
    let reason = FileOutcome::Refused { reason: "needs it.md, which is not published".into() };
    assert_eq!(settled(false)[0].outcome, reason);
    assert!(matches!(settled(true)[0].outcome, FileOutcome::Deferred { .. }));
}

#[test]
fn files_without_an_answer_are_not_lost() {
    let found = Found { files: vec![("a.md".into(), None)], skipped: 0 };
    let files = Sending::new(found, false).settled();
    assert!(matches!(&files[0].outcome, FileOutcome::Refused { reason } if reason.contains("no answer")));
}
