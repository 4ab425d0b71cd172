//! Proofs: what was checked again, and everything known about an id.

use super::style::{BAD, BOLD, DIM, GOOD, PLAIN, columns, paint, wrapped};
use super::{Page, short};
use protocol::api::{Inspection, Verification};

/// A sentence and each check.
pub(crate) fn verification(answer: &Verification, page: &Page) -> String {
    let work = short(&answer.work);
    let mut text = if answer.ok {
        paint(BOLD, &format!("Every check of {work} held."))
    } else {
        paint(BAD, &format!("{work} is not what it claims to be."))
    } + "\n\n";
    let widest = answer.checks.iter().map(|(what, ..)| columns(what)).max().unwrap_or(0);
    let indent = " ".repeat(widest + 5);
    for (what, held, words) in &answer.checks {
        let mark = if *held { paint(GOOD, "✓") } else { paint(BAD, "✗") };
        let space = " ".repeat(widest - columns(what));
        let words = wrapped(DIM, words, page.width, &indent);
        text += &format!(
            "{mark} {}{space}   {}",
            paint(PLAIN, what),
            words.strip_prefix(&indent).unwrap_or("\n")
        );
    }
    text
}

/// Fields, authority, standing and, if wanted, the bytes.
pub(crate) fn inspection(answer: &Inspection, bytes: bool, page: &Page) -> String {
    let mut text = format!("{} {}\n\n", paint(BOLD, &answer.what), paint(DIM, &answer.id));
    let widest = answer.fields.iter().map(|(name, _)| columns(name)).max().unwrap_or(0);
    let indent = " ".repeat(widest + 3);
    for (name, value) in &answer.fields {
        let space = " ".repeat(widest + 3 - columns(name));
        let value = wrapped(PLAIN, value, page.width, &indent);
        text += &format!("{}{space}{}", paint(DIM, name), value.strip_prefix(&indent).unwrap_or("\n"));
    }
    if let Some(standing) = &answer.standing {
        text += &format!("\n{}", wrapped(PLAIN, standing, page.width, ""));
    }
    if !answer.authority.is_empty() {
        text += &format!("\n{}\n", paint(BOLD, "Who vouches for it"));
    }
    for (position, step) in answer.authority.iter().enumerate() {
        let lines = wrapped(PLAIN, step, page.width, "     ");
        text += &format!("{:>3}. {}", position + 1, lines.trim_start());
    }
    if !answer.held_by.is_empty() {
        text += &format!("\n{}\n", paint(BOLD, "Who holds it, by their signed word"));
    }
    for holder in &answer.held_by {
        text += &wrapped(PLAIN, &holder.sentence, page.width, "     ");
    }
    if bytes {
        text += &format!("\n{}\n{}", paint(BOLD, "Bytes"), hexadecimal(&answer.bytes, page));
        for signature in &answer.signatures {
            text += &format!("\n{}\n{}", paint(BOLD, "Signature"), hexadecimal(signature, page));
        }
    }
    text
}

/// Lines of whole bytes.
fn hexadecimal(digits: &str, page: &Page) -> String {
    let line = (page.width / 16).max(1) * 16;
    let digits: Vec<char> = digits.chars().collect();
    digits.chunks(line).map(|line| line.iter().collect::<String>() + "\n").collect()
}
