//! What is shown of a text.

use super::super::concepts::thesaurus;
use super::{ByWord, FRAGMENT_BYTES, Snippet, Terms, plain};

fn terms(forms: &[&str]) -> Terms {
    let forms = forms.iter().enumerate().map(|(at, form)| ((*form).to_owned(), at));
    Terms::new(forms.collect(), Vec::new(), None, Vec::new())
}

fn hits(snippet: &Snippet) -> Vec<&str> {
    let pieces = snippet.fragments.iter().flatten();
    pieces.filter(|piece| piece.hit).map(|piece| piece.text.as_str()).collect()
}

fn shown(snippet: &Snippet) -> Vec<String> {
    let text = |pieces: &Vec<super::Piece>| pieces.iter().map(|piece| piece.text.as_str()).collect();
    snippet.fragments.iter().map(text).collect()
}

#[test]
fn inflected_and_accented_words_are_marked() {
    let snippet =
        terms(&["alloggio", "allogg", "citta"]).snippet("Gli alloggi dell'Alloggio in **città**.", "it");
    assert_eq!(hits(&snippet), ["alloggi", "Alloggio", "città"]);
    assert_eq!(shown(&snippet), ["Gli alloggi dell'Alloggio in città."]);
}

#[test]
fn a_word_being_typed_is_marked() {
    let typed = Terms::new(ByWord::default(), Vec::new(), Some("allo".to_owned()), Vec::new());
    assert_eq!(hits(&typed.snippet("Un alloggio", "it")), ["alloggio"]);
}

#[test]
fn every_word_of_a_label_is_marked_and_none_beyond() {
    let concept = |name| thesaurus().named(name).unwrap();
    let typed = Terms::new(ByWord::default(), Vec::new(), None, vec![concept("rent-guarantee")]);
    let hits = |text| hits(&typed.snippet(text, "it")).join(" ");
    assert_eq!(hits("La garanzia affitto copre i canoni."), "garanzia affitto");
    // The longest label counts, and another concept's is none of those looked for.
    assert_eq!(
        hits("Un fondo di garanzia per l'affitto per le case popolari"),
        "fondo di garanzia per affitto"
    );
    assert_eq!(
        hits("Le case popolari, poi garanzie affitto, garanzia affitto"),
        "garanzie affitto garanzia affitto"
    );
    let far = (0..9_000).map(|number| format!("x{number} ")).collect::<String>() + "garanzia affitto";
    assert_eq!(hits(&far), "garanzia affitto", "more words than are remembered lie before");
}

#[test]
fn the_densest_places_are_chosen_in_order() {
    let filler = "niente di interessante qui ".repeat(30);
    let text = format!("casa {filler} casa affitto {filler} affitto equo casa {filler}");
    let snippet = terms(&["casa", "affitto", "equo"]).snippet(&text, "it");
    let shown = shown(&snippet);
    assert_eq!(shown.len(), 2);
    assert!(shown[0].contains("casa affitto"), "{shown:?}");
    assert!(shown[1].contains("affitto equo casa"), "{shown:?}");
    assert!(shown.iter().all(|text| text.starts_with("… ") && text.ends_with(" …")));
    assert!(shown.iter().all(|text| text.len() < FRAGMENT_BYTES + 120));
}

#[test]
fn a_text_without_hits_shows_its_beginning() {
    let snippet = terms(&["x"]).snippet("# Title\n\nFirst words.", "en");
    assert_eq!(shown(&snippet), ["Title First words."]);
    assert_eq!(terms(&["x"]).snippet("", "").fragments.len(), 0);
}

#[test]
fn signs_of_markdown_go_and_words_stay() {
    let text = "# A *b*\n\n> - `c` [link](http://x.y/(z)) ![alt](i.png) d! [e] | f |\n```\ng\n```";
    assert_eq!(plain(text), "A b c link) alt d! e  f g");
}

#[test]
fn any_text_is_cut_at_letters() {
    for text in ["è".repeat(4_000), "אב ".repeat(2_000), "🙂".repeat(3_000), "a\u{0}![](".repeat(999)] {
        let snippet = terms(&["אב", "a"]).snippet(&text, "");
        assert!(snippet.fragments.len() <= 2);
    }
}
