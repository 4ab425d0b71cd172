//! What is found, in which order, and that every question gets an answer.

use std::sync::Arc;

use protocol::vocabulary;
use tempfile::TempDir;

use super::kit::{Dice, Library, WORDS, ask, found, id, numbers, opened, request, settle, work};
use crate::search::{Coded, Document, MAX_LIMIT, Request, Search, Sort};

/// A mixed library; the numbers are the works'.
fn mixed() -> (TempDir, Arc<Library>, Search) {
    let library = Library::new(1);
    for document in [
        work(1, "it", "Alloggi in affitto", "Il fondo di garanzia copre i mesi non pagati dell'inquilino."),
        work(2, "en", "Social rental agency", "The guarantee fund covers unpaid rent. See L'Aquila."),
        work(3, "de", "Wohnungen für Familien", "Die Bürgschaft der Stadt für die Wohnung."),
        work(4, "el", "Κατοικίες για όλους", "Η κατοικία στον δήμο, οδός ανοιχτή."),
        work(5, "bg", "Жилища за семейства", "Общината дава жилища под наем в края."),
        work(6, "sl", "Stanovanja za mlade", "Občina oddaja stanovanja mladim."),
        work(
            7,
            "",
            "Senza lingua",
            "Il comune ha aperto uno sportello e gli operatori hanno accolto le famiglie.",
        ),
        work(8, "pl", "Mieszkania", "Miasto wynajmuje mieszkania rodzinom w Łodzi."),
    ] {
        library.put(document);
    }
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);
    (folder, library, search)
}

#[test]
fn every_language_is_found_in_its_inflections() {
    let (_folder, _library, search) = mixed();
    for (query, work) in [
        ("alloggio", 1),
        ("garanzie", 1),
        ("inquilino", 1),
        ("guarantees", 2),
        ("aquila", 2),
        ("Wohnung", 3),
        ("burgschaft", 3),
        ("κατοικια", 4),
        ("ΟΔΟΣ", 4),
        ("жилища", 5),
        ("край", 0),
        ("stanovanja", 6),
        ("obcina", 6),
        ("operatore", 7),
        ("mieszkanie", 8),
        ("lodzi", 8),
    ] {
        let expected = if work == 0 { vec![] } else { vec![work] };
        let exactly = search.search(&Request { exact: true, ..request(query) });
        assert_eq!(numbers(&exactly), expected, "{query}");
    }
    assert_eq!(found(&search, "lang:it"), [7, 1]);
}

fn practice() -> Vec<(Coded, u16)> {
    vec![(Coded::Kind, 1)]
}

#[test]
fn words_phrases_exclusions_fields() {
    let library = Library::new(1);
    let filled = Document {
        publisher: "Comune di Bari".to_owned(),
        country: "IT".to_owned(),
        codes: vec![(Coded::Kind, 4), (Coded::Area, 2), (Coded::Area, 4)],
        keywords: vec!["mediazione".to_owned()],
        ..work(1, "it", "Formazione", "La rete dei comuni apre case.")
    };
    library.put(filled);
    library.put(Document {
        codes: practice(),
        ..work(2, "it", "Pratica", "I comuni della rete aprono una casa.")
    });
    library.put(Document {
        network_only: true,
        codes: practice(),
        ..work(3, "it", "Riservata", "La rete dei comuni.")
    });
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);

    for (query, works) in [
        ("\"rete dei comuni\"", vec![1]),
        ("\"RETE DEI COMUNI\" casa", vec![1]),
        ("rete -pratica", vec![1]),
        ("rete -\"comuni della\"", vec![1]),
        ("formazione OR pratica", vec![2, 1]),
        ("kind:training", vec![1]),
        ("kind:training OR kind:practice", vec![2, 1]),
        ("-kind:training", vec![2]),
        ("rete kind:practice", vec![2]),
        ("by:\"comune di bari\"", vec![1]),
        ("by:bari", vec![1]),
        ("area:participation country:it", vec![1]),
        ("area:specific-needs", vec![]),
        ("before:1970-01-02", vec![2, 1]),
        ("after:1970-01-02", vec![]),
        ("-before:1970-01-02", vec![]),
        ("-after:1970-01-02", vec![2, 1]),
        ("-by:\"comune di bari\"", vec![2]),
        ("mediazione", vec![1]),
        ("bari mediazioni", vec![1]),
        ("-rete", vec![]),
        ("", vec![2, 1]),
    ] {
        let mut hits = found(&search, query);
        if query.contains("OR p") {
            hits.sort_unstable_by(|a, b| b.cmp(a));
        }
        assert_eq!(hits, works, "{query}");
    }
    let insider = Request { include_network: true, ..request("rete") };
    assert_eq!(search.search(&insider).total, 3);
}

#[test]
fn titles_and_nearness_weigh_and_ties_are_settled() {
    let library = Library::new(1);
    library.put(work(1, "en", "Other", "About shared housing and many other things besides."));
    library.put(work(2, "en", "Shared housing", "About many other things besides, at length."));
    library.put(work(3, "en", "Other", "About housing and many other things besides shared."));
    let same = |number| Document { issued_at_ms: 7, ..work(number, "en", "Same", "twin") };
    for number in [10, 11, 12, 13] {
        library.put(same(number));
    }
    library.put(Document { issued_at_ms: 8, ..same(14) });
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);

    assert_eq!(found(&search, "shared housing"), [2, 1, 3]);
    let mut twins = [10, 11, 12, 13].map(|number| (id(number), number));
    twins.sort_unstable();
    let expected: Vec<u32> = std::iter::once(14).chain(twins.map(|(_, number)| number)).collect();
    assert_eq!(found(&search, "twin"), expected);
    let page = search.search(&Request { limit: 2, offset: 1, ..request("twin") });
    assert_eq!((page.total, numbers(&page)), (5, expected[1..3].to_vec()));
}

#[test]
fn works_with_some_of_the_words_are_shown_and_counted_apart() {
    let (_folder, _library, search) = mixed();
    let counted = |query: &str| {
        let answer = ask(&search, query);
        (answer.all_words, numbers(&answer))
    };
    assert_eq!(counted("guarantee unpaid"), (1, vec![2]));
    assert_eq!(counted("guarantee unicorn"), (0, vec![2]));
    let (all, some) = counted("unpaid unicorn Bürgschaft");
    assert!(all == 0 && some.contains(&2) && some.contains(&3), "{some:?}");
    assert_eq!(counted("unicorn dragon"), (0, vec![]));
    assert_eq!(counted("\"unpaid rent\" Wohnungen"), (0, vec![2]), "what is quoted must be there");
}

#[test]
fn concepts_find_across_languages_and_can_be_switched_off() {
    let (_folder, _library, search) = mixed();
    let answer = ask(&search, "fondo di garanzia");
    let concept = answer.expansions.first().expect("a concept of the field").clone();
    assert!(numbers(&answer).contains(&2), "the English guarantee fund: {:?}", numbers(&answer));
    assert_eq!(numbers(&answer)[0], 1, "the words themselves come first");
    assert!(concept.added.iter().any(|(language, _)| language == "en"), "{concept:?}");
    let without = Request { without: vec![concept.id.clone()], ..request("fondo di garanzia") };
    let answer = search.search(&without);
    assert_eq!(numbers(&answer), [1]);
    assert!(answer.expansions.iter().any(|one| one.id == concept.id && one.off));
    let exact = search.search(&Request { exact: true, ..request("fondo di garanzia") });
    assert_eq!((numbers(&exact), exact.expansions), (vec![1], vec![]));
}

#[test]
fn a_label_is_recognised_whatever_its_first_word_is() {
    let library = Library::new(1);
    // A stem of its own and no root, a stem and no root, both.
    library.put(work(1, "en", "One", "The rent guarantee."));
    library.put(work(2, "it", "Due", "La casa popolare."));
    library.put(work(3, "en", "Three", "The guarantee fund."));
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);
    let mut works = found(&search, "Mietbürgschaft");
    works.sort_unstable();
    assert_eq!(works, [1, 3]);
    assert_eq!(found(&search, "Sozialwohnung")[0], 2);
}

#[test]
fn guesses_are_labelled_and_never_mixed() {
    let (_folder, _library, search) = mixed();
    let answer = ask(&search, "garanzua");
    let guess = answer.guess.clone().expect("a letter is wrong");
    assert_eq!((guess.shown.as_str(), guess.exact.as_str(), guess.exact_total), ("garanzia", "garanzua", 0));
    assert_eq!(numbers(&answer)[0], 1);
    assert_eq!(search.search(&Request { exact: true, ..request("garanzua") }).total, 0);
    assert_eq!(ask(&search, "inquilino").guess, None);
    assert_eq!(ask(&search, "xqzvwj").guess, None);
}

#[test]
fn a_guess_is_a_word_as_people_write_it() {
    let library = Library::new(1);
    for number in 0..5 {
        library.put(work(number, "it", "Casa", "Gli affitti e l'affitto del condominio solidale."));
    }
    library.put(work(10, "hr", "Jamstvo", "Jamstvo najamnine za obitelji."));
    library.put(work(11, "sl", "Jamstvo", "Jamstvo najemnine za družine, najemnina vsak mesec."));
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);
    let shown = |query: &str| ask(&search, query).guess.map(|guess| guess.shown);
    // The dictionary has "affitt", the stem, too, and more works have it.
    assert_eq!(shown("affito").as_deref(), Some("affitto"));
    assert_eq!(shown("najamnina"), None, "found by its stem, so it is not mistyped");
    // Works with one of two words do not speak for the other.
    let answer = ask(&search, "condominio solidalle");
    assert_eq!(answer.guess.map(|guess| guess.shown).as_deref(), Some("condominio solidale"));
    assert_eq!(answer.all_words, 5);
    assert_eq!(shown("condominio ornitorinco"), None);
}

#[test]
fn what_is_for_members_is_not_told_by_completions() {
    let library = Library::new(1);
    let about = |number: u32, place: &str, network_only: bool| Document {
        place: place.to_owned(),
        publisher: format!("Comune di {place}"),
        network_only,
        ..work(number, "it", "Casa", "Parole")
    };
    library.put(about(1, "Segretopoli", true));
    library.put(about(2, "Apertopoli", false));
    library.put(about(3, "Ritirata", false));
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);
    library.remove(id(3));
    settle(&search, &library);
    let told = |typed: &str, include_network: bool| {
        let asked = Request { as_you_type: true, include_network, ..request(typed) };
        let found = search.suggest(&asked).unwrap();
        [found.places, found.organisations].concat()
    };
    assert_eq!(told("segreto", false), [""; 0]);
    assert_eq!(told("segreto", true), ["Segretopoli", "Comune di Segretopoli"]);
    assert_eq!(told("aperto", false), ["Apertopoli", "Comune di Apertopoli"]);
    assert_eq!(told("ritir", true), [""; 0], "withdrawn");
}

#[test]
fn what_is_quoted_is_marked_where_it_stands_together() {
    let (_folder, _library, search) = mixed();
    let terms = ask(&search, "\"fondo di garanzia\"").terms;
    let marked = |text: &str| -> Vec<String> {
        terms.ranges(text, "it").into_iter().map(|(start, end)| text[start..end].to_owned()).collect()
    };
    assert_eq!(marked("La garanzia: un fondo di garanzia di tutti"), ["fondo", "di", "garanzia"]);
    assert_eq!(marked("Fondo per la garanzia"), [""; 0]);
}

#[test]
fn a_filter_finds_what_its_count_promises() {
    let library = Library::new(1);
    for number in 0..60 {
        let words = if number < 25 { "garanzia affitto" } else { "garanzia" };
        let kind = if number % 5 == 0 { 1 } else { 4 };
        library.put(Document { codes: vec![(Coded::Kind, kind)], ..work(number, "it", "Titolo", words) });
    }
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);
    let asked = |filters| Request { facets: true, filters, ..request("garanzia affitto") };
    let answer = search.search(&asked(Vec::new()));
    let kinds = &answer.facets.iter().find(|one| one.field == "kind").unwrap().values;
    assert_eq!(kinds.iter().map(|one| one.count).sum::<u64>(), 25);
    for value in kinds {
        let found = search.search(&asked(vec![("kind".to_owned(), vec![value.key.clone()])]));
        assert_eq!(found.total as u64, value.count, "{}", value.key);
    }
}

#[test]
fn a_place_is_no_publisher() {
    let library = Library::new(1);
    library.put(Document { publisher: "Comune di Bari".to_owned(), ..work(1, "it", "Casa", "Parole") });
    library.put(Document {
        place: "Bari".to_owned(),
        region: "Puglia".to_owned(),
        ..work(2, "it", "Casa", "Parole")
    });
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);
    assert_eq!(found(&search, "by:Bari"), [1]);
    assert_eq!(found(&search, "luogo:Bari"), [2]);
    assert_eq!(found(&search, "region:puglia"), [2]);
}

#[test]
fn a_word_in_another_alphabet_is_another_word() {
    let library = Library::new(1);
    library.put(work(1, "it", "Fondo di garanzia", "Un fondo."));
    library.put(work(2, "uk", "Муніципальний фонд", "Про фонд."));
    library.put(work(3, "hr", "Stanovi", "Stanovi za obitelji."));
    library.put(work(4, "bg", "Гаранция", "Общината дава гаранция."));
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);
    assert_eq!(found(&search, "фонд")[0], 2, "not the stem that the Serbian algorithm writes in Latin");
    assert_eq!(found(&search, "гаранцията"), [4], "with its article");
}

#[test]
fn facets_count_without_their_own_filter() {
    let library = Library::new(1);
    for (number, kind, area, country) in
        [(1, 1, 1, "IT"), (2, 1, 2, "IT"), (3, 4, 1, "GR"), (4, 4, 2, "GR"), (5, 4, 2, "")]
    {
        library.put(Document {
            codes: vec![(Coded::Kind, kind), (Coded::Area, area)],
            country: country.to_owned(),
            review_by: if number == 5 { 0 } else { 20_260_600 + number },
            ..work(number, "it", "Casa", "Una casa per tutti")
        });
    }
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);
    let counts = |chosen: &[(&str, &str)], facet: &str| {
        let filters = chosen.iter().map(|(field, key)| ((*field).to_owned(), vec![(*key).to_owned()]));
        let asked =
            Request { facets: true, filters: filters.collect(), today: 20_260_603, ..request("casa") };
        let answer = search.search(&asked);
        let found = answer.facets.into_iter().find(|one| one.field == facet);
        let values = found.into_iter().flat_map(|facet| facet.values);
        values
            .map(|value| format!("{} {}{}", value.key, value.count, if value.chosen { "*" } else { "" }))
            .collect::<Vec<_>>()
    };
    assert_eq!(counts(&[], "kind"), ["training 3", "practice 2"]);
    assert_eq!(counts(&[("kind", "practice")], "kind"), ["training 3", "practice 2*"]);
    assert_eq!(counts(&[("kind", "practice")], "country"), ["IT 2"]);
    assert_eq!(counts(&[("kind", "practice"), ("country", "GR")], "country"), ["IT 2", "GR 0*"]);
    assert_eq!(counts(&[], "freshness"), ["current 2", "overdue 2", "unknown 1"]);
    assert_eq!(counts(&[("freshness", "overdue")], "kind"), ["practice 2"]);
}

#[test]
fn a_word_that_names_a_filter_is_offered_as_one() {
    let (_folder, _library, search) = mixed();
    let offers = ask(&search, "formazione garanzia").offers;
    assert_eq!((offers[0].field.as_str(), offers[0].key.as_str()), ("kind", "training"));
    assert_eq!(offers[0].query, "garanzia kind:training");
    let offered =
        |query: &str| ask(&search, query).offers.into_iter().map(|offer| offer.query).collect::<Vec<_>>();
    assert_eq!(offered("informazione formazione"), ["informazione kind:training"], "whole words only");
    assert_eq!(offered("corso (formazione)")[1], "corso kind:training");
    assert_eq!(offered("logement d'abord"), ["solution:housing-first"]);
    let narrowed = ask(&search, "tipo:formazione formazione").offers;
    assert_eq!(narrowed, [], "the filter is there already");
}

#[test]
fn hits_come_in_the_order_asked_for() {
    let (_folder, _library, search) = mixed();
    let sorted = |sort| numbers(&search.search(&Request { sort, ..request("") }));
    assert_eq!(sorted(Sort::Newest), [8, 7, 6, 5, 4, 3, 2, 1]);
    assert_eq!(sorted(Sort::Oldest), [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(sorted(Sort::Title)[..4], [1, 8, 7, 2]);
}

#[test]
fn a_word_being_typed_is_completed() {
    let (_folder, _library, search) = mixed();
    let typing = |query: &str| Request { as_you_type: true, exact: true, ..request(query) };
    for query in ["allog", "fondo gar", "οδ", "LAQ", "жил"] {
        assert!(search.search(&typing(query)).total <= 2, "{query}");
    }
    assert_eq!(numbers(&search.search(&typing("fondo gar"))), [1]);
    assert_eq!(
        search.search(&typing("fondo gar ")).hits.len(),
        search.search(&request("fondo gar")).hits.len()
    );
    assert_eq!(search.search(&request("stanov")).total, 0);
    let answer = search.search(&typing("wohn"));
    let snippet = answer.terms.snippet("Viele Wohnungen hier", "de");
    assert!(snippet.fragments[0].iter().any(|piece| piece.hit && piece.text == "Wohnungen"));
}

#[test]
fn no_query_is_refused() {
    let (_folder, library, search) = mixed();
    let mut dice = Dice::new(7);
    let odd = [
        "\"",
        "-",
        "(",
        ")",
        ":",
        "OR",
        "AND",
        "kind:",
        "by:\"",
        "lang:it",
        "after:",
        "\u{0}",
        "🙂",
        "\u{202e}",
        "'",
        "«",
        "*",
        "?",
        "~2",
        "^9",
        "[a TO z]",
        "\\",
        "//",
        "é\u{301}\u{301}",
        "l'",
        "-\"-\"",
        "\u{feff}",
    ];
    for _ in 0..1_000 {
        let mut query = String::new();
        for _ in 0..dice.roll(40) {
            let piece = if dice.roll(3) == 0 { dice.pick(WORDS) } else { dice.pick(&odd) };
            query.push_str(piece);
            if dice.roll(2) == 0 {
                query.push(' ');
            }
        }
        let request = Request { as_you_type: dice.roll(2) == 0, limit: dice.roll(200), ..request(&query) };
        let answer = search.search(&request);
        assert!(!answer.failed && answer.hits.len() <= MAX_LIMIT, "{query:?}");
    }
    for query in ["x".repeat(10_000), "\"".repeat(10_000), "a ".repeat(10_000), "(".repeat(10_000)] {
        assert!(!search.search(&request(&query)).failed);
    }
    settle(&search, &library);
}

#[test]
fn what_a_work_says_in_fields_is_found_in_any_language() {
    let library = Library::new(1);
    let amif = vocabulary::FUNDING_SOURCE.code("amif").unwrap();
    let undocumented = Coded::Target.vocabulary().code("undocumented").unwrap();
    library.put(Document {
        values: vec![(&vocabulary::FUNDING_SOURCE, amif)],
        country: "SI".to_owned(),
        ..work(1, "sl", "Stanovanja", "Občina oddaja stanovanja mladim.")
    });
    library.put(Document {
        codes: vec![(Coded::Target, undocumented)],
        ..work(2, "el", "Γραφείο", "Ο δήμος ανοίγει γραφείο.")
    });
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);
    for (query, works) in [
        ("FAMI", vec![1]),
        ("ohne Aufenthaltstitel", vec![2]),
        ("sans-papiers", vec![2]),
        ("Slowenien", vec![1]),
        ("\"Asylum, Migration and Integration Fund\"", vec![]),
    ] {
        assert_eq!(found(&search, query), works, "{query}");
    }
    let exactly = Request { exact: true, ..request("Slowenien") };
    assert_eq!(search.search(&exactly).total, 0, "only what was typed");
}

#[test]
fn a_name_of_several_words_also_means_what_its_parts_name() {
    let library = Library::new(1);
    library.put(work(1, "es", "Vivienda para temporeros", "Vivienda para temporeros."));
    library.put(work(2, "de", "Saisonkräfte", "Saisonarbeiter kommen im Sommer."));
    library.put(work(3, "en", "Dwellings", "A flat in town."));
    library.put(work(4, "en", "Choir", "Songs."));
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);
    let answer = search.search(&request("vivienda para temporeros"));
    let mut works = numbers(&answer);
    assert_eq!(works[0], 1);
    works.sort_unstable();
    assert_eq!(works, [1, 2, 3]);
    let named: Vec<&str> = answer.expansions.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(named[0], "seasonal-worker-housing");
    assert!(named.contains(&"seasonal-worker"), "{named:?}");
    let without = Request { without: vec!["*".to_owned()], ..request("vivienda para temporeros") };
    assert_eq!(numbers(&search.search(&without)), [1]);
}

#[test]
fn translations_of_a_work_stand_together() {
    let library = Library::new(1);
    library.put(work(1, "it", "Garanzia per l'affitto", "Garanzia per l'affitto, garanzia del comune."));
    library.put(work(2, "it", "Altro", "Una garanzia per l'affitto tra molte altre cose."));
    let translated = work(3, "en", "A fund", "It mentions a rent guarantee once, among many other things.");
    library.put(Document { translates: Some(id(1)), ..translated });
    let folder = tempfile::tempdir().unwrap();
    let search = opened(folder.path(), &library);
    assert_eq!(found(&search, "garanzia affitto"), [1, 3, 2]);
}
