//! Reading queries: what each sign means, and that nothing is ever refused.

use super::{Atom, Coded, Condition, Filter, MAX_WORDS, Named, Parsed, parse};

fn word(text: &str) -> Atom {
    Atom::Word(text.to_owned())
}

fn phrase(words: &[&str]) -> Atom {
    Atom::Phrase(words.iter().map(|word| (*word).to_owned()).collect())
}

fn conditions(query: &str) -> Vec<Condition> {
    parse(query).filters.into_iter().map(|filter| filter.condition).collect()
}

#[test]
fn words_phrases_exclusions_and_alternatives() {
    let parsed = parse(r#"casa "affitto equo" -hotel OR ostello rent OR affitto -"due parole" -"#);
    assert_eq!(
        parsed.clauses,
        [vec![word("casa")], vec![phrase(&["affitto", "equo"])], vec![word("rent"), word("affitto")],]
    );
    assert_eq!(parsed.excluded, [word("hotel"), word("ostello"), phrase(&["due", "parole"])]);
    assert!(!parsed.unfinished);
    assert!(parse("casa aff").unfinished);
}

#[test]
fn brackets_group_alternatives_and_exclusions() {
    let words = |texts: &[&str]| texts.iter().map(|text| word(text)).collect::<Vec<_>>();
    let clauses = |query: &str| parse(query).clauses;
    assert_eq!(
        clauses("(rent guarantee) OR loyer"),
        [words(&["rent", "loyer"]), words(&["guarantee", "loyer"])]
    );
    assert_eq!(
        clauses("loyer OR (rent guarantee)"),
        [words(&["loyer", "rent"]), words(&["loyer", "guarantee"])]
    );
    assert_eq!(
        clauses("casa (rent OR loyer) equo"),
        [words(&["casa"]), words(&["rent", "loyer"]), words(&["equo"])]
    );
    let parsed = parse("-(hotel OR ostello) casa -(\"due parole\" tre");
    assert_eq!(parsed.clauses, [words(&["casa"])]);
    assert_eq!(parsed.excluded, [word("hotel"), word("ostello"), phrase(&["due", "parole"]), word("tre")]);
    let parsed = parse("-co-housing housing");
    assert_eq!(
        (parsed.clauses, parsed.excluded),
        (vec![words(&["housing"])], vec![phrase(&["co", "housing"])])
    );
    assert_eq!(clauses("corso (formazione)").len(), 2);
    for odd in ["(", ")", "()", "(()", "a OR (", ") OR b", "-(", "((a) b", "(a OR) b", "-() c", "a) b)"] {
        assert!(parse(odd).clauses.len() <= 2, "{odd}");
    }
    let parsed = parse("(rent -hotel) OR loyer");
    assert_eq!((parsed.clauses, parsed.excluded), (vec![words(&["rent", "loyer"])], words(&["hotel"])));
    let groups =
        "(a b) OR (c d) OR (e f) OR (g h) OR (i j) OR k OR l OR m OR n OR o OR p OR q OR r OR s OR t";
    assert!(parse(groups).clauses.iter().map(Vec::len).sum::<usize>() <= 2 * super::MAX_GROUPED);
    for space in ['\u{a0}', '\u{202f}', '\u{3000}', ' '] {
        let typed = format!("alloggi{space}Slovenia");
        let place = super::place(&typed, &["Slovenia"]).expect("it stands there");
        assert_eq!(&typed[place], "Slovenia");
    }
    let many = format!("({0}) OR ({0})", "a ".repeat(MAX_WORDS / 2));
    assert!(parse(&many).clauses.iter().map(Vec::len).sum::<usize>() <= 2 * super::MAX_GROUPED);
}

#[test]
fn known_fields_filter() {
    assert_eq!(
        conditions("kind:training area:participation lang:IT country:it"),
        [
            Condition::Code(Coded::Kind, 4),
            Condition::Code(Coded::Area, 4),
            Condition::Is(Named::Language, "it".to_owned()),
            Condition::Is(Named::Country, "IT".to_owned()),
        ]
    );
    let by = ["Comune", "di", "Bari"].map(str::to_owned).to_vec();
    assert_eq!(conditions(r#"by:"Comune di Bari""#), [Condition::By(by)]);
    assert_eq!(
        conditions("after:1970-01-02 before:1971"),
        [Condition::After(86_400_000), Condition::Before(31_536_000_000),]
    );
    assert_eq!(
        conditions("tipo: formazione kind: \"training\""),
        [4, 4].map(|code| Condition::Code(Coded::Kind, code))
    );
    let around = vec!["Puglia".to_owned()];
    assert_eq!(conditions("regione:Puglia"), [Condition::Around(around)]);
    let country = |code: &str| Condition::Is(Named::Country, code.to_owned());
    assert_eq!(conditions("country:EL country:uk country:US"), ["GR", "GB", "US"].map(country));
    assert_eq!(conditions("language:eng"), [Condition::Is(Named::Language, "en".to_owned())]);
    let excluded = Filter { excluded: true, condition: Condition::Is(Named::Language, "de".to_owned()) };
    assert_eq!(parse("-lang:de").filters, [excluded]);
}

#[test]
fn fields_and_values_are_known_in_the_languages_of_the_interface() {
    for query in ["kind:training", "tipo:formazione", "είδος:κατάρτιση", "ART:Schulung", "rodzaj:szkolenie"]
    {
        assert_eq!(conditions(query), [Condition::Code(Coded::Kind, 4)], "{query}");
    }
    for query in ["country:SI", "land:Slowenien", "paese:Slovenia", "χώρα:Σλοβενία"] {
        assert_eq!(conditions(query), [Condition::Is(Named::Country, "SI".to_owned())], "{query}");
    }
    assert_eq!(conditions("lingua:italiano"), [Condition::Is(Named::Language, "it".to_owned())]);
}

#[test]
fn what_is_no_filter_is_words() {
    for query in [
        "kind:castle",
        "http://castle",
        "after:2024-13",
        "after:-1",
        "country:atlantis",
        "country:xx",
        "lang:klingon",
        "language:latino",
        "foo:bar",
    ] {
        let parsed = parse(query);
        assert!(parsed.filters.is_empty(), "{query}");
        assert!(!parsed.clauses.is_empty(), "{query}");
    }
    assert_eq!(parse("foo:bar").clauses, [vec![word("foo")], vec![word("bar")]]);
    for empty in ["", "   ", "\"", "-", "\"\"", "OR", "-\"", "🙂", "\0", "by:", "kind:"] {
        let clauses = parse(empty).clauses;
        assert!(clauses.len() <= 1, "{empty:?} {clauses:?}");
    }
    assert_eq!(parse("\" \u{0} -- ((( :: ").clauses, Vec::<Vec<Atom>>::new());
}

#[test]
fn a_query_is_bounded() {
    let count = |parsed: &Parsed| parsed.clauses.len() + parsed.excluded.len();
    assert_eq!(count(&parse(&"a ".repeat(5_000))), MAX_WORDS);
    assert_eq!(count(&parse(&"-a ".repeat(5_000))), MAX_WORDS);
    assert_eq!(parse(&"lang:it ".repeat(5_000)).filters.len(), super::MAX_FILTERS);
    assert_eq!(parse(&"x".repeat(10_000)).clauses.len(), 1);
}
