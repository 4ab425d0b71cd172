//! Sending files to the node and gathering what became of them.
//!
//! Owns: batches, how many are on their way, files that wait for others, and the report. Refuses to know
//! formats and rules: the node reads, checks and signs.

mod batch;

use crate::client::Client;
use crate::context::Exit;
use crate::progress::Bar;
use crate::sources::Found;
use batch::Batches;
use protocol::api::{FileOutcome, FileReport, Problem, ProblemKind, PublishReport, Request, SCHEMA_VERSION};
use serde::Serialize;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::task::JoinSet;

/// Batches on their way at the same time.
const IN_FLIGHT: usize = 4;

/// What became of files: what `publish --json` prints.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Report {
    pub(crate) schema_version: u32,
    pub(crate) dry_run: bool,
    pub(crate) published: u64,
    pub(crate) revised: u64,
    pub(crate) unchanged: u64,
    pub(crate) withdrawn: u64,
    pub(crate) refused: u64,
    pub(crate) skipped: u64,
    pub(crate) seconds: Option<f64>,
    pub(crate) rate: Option<f64>,
    pub(crate) files: Vec<FileReport>,
}

impl Report {
    pub(crate) fn new(files: Vec<FileReport>, skipped: u64, dry_run: bool, seconds: Option<f64>) -> Self {
        let count = |wanted: fn(&FileOutcome) -> bool| {
            files.iter().filter(|file| wanted(&file.outcome)).count() as u64
        };
        Self {
            schema_version: SCHEMA_VERSION,
            dry_run,
            published: count(|it| matches!(it, FileOutcome::Published { .. } | FileOutcome::Deferred { .. })),
            revised: count(|it| matches!(it, FileOutcome::Revised { .. })),
            unchanged: count(|it| matches!(it, FileOutcome::Unchanged { .. })),
            withdrawn: count(|it| matches!(it, FileOutcome::Withdrawn { .. })),
            refused: count(|it| matches!(it, FileOutcome::Refused { .. })),
            skipped,
            seconds,
            rate: seconds.filter(|seconds| *seconds > 0.0).map(|seconds| files.len() as f64 / seconds),
            files,
        }
    }

    /// Done, partly done, or all refused.
    pub(crate) fn exit(&self) -> Exit {
        match self.refused as usize {
            0 => Exit::OK,
            all if all == self.files.len() => ProblemKind::Refused.into(),
            _ => ProblemKind::Partial.into(),
        }
    }
}

/// Publishes files, those that need others after these.
pub(crate) async fn publish(
    client: &Arc<Client>,
    found: Found,
    dry_run: bool,
    bar: &Bar,
) -> Result<Report, Problem> {
    let skipped = found.skipped;
    let mut sending = Sending::new(found, dry_run);
    loop {
        let waiting = sending.waiting();
        sending.pass(client, &waiting, bar).await?;
        let left = sending.waiting().len();
        if left == 0 || left == waiting.len() {
            break;
        }
    }
    let files = sending.settled();
    Ok(Report::new(files, skipped, dry_run, Some(bar.elapsed().as_secs_f64())))
}

/// The sentence for a file whose original never came.
pub(crate) fn needs(other: &str) -> String {
    format!("needs {other}, which is not published")
}

/// Files on their way to the node.
struct Sending {
    dry_run: bool,
    paths: Vec<PathBuf>,
    reports: Vec<Option<FileReport>>,
}

impl Sending {
    fn new(found: Found, dry_run: bool) -> Self {
        let (paths, reports) = found
            .files
            .into_iter()
            .map(|(path, reason)| {
                let report = reason.map(|reason| refused(&path, reason));
                (path, report)
            })
            .unzip();
        Self { dry_run, paths, reports }
    }

    /// Positions of files that have no answer, or one that says to come again.
    fn waiting(&self) -> Vec<usize> {
        let open = |report: &Option<FileReport>| {
            report.as_ref().is_none_or(|report| matches!(report.outcome, FileOutcome::Deferred { .. }))
        };
        (0..self.reports.len()).filter(|position| open(&self.reports[*position])).collect()
    }

    /// Sends these once, a few batches at a time.
    async fn pass(&mut self, client: &Arc<Client>, waiting: &[usize], bar: &Bar) -> Result<(), Problem> {
        let mut batches = Batches::new(waiting.to_vec());
        let mut on_their_way = JoinSet::new();
        loop {
            while on_their_way.len() < IN_FLIGHT {
                let Some(batch) = batches.next(&self.paths, |position, reason| {
                    self.reports[position] = Some(refused(&self.paths[position], reason));
                    bar.advance(1);
                }) else {
                    break;
                };
                on_their_way.spawn(send(Arc::clone(client), batch, self.dry_run));
            }
            match on_their_way.join_next().await {
                Some(Ok(answer)) => self.note(answer?, bar),
                Some(Err(_)) => {
                    return Err(interrupted(Problem::new(ProblemKind::Failure, "A batch was lost.")));
                }
                None => return Ok(()),
            }
        }
    }

    fn note(&mut self, (positions, files): (Vec<usize>, Vec<FileReport>), bar: &Bar) {
        for (position, mut report) in positions.into_iter().zip(files) {
            report.name = self.paths[position].display().to_string();
            bar.advance(u64::from(!matches!(report.outcome, FileOutcome::Deferred { .. })));
            self.reports[position] = Some(report);
        }
    }

    /// Every report; what still waits is refused, unless nothing was to be done anyway and what it waits
    /// for is among the files.
    fn settled(self) -> Vec<FileReport> {
        let given: Vec<_> =
            self.paths.iter().filter_map(|path| path.file_name()?.to_str().map(str::to_owned)).collect();
        let lost = |path| refused(path, "got no answer from the node".to_owned());
        let reports = self.reports.into_iter().zip(&self.paths);
        reports
            .map(|(report, path)| {
                let mut report = report.unwrap_or_else(|| lost(path));
                if let FileOutcome::Deferred { needs: other } = &report.outcome
                    && !(self.dry_run && given.contains(other))
                {
                    report.outcome = FileOutcome::Refused { reason: needs(other) };
                }
                report
            })
            .collect()
    }
}

async fn send(
    client: Arc<Client>,
    batch: batch::Batch,
    dry_run: bool,
) -> Result<(Vec<usize>, Vec<FileReport>), Problem> {
    let request = Request::Publish { files: batch.files, dry_run };
    let answer: PublishReport = client.ask(request).await.map_err(interrupted)?;
    Ok((batch.positions, answer.files))
}

/// Publishing again is safe, so that is the advice.
fn interrupted(problem: Problem) -> Problem {
    if problem.hint.is_some() {
        return problem;
    }
    problem.hint("What was published stays. The same command goes on where this one stopped.")
}

fn refused(path: &std::path::Path, reason: String) -> FileReport {
    FileReport {
        name: path.display().to_string(),
        outcome: FileOutcome::Refused { reason },
        warnings: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
