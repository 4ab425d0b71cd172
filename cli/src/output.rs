//! Where words go: data to standard output, talk to standard error.
//!
//! Owns: `--json`, `--quiet`, colour, the width, and that a reader who has seen enough (`| head`) is no
//! error. Refuses to know what is said: see [`crate::show`].

use crate::args::Global;
use crate::context::Exit;
use crate::show::style::{BAD, DIM, WARN, clean, paint, paint_lines};
use protocol::api::{Problem, SCHEMA_VERSION};
use serde::Serialize;
use std::io::{IsTerminal as _, Write};

/// The widest line we write: longer ones are hard to read.
const WIDEST: usize = 100;
/// The width without a terminal.
const WIDTH: usize = 80;

/// Where words go.
#[derive(Debug, Clone)]
pub(crate) struct Output {
    json: bool,
    quiet: bool,
    verbose: u8,
    width: usize,
}

/// A problem as a script reads it.
#[derive(Serialize)]
struct ProblemDocument<'a> {
    schema_version: u32,
    error: &'a Problem,
}

impl Output {
    pub(crate) fn new(global: &Global) -> Self {
        let width =
            terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0).clamp(40, WIDEST));
        Self { json: global.json, quiet: global.quiet, verbose: global.verbose, width }
    }

    /// Before the arguments are known.
    pub(crate) const fn plain(json: bool) -> Self {
        Self { json, quiet: false, verbose: 0, width: WIDTH }
    }

    pub(crate) const fn json(&self) -> bool {
        self.json
    }

    pub(crate) const fn quiet(&self) -> bool {
        self.quiet
    }

    pub(crate) const fn verbose(&self) -> u8 {
        self.verbose
    }

    pub(crate) const fn width(&self) -> usize {
        self.width
    }

    /// Whether a person watches the talk, so that progress is worth drawing.
    pub(crate) fn watched(&self) -> bool {
        !self.quiet && std::io::stderr().is_terminal()
    }

    /// Data, as text.
    pub(crate) fn print(&self, text: &str) {
        write(&mut anstream::stdout(), text);
    }

    /// Data, as the one JSON document.
    pub(crate) fn document<T: Serialize>(&self, document: &T) {
        match serde_json::to_string_pretty(document) {
            Ok(text) => write(&mut anstream::stdout(), &text),
            Err(error) => self.warn(&format!("The document could not be written as JSON: {error}.")),
        }
    }

    /// Talk: what happens, what to do next. Nothing a script needs.
    pub(crate) fn talk(&self, text: &str) {
        if !self.quiet {
            write(&mut anstream::stderr(), text);
        }
    }

    /// A next step, less loud than what was asked for.
    pub(crate) fn hint(&self, text: &str) {
        self.talk(&paint_lines(DIM, text));
    }

    /// Something to look at, even with `--quiet`.
    pub(crate) fn warn(&self, text: &str) {
        write(&mut anstream::stderr(), &format!("{} {}", paint(WARN, "note:"), clean(text)));
    }

    /// Why a command was not done: one document for scripts, a sentence and a hint for people.
    pub(crate) fn problem(&self, problem: &Problem) -> Exit {
        let problem = &Problem { message: sentence(&problem.message), ..problem.clone() };
        if self.json {
            self.document(&ProblemDocument { schema_version: SCHEMA_VERSION, error: problem });
        } else {
            write(&mut anstream::stderr(), &problem_text(problem));
        }
        problem.kind.into()
    }
}

fn problem_text(problem: &Problem) -> String {
    let mut text = format!("{} {}", paint(BAD, "error:"), clean(&problem.message));
    for line in problem.hint.iter().flat_map(|hint| hint.lines()) {
        text.push_str(&format!("\n  {}", clean(line)));
    }
    text
}

/// With a capital letter and a full stop, whoever wrote it. Only a plain word gets the capital: what was
/// typed and what is the name of something stay as they are.
fn sentence(words: &str) -> String {
    let end = if words.ends_with(['.', '!', '?', ':', '…']) { "" } else { "." };
    let first = words.split(' ').next().unwrap_or_default();
    let plain = first.trim_end_matches([',', ':']).bytes().all(|byte| byte.is_ascii_lowercase());
    let mut letters = words.chars();
    match letters.next() {
        Some(letter) if plain => format!("{}{}{end}", letter.to_ascii_uppercase(), letters.as_str()),
        _ => format!("{words}{end}"),
    }
}

/// Whoever closes the pipe has read enough, and a full disk has nobody to be told about it here.
fn write(stream: &mut impl Write, text: &str) {
    let end = if text.ends_with('\n') { "" } else { "\n" };
    let _closed = stream.write_all(format!("{text}{end}").as_bytes()).and_then(|()| stream.flush());
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::api::ProblemKind;

    #[test]
    fn a_problem_is_one_document_with_kind_message_and_hint() {
        let problem = Problem::new(ProblemKind::NotRunning, "The node is not running.").hint("Start it.");
        let document = ProblemDocument { schema_version: SCHEMA_VERSION, error: &problem };
        assert_eq!(
            serde_json::to_value(&document).expect("serialisable"),
            serde_json::json!({
                "schema_version": 1,
                "error": {"kind": "not_running", "message": "The node is not running.", "hint": "Start it."},
            })
        );
    }

    #[test]
    fn hints_stand_under_the_sentence() {
        let problem = Problem::new(ProblemKind::NotFound, "Nothing here.").hint("Do this\nor that");
        let text = anstream::adapter::strip_str(&problem_text(&problem)).to_string();
        assert_eq!(text, "error: Nothing here.\n  Do this\n  or that");
    }

    #[test]
    fn only_our_own_words_get_a_capital_letter() {
        assert_eq!(sentence("nothing here"), "Nothing here.");
        assert_eq!(sentence("Already said!"), "Already said!");
        let typed =
            ["`zz!` is no id", "nb/N/vicinia.toml: unknown field", "nosuch.md cannot be read", "0a is none"];
        for words in typed {
            assert_eq!(sentence(words), format!("{words}."));
        }
    }

    #[test]
    fn what_peers_wrote_cannot_steer_the_terminal() {
        let problem = Problem::new(ProblemKind::Failure, "\u{1b}[2Jgone");
        assert!(!problem_text(&problem).contains("\u{1b}[2J"));
    }
}
