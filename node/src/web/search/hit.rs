//! A hit as a list shows it.

use super::super::language::{Words, is_right_to_left};
use protocol::api::{Hit, Reason, Translation};
use protocol::vocabulary;

/// A run of text, matched or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::web) struct Piece {
    pub(in crate::web) text: String,
    pub(in crate::web) hit: bool,
}

/// A translation of a hit, to follow.
#[derive(Debug, Clone)]
pub(in crate::web) struct Elsewhere {
    pub(in crate::web) id: String,
    /// BCP 47.
    pub(in crate::web) language: String,
    pub(in crate::web) language_label: String,
    pub(in crate::web) title: String,
}

/// A hit, ready to be shown.
#[derive(Debug, Clone)]
pub(in crate::web) struct HitView {
    pub(in crate::web) id: String,
    pub(in crate::web) title: Vec<Piece>,
    /// The title without marks.
    pub(in crate::web) name: String,
    pub(in crate::web) snippet: Vec<Piece>,
    /// Key of the kind, for its colour and sign.
    pub(in crate::web) kind: &'static str,
    pub(in crate::web) kind_label: String,
    pub(in crate::web) publisher: String,
    /// Place and region, in their own language.
    pub(in crate::web) place: String,
    pub(in crate::web) country: String,
    /// BCP 47, of title and snippet.
    pub(in crate::web) language: String,
    pub(in crate::web) language_label: String,
    pub(in crate::web) rtl: bool,
    pub(in crate::web) date: String,
    pub(in crate::web) stale: bool,
    pub(in crate::web) network_only: bool,
    /// A sentence; empty without documents.
    pub(in crate::web) documents: String,
    /// The same work in other languages.
    pub(in crate::web) translations: Vec<Elsewhere>,
    /// What it has in common with something, in words.
    pub(in crate::web) reasons: Vec<String>,
    /// Whether it is on the shortlist.
    pub(in crate::web) collected: bool,
}

impl HitView {
    /// A hit in the reader's words.
    pub(in crate::web) fn new(w: Words, hit: Hit, collected: &[String]) -> Self {
        let kind = vocabulary::WORK_KIND.keys().find(|key| *key == hit.kind).unwrap_or("other");
        let documents = hit.documents as u64;
        Self {
            title: pieces(&hit.title, &hit.title_highlights),
            name: hit.title,
            snippet: pieces(&hit.snippet, &hit.highlights),
            kind,
            kind_label: w.key(&vocabulary::WORK_KIND, kind),
            publisher: hit.publisher,
            place: hit.place,
            country: if hit.country.is_empty() { String::new() } else { w.country(&hit.country) },
            rtl: is_right_to_left(&hit.language),
            language_label: w.language(&hit.language),
            language: hit.language,
            date: w.date(hit.issued_at_ms),
            stale: hit.stale,
            network_only: hit.network_only,
            documents: if documents > 0 { w.n("hit-documents", documents) } else { String::new() },
            translations: hit.translations.into_iter().map(|one| elsewhere(w, one)).collect(),
            reasons: Vec::new(),
            collected: collected.contains(&hit.id),
            id: hit.id,
        }
    }

    /// With what it has in common with something.
    pub(in crate::web) fn because(mut self, w: Words, reasons: &[Reason]) -> Self {
        self.reasons = reasons.iter().map(|reason| reason_words(w, reason)).collect();
        self
    }
}

fn elsewhere(w: Words, one: Translation) -> Elsewhere {
    let language_label = w.language(&one.language);
    Elsewhere { id: one.id, language: one.language, language_label, title: one.title }
}

/// A reason for likeness, in words.
fn reason_words(w: Words, reason: &Reason) -> String {
    let value = w.facet_value(&reason.field, &reason.value).text;
    let named = |list: &str| w.maybe(&format!("{list}-{}", reason.field.replace('_', "-")));
    let field = named("reason")
        .or_else(|| named("facet"))
        .or_else(|| named("fact"))
        .unwrap_or_else(|| reason.field.clone());
    w.ss(if reason.nearly { "reason-nearly" } else { "reason-same" }, field, value)
}

/// Cuts a text at its marks; words marked one after the other become one piece. Marks that do not fit the
/// text are left out.
pub(in crate::web) fn pieces(text: &str, marks: &[(usize, usize)]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut done = 0;
    for (start, end) in marks {
        let (Some(before), Some(hit)) = (text.get(done..*start), text.get(*start..*end)) else { continue };
        done = *end;
        if let Some(last) = pieces.last_mut().filter(|last| last.hit && before.trim().is_empty()) {
            last.text.push_str(before);
            last.text.push_str(hit);
            continue;
        }
        for (text, is_hit) in [(before, false), (hit, true)] {
            if !text.is_empty() {
                pieces.push(Piece { text: text.to_owned(), hit: is_hit });
            }
        }
    }
    let rest = text.get(done..).unwrap_or_default();
    if !rest.is_empty() {
        pieces.push(Piece { text: rest.to_owned(), hit: false });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_do_not_fit_are_left_out() {
        let text = "αβγ δ";
        let whole = |pieces: Vec<Piece>| pieces.into_iter().map(|one| one.text).collect::<String>();
        for marks in [vec![], vec![(0, 2)], vec![(1, 3)], vec![(4, 2)], vec![(0, 99)], vec![(2, 4), (0, 2)]] {
            assert_eq!(whole(pieces(text, &marks)), text, "{marks:?}");
        }
        assert_eq!(pieces("abc", &[(1, 2)]).iter().filter(|one| one.hit).count(), 1);
    }

    #[test]
    fn words_marked_one_after_the_other_become_one_mark() {
        let marked = |marks: &[(usize, usize)]| -> Vec<String> {
            let hits = pieces("sei mensilità di canone, poi altro", marks).into_iter().filter(|one| one.hit);
            hits.map(|one| one.text).collect()
        };
        assert_eq!(marked(&[(4, 14), (15, 17), (18, 24)]), ["mensilità di canone"]);
        assert_eq!(marked(&[(4, 14), (18, 24)]), ["mensilità", "canone"], "what stands between is no mark");
        assert_eq!(marked(&[(18, 24), (26, 29)]), ["canone", "poi"], "nor is a comma");
    }
}
