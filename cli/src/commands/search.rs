//! `vicinia search`: find works in the library on this computer.

use crate::context::{Context, Exit, io};
use crate::filters::{filter, filters};
use crate::moment::counted;
use crate::show::search::{next, search};
use protocol::api::{
    ExportFormat, Exported, Problem, Request, SEARCH_LIMIT, SearchAnswer, SearchRequest, Sort,
};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  vicinia search \"garanzia affitto\"
  vicinia search 'kind:training lang:it accoglienza'
  vicinia search --language it --language en \"shared flats\"
  vicinia search 'tipo:formazione paese:IT -pilota'
  vicinia search '(rent guarantee) OR loyer -\"public housing\"'
  vicinia search --filter kind=practice --filter country=IT affitto
  vicinia search --facets affitto         what the works found have in common
  vicinia search affitto --export csv --output affitto.csv
  vicinia search                          the newest works

Quoted words stand together, exactly so; what is left out with - is left out as
written. Fields: kind, area, target, solution, language, country, region, by, after,
before and the other facets, in any language of the interface.";

/// Find works
#[derive(Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// What to look for; without words, the newest works
    words: Vec<String>,
    /// At most this many hits
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=SEARCH_LIMIT as i64))]
    limit: u16,
    /// Hits to skip
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// Language you prefer to read; may be repeated, best first
    #[arg(long, value_name = "CODE")]
    language: Vec<String>,
    /// Only works with this value of a facet; may be repeated
    #[arg(long, value_name = "FACET=VALUE", value_parser = filter)]
    filter: Vec<(String, String)>,
    /// In which order: relevance, newest, oldest or title
    #[arg(long, value_name = "ORDER", default_value = "relevance", value_parser = sort, hide_default_value = true)]
    sort: Sort,
    /// Only the words as typed: add nothing, guess nothing
    #[arg(long)]
    exact: bool,
    /// Add no words in other languages
    #[arg(long)]
    no_expand: bool,
    /// Leave out one of the added concepts; may be repeated
    #[arg(long, value_name = "CONCEPT")]
    without: Vec<String>,
    /// Count the works found by kind, area, country and so on
    #[arg(long)]
    facets: bool,
    /// Write the whole list, up to a thousand works: csv, jsonl, bibtex or ris
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    #[arg(conflicts_with_all = ["limit", "offset", "facets"])]
    export: Option<ExportFormat>,
    /// Into this file rather than to standard output
    #[arg(long, value_name = "FILE", requires = "export")]
    output: Option<PathBuf>,
}

fn sort(text: &str) -> Result<Sort, String> {
    serde_json::from_value(text.into()).map_err(|_| "one of: relevance, newest, oldest, title".to_owned())
}

fn format(text: &str) -> Result<ExportFormat, String> {
    serde_json::from_value(text.into()).map_err(|_| "one of: csv, jsonl, bibtex, ris".to_owned())
}

impl Arguments {
    pub(crate) async fn run(self, context: &Context) -> Result<Exit, Problem> {
        if let Some(format) = self.export {
            let request = Request::Export { search: self.question(), format };
            let exported = context.ask_index("Gathering", request).await?;
            return write(context, &exported, self.output.as_deref());
        }
        let answer: SearchAnswer = context.ask_index("Searching", Request::Search(self.question())).await?;
        let exit = context.print(&answer, search);
        let commands = next(&answer, self.offset);
        if !commands.is_empty() {
            let lines: Vec<_> = commands.iter().map(|words| context.command(words)).collect();
            context.output.hint(&format!("\n{}", lines.join("\n")));
        }
        Ok(exit)
    }

    fn question(&self) -> SearchRequest {
        let mut without = self.without.clone();
        without.extend(self.no_expand.then(|| "*".to_owned()));
        SearchRequest {
            filters: filters(&self.filter),
            sort: self.sort,
            exact: self.exact,
            without,
            facets: self.facets,
            query: self.words.join(" "),
            limit: usize::from(self.limit),
            offset: self.offset,
            languages: self.language.clone(),
            ..SearchRequest::default()
        }
    }
}

/// What became of a file of works, for scripts.
#[derive(serde::Serialize)]
struct Written {
    schema_version: u32,
    works: u64,
    total: u64,
    file: PathBuf,
}

fn write(context: &Context, exported: &Exported, file: Option<&Path>) -> Result<Exit, Problem> {
    let Exported { schema_version, works, total, .. } = *exported;
    let Some(file) = file else {
        let exit = context.print(exported, |exported, _| exported.text.clone());
        if total > works {
            context.output.hint(&cut(works, total));
        }
        return Ok(exit);
    };
    std::fs::write(file, &exported.text).map_err(|error| io("Writing", file, &error))?;
    let written = Written { schema_version, works, total, file: file.to_path_buf() };
    Ok(context.print(&written, |written, _| {
        let mut text = format!("{} in {}.", counted(works, "work"), written.file.display());
        if total > works {
            text += &format!(" {}", cut(works, total));
        }
        text
    }))
}

fn cut(works: u64, total: u64) -> String {
    format!("These are the first {works} of {total}: narrow the question for the others.")
}
