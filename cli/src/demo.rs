//! A network of three organisations, each a real node of its own on this computer.
//!
//! Owns: what is shown and in which order, and that nothing stays behind. [`node`] is one process,
//! [`network`] founds and joins, [`story`] publishes, waits, searches and checks.

pub(crate) mod document;
mod network;
mod node;
mod place;
mod story;

use crate::context::{Context, Exit};
use crate::show;
use crate::signals::Stop;
use document::Document;
use network::Network;
use place::Place;
use protocol::api::{Problem, ProblemKind};
use std::path::Path;

/// The organisations of the sample library; the first founds the network.
pub(crate) const FOLDERS: [&str; 3] = ["valdoro", "asterousa", "zavetje"];

/// Shows it, and clears up whatever happens.
pub(crate) async fn run(context: &Context, once: bool, keep: Option<&Path>) -> Result<Exit, Problem> {
    let mut stop = Stop::listen()?;
    let place = Place::new(keep)?;
    let mut network = Network::default();
    let outcome = tokio::select! {
        outcome = story::tell(&mut network, place.path(), context) => outcome,
        () = stop.asked() => Err(Problem::new(ProblemKind::Failure, "Stopped before everything was shown.")),
    };
    let exit = match outcome {
        Ok(document) => Ok(present(context, &mut network, &mut stop, &document, once).await),
        Err(problem) => Err(problem),
    };
    network.stop().await;
    if let Some(folder) = keep {
        context.output.hint(&format!("The data stay in {}, passphrases beside them.", folder.display()));
    }
    exit
}

async fn present(
    context: &Context,
    network: &mut Network,
    stop: &mut Stop,
    document: &Document,
    once: bool,
) -> Exit {
    context.print(document, show::demo::demo);
    if !once {
        context.output.talk(&show::demo::next(document));
        tokio::select! {
            () = stop.asked() => {}
            name = network.any_ended() => context.output.warn(&format!("The node of {name} has ended.")),
        }
    }
    if document.checks.iter().all(|check| check.ok) { Exit::OK } else { ProblemKind::Integrity.into() }
}
