//! `vicinia`, the one program: a node of the federation and the commands to look after it.
//!
//! Owns: the way in (arguments) and the way out (exit codes). Each verb is a file of [`commands`], what
//! it prints is made in [`show`], and [`client`] speaks with the node. Refuses to know how anything is
//! stored, signed or carried: that is `node`'s and `protocol`'s business.

mod args;
mod client;
mod commands;
mod context;
mod deciding;
mod demo;
mod filters;
mod library;
mod moment;
mod organisation;
mod output;
mod passphrase;
mod progress;
mod prompt;
mod publishing;
mod show;
mod signals;
mod sources;

use args::{Early, Start};
use context::{Context, Exit};
use output::Output;
use protocol::api::Problem;
use std::process::ExitCode;

/// A node that was flooded once gives the memory back.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // The allocator asks for pages of 2 MB, most of which a quiet node would never fill.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    let arguments: Vec<_> = std::env::args_os().collect();
    let early = Early::of(&arguments);
    early.color.write_global();
    let exit = match args::parse(&arguments) {
        Start::Command(command, global) => {
            let context = Context::new(&global);
            run(*command, &context).unwrap_or_else(|problem| context.output.problem(&problem))
        }
        Start::Told { text, problem: None } => told(early, &text),
        Start::Told { text, problem: Some(problem) } => usage(early, &text, &problem),
    };
    ExitCode::from(exit.code())
}

fn run(command: commands::Command, context: &Context) -> Result<Exit, Problem> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| context::failure("The program could not start its threads", &error))?;
    let exit = runtime.block_on(command.run(context));
    // A thread may still sit reading standard input; what had to be stopped in order was.
    runtime.shutdown_background();
    exit
}

/// Help and versions, which were asked for.
fn told(early: Early, text: &str) -> Exit {
    Output::plain(early.json).print(text);
    Exit::OK
}

/// What was typed is not a command: the parser's words for people, one document for scripts.
fn usage(early: Early, text: &str, problem: &Problem) -> Exit {
    let output = Output::plain(early.json);
    if early.json {
        output.problem(problem)
    } else {
        output.talk(text.trim_end());
        problem.kind.into()
    }
}
