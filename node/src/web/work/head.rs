//! A work for programs that read its page: schema.org, Dublin Core and what reference managers look for.

use super::super::language::Words;
use crate::citation::Cited;
use protocol::record::Publication;
use protocol::vocabulary;
use serde_json::{Value, json};

/// What stands in the page's head.
pub(in crate::web) struct Head {
    /// Name and content of each tag.
    pub(in crate::web) tags: Vec<(&'static str, String)>,
    /// schema.org as JSON that cannot end its element.
    pub(in crate::web) json: Script,
}

/// JSON inside a page.
pub(in crate::web) struct Script(String);

impl std::fmt::Display for Script {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Script {}

impl Script {
    /// Every sign that could end the element, or begin another, is written by its number.
    pub(in crate::web) fn new(value: &Value) -> Self {
        let text = value.to_string();
        let mut safe = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                    safe.push_str(&format!("\\u{:04x}", u32::from(letter)));
                }
                other => safe.push(other),
            }
        }
        Self(safe)
    }
}

impl Head {
    /// For a work.
    pub(super) fn new(w: Words, cited: &Cited, publication: &Publication) -> Self {
        let date = cited.date();
        let mut tags = vec![
            ("description", publication.summary.chars().take(300).collect()),
            ("DC.title", publication.title.clone()),
            ("DC.creator", cited.publisher.clone()),
            ("DC.publisher", cited.publisher.clone()),
            ("DC.date", date.clone()),
            ("DC.language", publication.language.clone()),
            ("DC.identifier", cited.identifier()),
            ("DC.rights", cited.licence.clone()),
            ("DC.type", cited.kind.clone()),
            ("DC.description", publication.summary.clone()),
            ("citation_title", publication.title.clone()),
            ("citation_author", cited.publisher.clone()),
            ("citation_publication_date", date.replace('-', "/")),
            ("citation_language", publication.language.clone()),
        ];
        tags.extend(publication.keywords.iter().map(|word| ("citation_keywords", word.clone())));
        tags.retain(|(_, content)| !content.is_empty());
        Self { tags, json: Script::new(&schema(w, cited, publication)) }
    }
}

fn schema(w: Words, cited: &Cited, publication: &Publication) -> Value {
    let training = publication.kind == protocol::record::publication::work_kind::TRAINING;
    let place = [publication.territory.name.as_str(), publication.territory.country.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    json!({
        "@context": "https://schema.org",
        "@type": if training { json!(["LearningResource", "CreativeWork"]) } else { json!("CreativeWork") },
        "identifier": cited.identifier(),
        "name": publication.title,
        "abstract": publication.summary,
        "inLanguage": publication.language,
        "license": cited.licence_address().unwrap_or_else(|| cited.licence.clone()),
        "publisher": { "@type": "Organization", "name": cited.publisher },
        "author": { "@type": "Organization", "name": cited.publisher },
        "datePublished": cited.date(),
        "genre": w.term(&vocabulary::WORK_KIND, publication.kind),
        "keywords": publication.keywords,
        "audience": w.terms(&vocabulary::TARGET_GROUP, &publication.target_groups),
        "spatialCoverage": place.join(", "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_cannot_end_its_element() {
        let script =
            Script::new(&json!({ "name": "</script><script>alert(1)</script><!-- \u{2028}" })).to_string();
        assert!(!script.contains('<') && !script.contains('>') && !script.contains('\u{2028}'), "{script}");
        let back: Value = serde_json::from_str(&script).expect("still JSON");
        assert!(back["name"].as_str().expect("a text").starts_with("</script>"));
    }
}
