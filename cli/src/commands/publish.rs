//! `vicinia publish`: sign files and share them.
//!
//! Owns: flags and the last words. [`crate::sources`] finds the files, [`crate::publishing`] sends them.

use crate::client::Client;
use crate::context::{Context, Exit};
use crate::progress::Bar;
use crate::publishing::{self, Report};
use crate::show::report::report;
use crate::sources;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use protocol::api::{Problem, ProblemKind};
use protocol::vocabulary::WORK_KIND;
use std::path::PathBuf;
use std::sync::Arc;

const EXAMPLES: &str = "\
Examples:
  vicinia publish --example practice > our-practice.md     a file to start from
  vicinia publish --dry-run our-practice.md                what would happen
  vicinia publish our-practice.md
  vicinia publish practices/                               every .md and .txt file of a folder

Publishing a file again makes a new revision if it has changed, and nothing if it has not. One whose work was
withdrawn is left out until it has changed; then it is a new work.";

/// Sign files and share them
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, after_long_help = node::intake::fields_help())]
pub(crate) struct Arguments {
    /// Markdown or text files, or folders of them
    #[arg(value_name = "FILE|FOLDER", required_unless_present = "example")]
    paths: Vec<PathBuf>,
    /// Print an example file and do nothing else
    #[arg(long, value_name = "KIND", value_parser = kind_parser(), conflicts_with_all = ["paths", "dry_run"])]
    example: Option<u16>,
    /// Only say what would happen
    #[arg(long, short = 'n')]
    dry_run: bool,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        if let Some(kind) = self.example {
            return example(context, kind);
        }
        let document = self.publish(context).await?;
        context.print(&document, report);
        if document.dry_run {
            context.output.hint("\nNothing was published: this was a dry run.");
        }
        Ok(document.exit())
    }

    async fn publish(&self, context: &Context) -> Result<Report, Problem> {
        let found = sources::collect(&self.paths)?;
        if found.files.is_empty() {
            let problem = Problem::new(ProblemKind::NotFound, "There is no .md or .txt file to publish.");
            return Err(problem.hint("An example to start from: vicinia publish --example practice"));
        }
        let client = Arc::new(Client::open(&context.folder()?).await?);
        let bar = Bar::new(&context.output, "Publishing", found.files.len() as u64);
        let outcome = publishing::publish(&client, found, self.dry_run, &bar).await;
        if let Some(client) = Arc::into_inner(client) {
            client.close().await;
        }
        outcome
    }
}

/// A file to start from.
fn example(context: &Context, kind: u16) -> Result<Exit, Problem> {
    let missing = || Problem::new(ProblemKind::NotFound, "There is no example of this kind.");
    context.output.print(node::intake::example(kind).ok_or_else(missing)?);
    Ok(Exit::OK)
}

fn kind_parser() -> impl clap::builder::TypedValueParser<Value = u16> {
    PossibleValuesParser::new(WORK_KIND.keys()).map(|key| WORK_KIND.code(&key).unwrap_or_default())
}
