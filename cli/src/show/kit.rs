//! The last words of `init` and `join`: the recovery kit.

use super::Page;
use super::style::{BOLD, PLAIN, WARN, paint, wrapped};
use std::path::Path;

/// What is shown once and never again.
pub(crate) struct Kit<'a> {
    pub(crate) headline: &'a str,
    /// To be read out to whoever admits us.
    pub(crate) fingerprint: Option<&'a str>,
    pub(crate) words: &'a str,
    pub(crate) file: &'a Path,
}

/// Headline, words in columns, and what to do with them.
pub(crate) fn kit(kit: &Kit<'_>, page: &Page) -> String {
    let mut text = format!("{}\n\n", paint(BOLD, kit.headline));
    if let Some(fingerprint) = kit.fingerprint {
        text += &format!(
            "The steward who admits you will ask for this fingerprint by telephone:\n  {}\n\n",
            paint(BOLD, fingerprint)
        );
    }
    text += &format!("{}\n", paint(WARN, "Write down these words on paper. They are shown only now."));
    text += "\n";
    text += &columns(kit.words);
    text += "\n";
    let advice = format!(
        "With the words and the file {} your organisation gets its keys back if this computer is lost. \
         Keep the paper and a copy of the file in two places, neither of them this computer.",
        kit.file.display()
    );
    text + &wrapped(PLAIN, &advice, page.width, "")
}

/// Four numbered columns, read downwards.
fn columns(words: &str) -> String {
    let words: Vec<_> = words.split_whitespace().collect();
    let rows = words.len().div_ceil(4);
    (0..rows)
        .map(|row| {
            let line: String = (row..words.len())
                .step_by(rows)
                .map(|position| format!("  {:>2} {:<12}", position + 1, words[position]))
                .collect();
            line.trim_end().to_owned() + "\n"
        })
        .collect()
}
