//! `vicinia up`: run the node until it is asked to stop.
//!
//! Owns: starting, telling where it listens, stopping cleanly. Everything the node does is `node`'s.

use crate::context::{Context, Exit};
use crate::signals::{Stop, input_closed};
use node::config::Wish;
use node::{Config, Node};
use protocol::api::{Problem, SCHEMA_VERSION};
use serde::Serialize;
use std::path::PathBuf;
use tracing_subscriber::EnvFilter;

const EXAMPLES: &str = "\
Examples:
  vicinia up
  vicinia up --listen /ip4/0.0.0.0/tcp/4040 --listen /ip4/0.0.0.0/udp/4040/quic-v1
  vicinia up --web 127.0.0.1:8080
  vicinia up --log-format json 2>> /var/log/vicinia.log";

/// Run the node; Ctrl-C stops it
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Address to listen on, as a multiaddress; may be repeated
    #[arg(long, value_name = "ADDRESS")]
    listen: Vec<String>,
    /// Where the web pages are served (port 0: any that is free) [default: 127.0.0.1:8423]
    #[arg(long, value_name = "ADDRESS:PORT", conflicts_with = "no_web")]
    web: Option<String>,
    /// Serve no web pages
    #[arg(long)]
    no_web: bool,
    /// Let the office network read the pages without an account, works for members included
    #[arg(long, conflicts_with = "no_web")]
    office: bool,
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
    /// Where the web pages are, if they are served.
    web: Option<String>,
    /// Where figures are read, if they are served.
    metrics: Option<String>,
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        log(&self.log_format, context);
        let mut stop = Stop::listen()?;
        let data = context.folder()?;
        let mut config = Config::new(&data);
        config.listen = self.listen;
        config.office = self.office;
        config.web = match (self.web, self.no_web) {
            (_, true) => Wish::None,
            (Some(address), false) => Wish::At(address),
            (None, false) => Wish::Usual,
        };
        let node = Node::start(config).await?;
        let web = node.web();
        let document = Document {
            schema_version: SCHEMA_VERSION,
            data,
            web: web.map(|web| format!("http://{}/", web.address())),
            metrics: web.and_then(node::web::Web::metrics).map(|address| format!("http://{address}/metrics")),
            listening: node.listening().await,
        };
        context.print(&document, |document, _| lines(document));
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

/// One address a line: where other nodes come, then where people read.
fn lines(document: &Document) -> String {
    let mut lines = document.listening.clone();
    lines.extend(document.web.clone());
    lines.extend(document.metrics.clone());
    lines.join("\n")
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
