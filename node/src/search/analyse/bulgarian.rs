//! Bulgarian, for which there is no Snowball stemmer: the article at the end of a noun, then the sign of the plural.
//!
//! Owns: these endings. Refuses to know: everything else of the grammar; a root (see above) brings together the rest.

/// Shorter words (letters) are left alone, and so many letters at least stay.
const MIN_LETTERS: usize = 5;
const MIN_LEFT: usize = 4;

/// Definite articles, longer ones first, with what stands before them: `общество` and `работа` end in none.
const ARTICLES: [(&str, &[&str]); 6] = [
    ("ият", &[""]),
    ("ът", &[""]),
    ("ят", &[""]),
    ("та", &["а", "я", "ст"]),
    ("то", &["о", "е"]),
    ("те", &["а", "е", "и", "о", "я"]),
];
/// Endings of number and gender, longer ones first.
const ENDINGS: [&str; 9] = ["ове", "еве", "а", "я", "о", "е", "и", "ъ", "й"];

/// The word without them.
pub(super) fn stem(word: &str) -> &str {
    if word.chars().count() < MIN_LETTERS {
        return word;
    }
    let article = ARTICLES.iter().find_map(|(article, before)| {
        let left = word.strip_suffix(article)?;
        before.iter().any(|before| left.ends_with(before)).then_some(left)
    });
    let left = article.filter(|left| left.chars().count() >= MIN_LEFT);
    without(left.unwrap_or(word), &ENDINGS)
}

fn without<'a>(word: &'a str, endings: &[&str]) -> &'a str {
    let cut = endings.iter().find_map(|ending| word.strip_suffix(ending));
    cut.filter(|left| left.chars().count() >= MIN_LEFT).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn a_noun_is_the_same_in_all_its_forms() {
        for forms in [
            ["гаранция", "гаранцията", "гаранции", "гаранциите"].as_slice(),
            &["община", "общината", "общини", "общините"],
            &["жилище", "жилището", "жилища", "жилищата"],
            &["фонд", "фондът", "фондове", "фондовете"],
            &["наемател", "наемателят", "наематели", "наемателите"],
            &["общество", "обществото", "общества", "обществата"],
            &["работа", "работата", "работи", "работите"],
            &["защита", "защитата", "защити"],
            &["възможност", "възможността", "възможности", "възможностите"],
        ] {
            let stems: std::collections::BTreeSet<&str> = forms.iter().map(|word| stem(word)).collect();
            assert_eq!(stems.len(), 1, "{stems:?}");
        }
        assert_eq!(stem("дом"), "дом");
    }
}
