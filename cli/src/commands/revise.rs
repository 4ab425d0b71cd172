//! `vicinia revise`: give a work of ours a new text.

use crate::context::{Context, Exit};
use crate::publishing;
use crate::show::report::report;
use crate::sources;
use protocol::api::{FileOutcome, FileReport, Problem, PublishReport, Request};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  vicinia revise 8c03f1a2b7 fund.md       the file may have another name than before";

/// Give a work of yours a new text
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The work: its id or the beginning of it
    work: String,
    /// Markdown or text file with its new text
    file: PathBuf,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let file = sources::one(&self.file)?;
        let request = Request::Revise { work: self.work, file };
        let answer: PublishReport = context.ask("Publishing", request).await?;
        let files = answer.files.into_iter().map(settled).collect();
        let document = publishing::Report::new(files, 0, false, None);
        context.print(&document, report);
        Ok(document.exit())
    }
}

/// A single file cannot wait for another.
fn settled(mut file: FileReport) -> FileReport {
    if let FileOutcome::Deferred { needs } = &file.outcome {
        file.outcome = FileOutcome::Refused { reason: publishing::needs(needs) };
    }
    file
}
