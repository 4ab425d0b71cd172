//! How to cite a work: in a sentence, as BibTeX, as RIS and as JSON-LD, one or a whole list.
//!
//! Owns: the formats. A citation names no host: the identifier is the same at every node.

use super::language::Words;
use super::reader::Reader;
use super::trouble::Trouble;
use super::{App, work};
use crate::clock;
use crate::reading;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use protocol::api::Hit;
use protocol::id::WorkId;
use protocol::vocabulary;

/// What a citation needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cited {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) publisher: String,
    pub(super) language: String,
    pub(super) kind: String,
    pub(super) licence: String,
    pub(super) issued_at_ms: u64,
}

impl Cited {
    /// Of a work as lists have it.
    pub(super) fn of(hit: &Hit, licence: u16) -> Self {
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
    pub(super) fn date(&self) -> String {
        clock::day_of(self.issued_at_ms).to_string()
    }

    fn year(&self) -> String {
        self.date().chars().take(4).collect()
    }

    /// The name that is the same at every node.
    pub(super) fn identifier(&self) -> String {
        format!("urn:vicinia:work:{}", self.id)
    }

    /// Where the licence can be read.
    pub(super) fn licence_address(&self) -> Option<String> {
        let creative = self.licence.strip_prefix("CC-BY")?;
        let kind = creative.trim_end_matches("-4.0").trim_end_matches("-3.0-IGO").to_ascii_lowercase();
        let version = if self.licence.ends_with("IGO") { "3.0/igo" } else { "4.0" };
        Some(format!("https://creativecommons.org/licenses/by{kind}/{version}/"))
    }

    /// In a sentence.
    pub(super) fn sentence(&self, w: Words) -> String {
        let label = w.key(&vocabulary::WORK_KIND, &self.kind);
        format!("{} ({}). {}. [{}] {}", self.publisher, self.year(), self.title, label, self.identifier())
    }

    /// BibTeX.
    pub(super) fn bibtex(&self) -> String {
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
    pub(super) fn ris(&self) -> String {
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
fn one_line(text: &str) -> String {
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

/// A text as a file to keep.
pub(super) fn download(name: &str, media: &'static str, text: String) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let headers =
        [(header::CONTENT_TYPE, HeaderValue::from_static(media)), (header::CONTENT_DISPOSITION, disposition)];
    (headers, text).into_response()
}

/// `/w/<work>/cite.bib` and its like.
pub(super) async fn file(
    State(site): State<App>,
    reader: Reader,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let work: WorkId = id.parse().map_err(|_| Trouble::NotFound)?;
    let audience = site.audience;
    let reading = site.read(move |view| reading::work(view, work, audience)).await?;
    let reading = reading.ok_or(Trouble::NotFound)?;
    let publisher = site.services.governance.name_of(reading.organisation);
    let cited = work::cited(&reading, publisher).ok_or(Trouble::NotFound)?;
    let name: String = id.chars().take(12).collect();
    match file.as_str() {
        "cite.bib" => {
            Ok(download(&format!("{name}.bib"), "application/x-bibtex; charset=utf-8", cited.bibtex()))
        }
        "cite.ris" => {
            Ok(download(&format!("{name}.ris"), "application/x-research-info-systems", cited.ris()))
        }
        "work.jsonld" => {
            let publication = reading.publication.as_ref().ok_or(Trouble::NotFound)?;
            let text = work::json_ld(reader.w, &cited, publication);
            let media = HeaderValue::from_static("application/ld+json");
            Ok(([(header::CONTENT_TYPE, media)], text).into_response())
        }
        _ => Err(Trouble::NotFound),
    }
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
