//! `vicinia index`: look after the search index, which can always be made anew.

use crate::client::Client;
use crate::context::{Context, Exit};
use crate::moment::counted;
use crate::progress;
use protocol::api::{Done, Problem, Request, Status};
use std::time::Duration;

const POLL: Duration = Duration::from_millis(100);

/// Look after the search index
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Make it anew from the library
    Rebuild,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let Verb::Rebuild = self.verb;
        let client = Client::open(&context.folder()?).await?;
        let answer = progress::waiting(&context.output, "Making the index anew", rebuild(&client)).await;
        client.close().await;
        Ok(context.print(&answer?, |done, _| done.message.clone()))
    }
}

/// Starts it and waits for its end: a stopped node's folder is closed after this.
async fn rebuild(client: &Client) -> Result<Done, Problem> {
    let mut done: Done = client.ask(Request::RebuildIndex).await?;
    loop {
        let status: Status = client.ask(Request::Status).await?;
        if !status.index.rebuilding && status.index.lag == 0 {
            let works = counted(status.library.searchable, "work");
            done.message = format!("The index has been made anew: {works} can be found.");
            return Ok(done);
        }
        tokio::time::sleep(POLL).await;
    }
}
