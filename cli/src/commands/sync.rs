//! `vicinia sync`: compare the library with everyone connected, now.

use crate::context::{Context, Exit};
use protocol::api::{Done, Problem, Request};

/// Compare the library with everyone connected, now
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        let done: Done = context.ask_running("Comparing libraries", Request::Sync).await?;
        Ok(context.print(&done, |done, _| done.message.clone()))
    }
}
