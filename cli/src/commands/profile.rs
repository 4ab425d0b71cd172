//! `vicinia profile`: what an organisation says of itself.
//!
//! Owns: flags and the last words. The node reads, checks and signs the file.

use crate::context::{Context, Exit};
use crate::show::profile::{profile, set};
use crate::sources;
use protocol::api::{OrganisationProfile, Problem, ProfileReport, Request};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  vicinia profile set --example > our-profile.yaml         a file to start from
  vicinia profile set --dry-run our-profile.yaml           what others would read
  vicinia profile set our-profile.yaml
  vicinia profile show                                     your own
  vicinia profile show \"Comune di B\"                       another organisation's";

/// Say what your organisation is, knows and seeks
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    Show(Show),
    Set(Set),
}

/// Read what an organisation says of itself
#[derive(Debug, clap::Args)]
struct Show {
    /// Its name, id or the beginning of it; your own without it
    #[arg(value_name = "ORGANISATION")]
    organisation: Option<String>,
}

/// Sign what your organisation says of itself, in the place of what it said before
#[derive(Debug, clap::Args)]
#[command(after_long_help = node::intake::profile_help())]
struct Set {
    /// YAML, or Markdown with fields at its top
    #[arg(value_name = "FILE", required_unless_present = "example")]
    file: Option<PathBuf>,
    /// Print an example file and do nothing else
    #[arg(long, conflicts_with_all = ["file", "dry_run"])]
    example: bool,
    /// Only say what would happen
    #[arg(long, short = 'n')]
    dry_run: bool,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        match self.verb {
            Verb::Show(Show { organisation }) => {
                let request = Request::Profile { organisation };
                let answer: OrganisationProfile = context.ask("Looking", request).await?;
                Ok(context.print(&answer, profile))
            }
            Verb::Set(given) => given.run(context).await,
        }
    }
}

impl Set {
    async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let Some(path) = self.file else {
            context.output.print(node::intake::profile_example());
            return Ok(Exit::OK);
        };
        let file = sources::one(&path)?;
        let request = Request::SetProfile { file, dry_run: self.dry_run };
        let answer: ProfileReport = context.ask("Signing", request).await?;
        Ok(context.print(&answer, set))
    }
}
