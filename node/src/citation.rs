//! How a work is cited: the name that is the same at every node, as BibTeX and as RIS.
//!
//! Owns: these formats, and that nothing written by others ends a field. A citation names no host. Refuses
//! to know where it goes. Neighbours: `export` puts many into a file, `web` shows one.

use crate::clock;
use protocol::api::Hit;
use protocol::vocabulary;

/// What a citation needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cited {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) language: String,
    pub(crate) kind: String,
    pub(crate) licence: String,
    pub(crate) issued_at_ms: u64,
}

impl Cited {
    /// Of a work as lists have it.
    pub(crate) fn of(hit: &Hit, licence: u16) -> Self {
        Self {
            id: hit.id.clone(),
            title: hit.title.clone(),
            publisher: hit.publisher.clone(),
            language: hit.language.clone(),
            kind: hit.kind.clone(),
            licence: vocabulary::LICENCE.key(licence).unwrap_or_default().to_owned(),
            issued_at_ms: hit.issued_at_ms,
        }
    }

    /// The day it was issued, `YYYY-MM-DD`.
    pub(crate) fn date(&self) -> String {
        clock::day_of(self.issued_at_ms).to_string()
    }

    pub(crate) fn year(&self) -> String {
        self.date().chars().take(4).collect()
    }

    /// The name that is the same at every node.
    pub(crate) fn identifier(&self) -> String {
        format!("urn:vicinia:work:{}", self.id)
    }

    /// Where the licence can be read.
    pub(crate) fn licence_address(&self) -> Option<String> {
        let creative = self.licence.strip_prefix("CC-BY")?;
        let kind = creative.trim_end_matches("-4.0").trim_end_matches("-3.0-IGO").to_ascii_lowercase();
        let version = if self.licence.ends_with("IGO") { "3.0/igo" } else { "4.0" };
        Some(format!("https://creativecommons.org/licenses/by{kind}/{version}/"))
    }

    /// BibTeX.
    pub(crate) fn bibtex(&self) -> String {
        let key: String = self.id.chars().take(12).collect();
        let field = |name: &str, value: &str| format!("  {name} = {{{}}},\n", bibtex_text(value));
        let publisher = format!("{{{}}}", bibtex_text(&self.publisher));
        let mut text = format!("@misc{{vicinia-{key},\n");
        text += &field("title", &self.title);
        text += &format!("  author = {{{publisher}}},\n");
        text += &field("year", &self.year());
        text += &field("language", &self.language);
        text += &field("note", &self.identifier());
        text + "}\n"
    }

    /// RIS.
    pub(crate) fn ris(&self) -> String {
        let date = self.date().replace('-', "/");
        let lines = [
            ("TY", "GEN"),
            ("TI", self.title.as_str()),
            ("AU", self.publisher.as_str()),
            ("PB", self.publisher.as_str()),
            ("PY", &self.year()),
            ("DA", &date),
            ("LA", self.language.as_str()),
            ("ID", &self.identifier()),
            ("ER", ""),
        ];
        lines.iter().map(|(tag, value)| format!("{tag}  - {}\r\n", one_line(value))).collect()
    }
}

/// One line without signs that only a screen understands.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// Signs that mean something to BibTeX are left out or escaped.
fn bibtex_text(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in one_line(text).chars() {
        match letter {
            '{' | '}' | '\\' => {}
            '%' | '#' | '&' | '$' | '_' => plain.extend(['\\', letter]),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited() -> Cited {
        Cited {
            id: "ab".repeat(32),
            title: "Fund } \\evil{x} 100 %\r\nER  - ".into(),
            publisher: "Comune & Ponte".into(),
            licence: "CC-BY-NC-ND-3.0-IGO".into(),
            issued_at_ms: 1_700_000_000_000,
            ..Cited::default()
        }
    }

    #[test]
    fn nothing_written_by_others_ends_a_field() {
        let (bib, ris) = (cited().bibtex(), cited().ris());
        assert_eq!(bib.matches('{').count(), bib.matches('}').count(), "{bib}");
        assert!(bib.contains("100 \\%") && bib.contains("Comune \\& Ponte"), "{bib}");
        assert_eq!(ris.lines().count(), 9, "{ris}");
    }

    #[test]
    fn licences_have_addresses() {
        let address = cited().licence_address();
        assert_eq!(address.as_deref(), Some("https://creativecommons.org/licenses/by-nc-nd/3.0/igo/"));
        let by = Cited { licence: "CC-BY-4.0".into(), ..cited() };
        assert_eq!(by.licence_address().as_deref(), Some("https://creativecommons.org/licenses/by/4.0/"));
    }
}
