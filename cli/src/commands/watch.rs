//! `vicinia watch`: searches that are saved, and what is new about them.

use crate::context::{Context, Exit, quoted};
use crate::filters::{filter, filters};
use crate::show::watch::{again, list, news};
use protocol::api::{Problem, Request, WatchAct, WatchNews, WatchQuestion, Watches};

const EXAMPLES: &str = "\
Examples:
  vicinia watch add rents \"garanzia affitto\" --filter kind=practice
  vicinia watch show rents                what came since you last looked
  vicinia watch list";

/// Save searches and see what is new about them
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Save a search
    Add(Add),
    /// List the searches saved
    List,
    /// Show the works that came, or came in a new revision, since you last looked
    Show {
        /// Its name
        name: String,
        /// Show them again next time
        #[arg(long)]
        keep: bool,
    },
    /// Forget a saved search
    Remove {
        /// Its name
        name: String,
    },
}

#[derive(Debug, clap::Args)]
struct Add {
    /// A name for it, at most 64 letters
    name: String,
    /// What to look for: works that have all of it; without words, every work
    words: Vec<String>,
    /// Only works with this value of a facet; may be repeated
    #[arg(long, value_name = "FACET=VALUE", value_parser = filter)]
    filter: Vec<(String, String)>,
    /// Only the words as typed: add nothing
    #[arg(long)]
    exact: bool,
    /// Count everything after this change as new, as `watch list` numbers them
    #[arg(long, value_name = "N")]
    seen: Option<u64>,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        match self.verb {
            Verb::Add(add) => add.run(context).await,
            Verb::List => {
                let answer: Watches = context.ask("Looking", Request::Watch(WatchAct::List)).await?;
                Ok(context.print(&answer, list))
            }
            Verb::Show { name, keep } => show(context, name, keep).await,
            Verb::Remove { name } => remove(context, name).await,
        }
    }
}

impl Add {
    async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let query = self.words.join(" ");
        let question = WatchQuestion { query, filters: filters(&self.filter), exact: self.exact };
        let act = WatchAct::Add { name: self.name, question, seen: self.seen };
        let answer: Watches = context.ask("Saving", Request::Watch(act)).await?;
        let exit = context.print(&answer, |_, _| "Saved: what comes from now on is new.".to_owned());
        if let [watch] = answer.watches.as_slice() {
            let name = quoted(watch.name.as_ref());
            context.output.hint(&context.command(&format!("watch show {name}")));
        }
        Ok(exit)
    }
}

async fn show(context: &Context, name: String, keep: bool) -> Result<Exit, Problem> {
    let act = WatchAct::Show { name, keep };
    let answer: WatchNews = context.ask_index("Looking", Request::Watch(act)).await?;
    Ok(context.print(&answer, news))
}

async fn remove(context: &Context, name: String) -> Result<Exit, Problem> {
    let answer: Watches = context.ask("Removing", Request::Watch(WatchAct::Remove { name })).await?;
    let exit = context.print(&answer, |_, _| "Forgotten.".to_owned());
    for watch in &answer.watches {
        context.output.hint(&format!("To have it back:  {}", context.command(&again(watch))));
    }
    Ok(exit)
}
