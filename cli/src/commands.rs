//! The verbs, one file each: flags above, what is done below.
//!
//! Owns: the list of verbs. Each file asks the node through [`crate::client`] and prints through
//! [`crate::show`]; none knows another.

mod completions;
mod confirm;
mod demo;
mod help;
mod index;
mod init;
mod inspect;
mod invite;
mod join;
mod like;
mod man;
mod members;
mod node;
mod peers;
mod profile;
mod publish;
mod revise;
mod search;
mod show;
mod status;
mod suggest;
mod sync;
mod towns;
mod up;
mod verify;
mod watch;
mod withdraw;

use crate::context::{Context, Exit};
use protocol::api::Problem;

/// What can be asked of the program.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Demo(demo::Arguments),
    Init(init::Arguments),
    Join(join::Arguments),
    Up(up::Arguments),
    Status(status::Arguments),
    Search(search::Arguments),
    Suggest(suggest::Arguments),
    Like(like::Arguments),
    Towns(towns::Arguments),
    Watch(watch::Arguments),
    Show(show::Arguments),
    Verify(verify::Arguments),
    Inspect(inspect::Arguments),
    Publish(publish::Arguments),
    Revise(revise::Arguments),
    Confirm(confirm::Arguments),
    Withdraw(withdraw::Arguments),
    Profile(profile::Arguments),
    Invite(invite::Arguments),
    Members(members::Arguments),
    Node(node::Arguments),
    Peers(peers::Arguments),
    Sync(sync::Arguments),
    Index(index::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
    Help(help::Arguments),
}

impl Command {
    /// Does it.
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        match self {
            Self::Demo(arguments) => arguments.run(context).await,
            Self::Init(arguments) => arguments.run(context),
            Self::Join(arguments) => arguments.run(context),
            Self::Up(arguments) => arguments.run(context).await,
            Self::Status(arguments) => arguments.run(context).await,
            Self::Search(arguments) => arguments.run(context).await,
            Self::Suggest(arguments) => arguments.run(context).await,
            Self::Like(arguments) => arguments.run(context).await,
            Self::Towns(arguments) => arguments.run(context).await,
            Self::Watch(arguments) => arguments.run(context).await,
            Self::Show(arguments) => arguments.run(context).await,
            Self::Verify(arguments) => arguments.run(context).await,
            Self::Inspect(arguments) => arguments.run(context).await,
            Self::Publish(arguments) => arguments.run(context).await,
            Self::Revise(arguments) => arguments.run(context).await,
            Self::Confirm(arguments) => arguments.run(context).await,
            Self::Withdraw(arguments) => arguments.run(context).await,
            Self::Profile(arguments) => arguments.run(context).await,
            Self::Invite(arguments) => arguments.run(context).await,
            Self::Members(arguments) => arguments.run(context).await,
            Self::Node(arguments) => arguments.run(context).await,
            Self::Peers(arguments) => arguments.run(context).await,
            Self::Sync(arguments) => arguments.run(context).await,
            Self::Index(arguments) => arguments.run(context).await,
            Self::Completions(arguments) => arguments.run(context),
            Self::Man(arguments) => arguments.run(context),
            Self::Help(arguments) => arguments.run(context),
        }
    }
}
