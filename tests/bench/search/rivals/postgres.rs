//! PostgreSQL's full text: a generated column with a GIN index, best ten by `ts_rank`, through `psql` to a
//! cluster of its own (`cluster.py`) that lives as long as this does.

use super::{HITS, Rival, Texts};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Nobody waits longer for an answer.
const PATIENCE: &str = "SET statement_timeout = '30s';";
const TABLE: &str = "CREATE UNLOGGED TABLE works (number bigint, text text, \
     words tsvector GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED);";
const INDEX: &str = "CREATE INDEX ON works USING gin (words); VACUUM ANALYZE works;";
/// All that is kept but the texts, which the others do not keep.
const BYTES: &str = "SELECT pg_total_relation_size('works') - sum(pg_column_size(text)) FROM works;";

pub(crate) struct Postgres {
    cluster: Child,
    /// Its input: when that ends, it ends.
    held: Option<ChildStdin>,
    session: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

fn piped(command: &mut Command) -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it is installed");
    let (stdin, stdout) = (child.stdin.take().expect("piped"), child.stdout.take().expect("piped"));
    (child, stdin, BufReader::new(stdout))
}

impl Postgres {
    /// Runs statements and gives the lines they answer.
    fn run(&mut self, statements: &str) -> Vec<String> {
        writeln!(self.questions, "{statements}\nSELECT '.';").expect("psql listens");
        self.questions.flush().expect("psql listens");
        let lines = (&mut self.answers).lines().map(|line| line.expect("psql answers"));
        lines.take_while(|line| line != ".").collect()
    }
}

impl Rival for Postgres {
    const NAME: &'static str = "PostgreSQL";
    const FORGETS: bool = false;

    fn build(folder: &Path, texts: Texts<'_>) -> Self {
        let mut made = Self::open(folder);
        made.run(TABLE);
        writeln!(made.questions, "COPY works (number, text) FROM STDIN;").expect("psql listens");
        for (number, text) in texts {
            // Words have no backslashes.
            let line = text.replace('\\', " ").replace(['\n', '\r', '\t'], " ");
            writeln!(made.questions, "{number}\t{line}").expect("psql listens");
        }
        writeln!(made.questions, "\\.").expect("psql listens");
        made.run(INDEX);
        made.run(PATIENCE);
        made
    }

    /// It writes where its own user may.
    fn open(_: &Path) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/search/cluster.py");
        let (cluster, held, mut said) = piped(&mut Command::new(script));
        let mut socket = String::new();
        said.read_line(&mut socket).expect("it says where it is");
        let mut psql = Command::new("psql");
        psql.args(["-qAtX", "-U", "bench", "-d", "postgres", "-h", socket.trim()]);
        let (session, questions, answers) = piped(&mut psql);
        Self { cluster, held: Some(held), session, questions, answers }
    }

    fn bytes(&mut self, _: &Path) -> u64 {
        self.run(BYTES).first().and_then(|line| line.parse().ok()).unwrap_or(0)
    }

    fn ask(&mut self, question: &str, all: bool) -> usize {
        let words: Vec<String> = question.split(' ').map(|word| format!("'{word}'")).collect();
        let query = words.join(if all { " & " } else { " | " }).replace('\'', "''");
        let asked = format!("FROM works, to_tsquery('simple', '{query}') asked WHERE words @@ asked");
        let best = format!("SELECT number {asked} ORDER BY ts_rank(words, asked) DESC LIMIT {HITS};");
        let lines = self.run(&format!("{best} SELECT count(*) {asked};"));
        lines.last().and_then(|line| line.parse().ok()).unwrap_or(0)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let _ = self.questions.write_all(b"\\q\n").and_then(|()| self.questions.flush());
        let _ = self.session.wait();
        drop(self.held.take());
        let _ = self.cluster.wait();
    }
}
