//! `vicinia up`: run the node until it is asked to stop.
//!
//! Owns: starting, telling where it listens, stopping cleanly. Everything the node does is `node`'s.

use crate::context::{Context, Exit};
use crate::signals::{Stop, input_closed};
use node::{Config, Node};
use protocol::api::{Problem, SCHEMA_VERSION};
use serde::Serialize;
use std::path::PathBuf;
use tracing_subscriber::EnvFilter;

const EXAMPLES: &str = "\
Examples:
  vicinia up
  vicinia up --listen /ip4/0.0.0.0/tcp/4040 --listen /ip4/0.0.0.0/udp/4040/quic-v1
  vicinia up --log-format json 2>> /var/log/vicinia.log";

/// Run the node; Ctrl-C stops it
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Address to listen on, as a multiaddress; may be repeated
    #[arg(long, value_name = "ADDRESS")]
    listen: Vec<String>,
    /// How the log on standard error is written
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    log_format: String,
    /// Stop when standard input ends
    #[arg(long, hide = true)]
    until_stdin_closes: bool,
}

/// What `--json` prints once the node runs.
#[derive(Serialize)]
struct Document {
    schema_version: u32,
    data: PathBuf,
    listening: Vec<String>,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        log(&self.log_format, context);
        let mut stop = Stop::listen()?;
        let data = context.folder()?;
        let mut config = Config::new(&data);
        config.listen = self.listen;
        let node = Node::start(config).await?;
        let document = Document { schema_version: SCHEMA_VERSION, data, listening: node.listening().await };
        context.print(&document, |document, _| document.listening.join("\n"));
        context
            .output
            .hint(&format!("Running. Look at it with: {}   Stop it with Ctrl-C.", context.command("status")));
        tokio::select! {
            () = stop.asked() => {}
            () = input_closed(self.until_stdin_closes) => {}
            () = node.asked_to_stop() => {}
        };
        context.output.hint("Stopping.");
        tokio::select! {
            () = node.shutdown() => {}
            () = stop.asked() => context.output.warn("Stopped in a hurry. Nothing that was published is lost."),
        }
        Ok(Exit::OK)
    }
}

fn log(format: &str, context: &Context) {
    let level = match (context.output.quiet(), context.output.verbose()) {
        (true, _) => "error",
        (_, 0) => "warn,vicinia_node=info",
        (_, 1) => "info,vicinia_node=debug",
        _ => "debug",
    };
    let filter = EnvFilter::try_from_env("VICINIA_LOG").unwrap_or_else(|_| EnvFilter::new(level));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(anstream_writer).with_ansi(true);
    let _only_once =
        if format == "json" { log.json().try_init() } else { log.with_target(false).compact().try_init() };
}

/// Standard error with colour only where it is wanted.
fn anstream_writer() -> impl std::io::Write {
    anstream::stderr()
}
