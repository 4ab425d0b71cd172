//! What changed between two texts, word by word, as people read it.

use super::super::language::Words;
use protocol::record::Publication;

/// Words of one part that are compared one by one; more is shown as one change.
const WORDS: usize = 1_500;

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::web) struct Run {
    pub(in crate::web) text: String,
    /// What stands between it and the next: never underlined or struck out.
    pub(in crate::web) space: String,
    pub(in crate::web) what: What,
}

/// What became of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::web) enum What {
    /// In both.
    Same,
    /// In the newer one alone.
    Added,
    /// In the older one alone.
    Removed,
}

/// A part that differs: its heading and its runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::web) struct Part {
    pub(in crate::web) heading: String,
    /// The heading is the work's own.
    pub(in crate::web) own: bool,
    pub(in crate::web) runs: Vec<Run>,
}

/// The parts that differ, in the newer one's order; those that went come last.
pub(super) fn between(w: Words, old: &Publication, new: &Publication) -> Vec<Part> {
    let mut parts = vec![
        (w.t("part-title"), false, old.title.as_str(), new.title.as_str()),
        (w.t("part-summary"), false, old.summary.as_str(), new.summary.as_str()),
    ];
    let text = |one: &Publication, heading: &str| -> Option<usize> {
        one.sections.iter().position(|section| section.heading == heading)
    };
    for section in &new.sections {
        let before = text(old, &section.heading).map_or("", |at| old.sections[at].text.as_str());
        parts.push((section.heading.clone(), true, before, section.text.as_str()));
    }
    for section in old.sections.iter().filter(|one| text(new, &one.heading).is_none()) {
        parts.push((section.heading.clone(), true, section.text.as_str(), ""));
    }
    parts
        .into_iter()
        .filter(|(_, _, before, after)| before != after)
        .map(|(heading, own, before, after)| Part { heading, own, runs: runs(before, after) })
        .collect()
}

/// The two texts as one, with what was taken out and put in.
fn runs(old: &str, new: &str) -> Vec<Run> {
    let (old, new) = (words(old), words(new));
    if old.len() > WORDS || new.len() > WORDS {
        return [(What::Removed, old), (What::Added, new)]
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(what, words)| run(words.concat(), what))
            .collect();
    }
    let lengths = lengths(&old, &new);
    let (mut i, mut j) = (0, 0);
    let mut runs: Vec<(String, What)> = Vec::new();
    while i < old.len() || j < new.len() {
        let both = i < old.len() && j < new.len();
        if both && old[i] == new[j] {
            push(&mut runs, What::Same, new[j]);
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (both && lengths[i + 1][j] >= lengths[i][j + 1]) {
            push(&mut runs, What::Removed, old[i]);
            i += 1;
        } else {
            push(&mut runs, What::Added, new[j]);
            j += 1;
        }
    }
    runs.into_iter().map(|(text, what)| run(text, what)).collect()
}

fn run(mut text: String, what: What) -> Run {
    let space = text.split_off(text.trim_end().len());
    Run { text, space, what }
}

/// Words with the space behind them.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// Length of the longest common sequence of what follows each pair of places.
fn lengths(old: &[&str], new: &[&str]) -> Vec<Vec<u16>> {
    let mut lengths = vec![vec![0_u16; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i][j] = if old[i] == new[j] {
                lengths[i + 1][j + 1] + 1
            } else {
                lengths[i + 1][j].max(lengths[i][j + 1])
            };
        }
    }
    lengths
}

fn push(runs: &mut Vec<(String, What)>, what: What, word: &str) {
    match runs.last_mut() {
        Some((text, last)) if *last == what => text.push_str(word),
        _ => runs.push((word.to_owned(), what)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_texts_can_be_read_out_of_the_runs() {
        for (old, new) in [
            ("the fund pays four months", "the fund pays up to six months"),
            ("", "new"),
            ("gone", ""),
            ("a b c", "c b a"),
            ("same", "same"),
        ] {
            let runs = runs(old, new);
            let read = |skip: What| -> String {
                let read = runs.iter().filter(|run| run.what != skip);
                read.flat_map(|run| [run.text.as_str(), run.space.as_str()]).collect()
            };
            assert_eq!(read(What::Added).trim(), old.trim());
            assert_eq!(read(What::Removed).trim(), new.trim());
            assert!(runs.iter().all(|run| !run.text.ends_with(char::is_whitespace)), "{runs:?}");
        }
    }
}
