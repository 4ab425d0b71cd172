//! The format as a whole: examples, the sample library, fallbacks, and the mistakes people make.

mod hostile;

use super::*;
use protocol::record::publication::{Details, RelationTarget, work_kind};
use protocol::vocabulary as words;

fn defaults() -> Defaults {
    Defaults {
        language: "it".to_owned(),
        country: "IT".to_owned(),
        territory: "Valdoro".to_owned(),
        licence: 2,
        today: Day(20_261_122),
    }
}

fn read_as(name: &str, text: &str) -> Result<Draft, Refusal> {
    read(&Source { name, text, defaults: &defaults() })
}

fn draft(text: &str) -> Draft {
    read_as("file.md", text).expect("readable")
}

fn warnings(text: &str) -> Vec<String> {
    draft(text).warnings.iter().map(ToString::to_string).collect()
}

fn practice(draft: &Draft) -> protocol::record::publication::PracticeDetails {
    match draft.publication.details() {
        Ok(Details::Practice(details)) => details,
        other => panic!("no practice: {other:?}"),
    }
}

#[test]
fn every_example_is_read_without_a_warning_and_keeps_what_it_says() {
    for term in words::WORK_KIND.terms {
        let text = example(term.code).expect("an example");
        let draft = draft(text);
        assert_eq!(draft.warnings, [], "{}", term.key);
        assert_eq!(draft.publication.kind, term.code);
        assert!(draft.publication.details().is_ok(), "{}", term.key);
    }
    assert_eq!(example(99), None);
}

/// The sample library is written in the languages of its places, by people who did not know this code.
#[test]
fn every_file_of_the_sample_library_is_read_without_a_warning() {
    let library = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/library");
    let folders =
        std::fs::read_dir(library).expect("the library").map(|folder| folder.expect("a folder").path());
    let files =
        folders.filter(|path| path.is_dir()).flat_map(|folder| std::fs::read_dir(folder).expect("a folder"));
    let mut count = 0;
    let mut odd = Vec::new();
    for path in files
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|it| it == "md"))
    {
        let bytes = std::fs::read(&path).expect("a file");
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        count += 1;
        match read_as(&name, text(&bytes).expect("UTF-8")) {
            Ok(draft) => odd.extend(draft.warnings.iter().map(|warning| format!("{name}: {warning}"))),
            Err(refusal) => odd.push(format!("{name}: {refusal}")),
        }
    }
    assert!(count > 0);
    assert!(odd.is_empty(), "{}", odd.join("\n"));
}

#[test]
fn the_example_of_a_practice_fills_its_fields() {
    let draft = draft(example(work_kind::PRACTICE).expect("an example"));
    let it = &draft.publication;
    assert_eq!(it.areas, [1, 3]);
    assert_eq!(it.territory.lau, "048999");
    assert_eq!(it.territory.place.map(|at| (at.latitude_milli, at.longitude_milli)), Some((43_740, 11_550)));
    assert_eq!(it.context.foreign_share, 3);
    assert_eq!(it.plain_summary.as_ref().map(|plain| plain.language.as_str()), Some("en"));
    assert!(matches!(it.relations[0].target, RelationTarget::Url(_)));
    assert_eq!(it.sections.iter().map(|section| section.role).collect::<Vec<_>>(), [2, 3, 4, 5, 6]);
    let details = practice(&draft);
    assert_eq!(details.start, Some(Day(20_210_300)));
    assert_eq!(details.cost_per_person_per_day_cents, Some(120));
    assert_eq!(details.funding.len(), 2);
    assert_eq!(details.people_reached, Some(128));
}

#[test]
fn a_bare_text_becomes_a_practice_with_title_summary_and_language() {
    let text = "\u{feff}Dodici alloggi per chi lavora\r\n\r\nIl comune ha affittato dodici alloggi e li ha assegnati a \
        persone che lavorano ma non trovano casa. Dopo un anno nove hanno un contratto.\r\n\r\nAltro testo.\r\n";
    let draft = read_as("appunti.txt", text).expect("readable");
    let it = &draft.publication;
    assert_eq!(draft.warnings, []);
    assert_eq!((it.kind, it.visibility, it.licence), (work_kind::PRACTICE, 1, 2));
    assert_eq!(it.title, "Dodici alloggi per chi lavora");
    assert!(it.summary.starts_with("Il comune ha affittato") && it.summary.ends_with("un contratto."));
    assert_eq!(it.language, "it");
    assert_eq!((it.territory.country.as_str(), it.territory.name.as_str()), ("IT", "Valdoro"));
    assert_eq!(it.review_by.map(|day| day.to_string()).as_deref(), Some("2028-11"));
    assert_eq!(it.sections.len(), 1);
    assert!(it.sections[0].text.ends_with("Altro testo."));
}

#[test]
fn a_title_is_found_somewhere() {
    for (name, text, title) in [
        ("a.md", "---\ntitle: From the front\n---\n# Other\ntext", "From the front"),
        ("a.md", "text\n\n# A heading #\n\nmore", "A heading"),
        ("a.txt", "=====\n\n**First** line\n", "First line"),
        ("My  note.txt", "12345\n", "My note"),
        ("a.md", "# **\n\n# *Bold*\n", "Bold"),
        ("a.md", "---\nareas: [participation]\n---\n", "a"),
    ] {
        assert_eq!(read_as(name, text).expect("readable").publication.title, title);
    }
}

#[test]
fn names_are_forgiven() {
    let text = "---\nTitle: T\nTarget-Groups: [Left Reception, landlords]\ntags: one, two; three\nlicense: cc by 4.0\n\
        municipality: Valdoro\nPopulation: 20-50K\npolitical support: Explicit\ncontact: office@example.org\n\
        links: [https://example.org]\npartners: [Open Doors]\n---\nText\n";
    let draft = draft(text);
    assert_eq!(draft.warnings, []);
    let it = &draft.publication;
    assert_eq!(it.target_groups, [2, 20]);
    assert_eq!(it.keywords, ["one", "two", "three"]);
    assert_eq!((it.territory.name.as_str(), it.territory.population), ("Valdoro", 3));
    assert_eq!(it.context.political_support, 1);
    assert_eq!(it.contact.as_ref().map(|contact| contact.email.as_str()), Some("office@example.org"));
    assert_eq!((it.links.len(), it.actors.len()), (1, 1));
}

#[test]
fn what_is_odd_is_said_and_left_out() {
    for (front, says) in [
        ("titel: T", "line 2: `titel` is not a known field, so it is left out; did you mean `title`?"),
        ("zzzzzzzz: T", "line 2: `zzzzzzzz` is not a known field, so it is left out"),
        ("areas: [participation, castles]", "line 2: `areas` does not know “castles”"),
        (
            "maturity: great",
            "line 2: `maturity` does not know “great”, so it is left out; known are: idea, promising",
        ),
        ("start: spring", "line 2: `start` is no date: “spring”"),
        ("start: 2023-02-30", "is no date"),
        ("people_reached: many", "`people_reached` is no whole number"),
        (
            "actors:\n  - name: A\n    rol: lead",
            "line 4: `actors[1].rol` is not a known field, so it is left out; did you mean `role`?",
        ),
        ("actors:\n  - {role: lead}", "`actors[1]` was left out: it needs a name or a type"),
        ("title: [a, b]", "`title` should be a single value"),
        ("title: A\ntitle: B", "line 3: `title` is said twice"),
        ("clauses: [a]", "`clauses` belongs to agreements only"),
        ("links: ['javascript:alert(1)']", "was left out: it needs a web address"),
        ("links: [{url: 'javascript:alert(1)'}]", "`links[1].url` is no web address"),
        ("latitude: 43.77123\nlongitude: 11.2", "`latitude` was rounded to three decimals"),
        ("latitude: 43.7", "belong together"),
        ("latitude: 143.7\nlongitude: 11.2", "`latitude` is no number of degrees from -90 to 90"),
        ("country: Italy", "two letters such as IT"),
        ("language: italiano", "is no language code"),
        ("translation_method: human", "`translation_of` does not say"),
        (
            "funding: [{source: amif, amount: 100}]\nbudget: [{line: staff, amount: 90}]",
            "add up to 90.00, those of `funding` to 100.00",
        ),
        ("funding: [{source: amif, from: 2023, to: 2021}]", "a funding line ends (2021) before"),
        ("keywords: x\ncontact: {email: anna@gmail.com}", "line 3: looks like a private mailbox"),
        (
            "kind: training\nduration_minutes: 60\nobjectives: [o]\nsession_plan: [{minutes: 30, activity: a}]",
            "takes 30 minutes",
        ),
        ("kind: training\nobjectives: [o]\nduration_minutes: 5\ngroup_size: 9-3", "`group_size` is neither"),
    ] {
        let found = warnings(&format!("---\n{front}\n---\nText\n"));
        assert!(found.iter().any(|warning| warning.contains(says)), "{front}: {found:?}");
    }
}

#[test]
fn a_reader_misses_things_only_when_a_kind_is_said() {
    assert_eq!(warnings("Just text"), Vec::<String>::new());
    assert_eq!(warnings("---\ntitle: T\n---\nJust text"), Vec::<String>::new());
    let found = warnings("---\nkind: practice\ntitle: T\n---\n## Problem\nJust text");
    let wanted = ["`areas`", "`start`", "`maturity`", "a section “What was done”", "a section “Results”"];
    assert_eq!(found, wanted.map(|what| format!("a reader will miss {what}")));
    let planned = "---\nkind: pilot\ntitle: T\nstage: planned\nstart: 2027\nmaturity: idea\nareas: participation\n---\n## Problem\nx";
    assert_eq!(warnings(planned), Vec::<String>::new());
}

#[test]
fn what_would_mean_something_else_is_refused() {
    for (text, says) in [
        ("", "the file is empty"),
        ("---\ntitle: T\n", "line 1: the front matter begins here and never ends"),
        ("---\nkind: recipe\n---\n", "line 2: `kind` cannot be “recipe”; write one of: practice, pilot"),
        (
            "---\nvisibility: friends\n---\n",
            "`visibility` cannot be “friends”; write one of: public, network",
        ),
        ("---\nlicence: [mine]\n---\n", "`licence` cannot be"),
        ("\n---\ntitle: a: b\n---\n", "line 3: a field is written `name: value`"),
        ("---\ntitle: \"open\n---\n", "a quotation mark is opened and not closed"),
        ("---\nareas: [a, b\ntitle: T\n---\n", "line 3: a field is written `name: value`"),
        ("---\nareas: [a, b\n---\n", "a [ or { is not closed"),
        ("---\na:\n\tb: T\n---\n", "not with tabs"),
        ("---\ntext: {{name}}\n---\n", "a field's name is a word"),
        ("---\na: &x [1]\nb: *x\n---\n", "references"),
        ("---\nA rule, then text\n---\n", "every line is a field"),
        ("---\n- a\n- b\n---\n", "every line is a field"),
        ("---\nstart: 2023\nend: 2022\n---\n", "line 3: `end` (2022) lies before `start` (2023)"),
        ("---\nvisibility: network\nVisibility: public\n---\n", "line 3: `visibility` is said twice"),
        ("a\nb\0", "line 2: the file holds binary data"),
    ] {
        let refusal = read_as("file.md", text).expect_err(text).to_string();
        assert!(refusal.contains(says), "{text}: {refusal}");
    }
    let deep = format!("---\na: {}1{}\n---\n", "[".repeat(20), "]".repeat(20));
    assert!(read_as("file.md", &deep).expect_err("deep").to_string().contains("nested too deeply"));
    let deep: String = (0..40).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    assert!(
        read_as("file.md", &format!("---\n{deep}---\n"))
            .expect_err("deep")
            .to_string()
            .contains("nested too deeply")
    );
    let long = format!("---\ntitle: {}\n---\n", "x".repeat(front_matter::FRONT_MATTER_BYTES));
    assert!(matches!(read_as("file.md", &long), Err(Refusal::FrontMatterTooLong { .. })));
}

/// Published without the line, each of these would be for everybody.
#[test]
fn what_was_meant_to_say_who_may_see_the_work_is_not_left_out() {
    for name in [
        "visibilty",
        "Visiblity",
        "vizibility",
        "visi-bilty",
        "VISABILITY",
        "visibilità",
        "vissibility",
        "visibiltiy",
        "visibillity ",
        "wisibilitz",
    ] {
        for front in [
            format!("title: T\n{name}: network"),
            format!("{name}: network\nvisibility: public"),
            format!("kind: training\n{name}: [x]"),
            format!("contact:\n  office: O\n  {name}: network"),
            format!("links:\n  - {{url: 'https://example.org', {name}: network}}"),
        ] {
            let refusal = match read_as("file.md", &format!("---\n{front}\n---\nText\n")) {
                Ok(draft) => panic!("{front}: visibility {}", draft.publication.visibility),
                Err(refusal) => refusal.to_string(),
            };
            assert!(refusal.contains("did you mean `visibility`?"), "{front}: {refusal}");
            assert!(refusal.contains("not published"), "{front}: {refusal}");
        }
    }
    let misplaced = "---\nterritory:\n  country: IT\n  visibility: network\n---\n";
    let refusal = read_as("file.md", misplaced).expect_err(misplaced).to_string();
    assert!(refusal.contains("line 4: `territory.visibility`"), "{refusal}");
    for front in
        ["visibility:", "visibility: ~", "visibility: ''", "Visibility: [network]", "visibility: {a: b}"]
    {
        let refusal = read_as("file.md", &format!("---\n{front}\n---\n")).expect_err(front).to_string();
        assert!(refusal.contains("`visibility` cannot be"), "{front}: {refusal}");
    }
    let said = draft("---\nVISI-bility: Network\n---\nText\n");
    assert_eq!((said.publication.visibility, said.warnings), (2, vec![]));
    for word in ["feasibility", "disability"] {
        let warnings = warnings(&format!("---\n{word}: good\n---\nText\n"));
        assert!(warnings[0].contains("not a known field"), "{warnings:?}");
    }
}

#[test]
fn sizes_are_bounded_and_the_largest_text_fits() {
    let line = "Il comune ha affittato dodici alloggi.\n\n";
    let most = line.repeat(TEXT_BYTES / line.len());
    let draft = draft(&most);
    assert!(draft.publication.sections.len() > 1);
    let over = "x".repeat(TEXT_BYTES + 1);
    let refusal = read_as("file.txt", &over).expect_err("too long").to_string();
    assert!(refusal.contains("256001 bytes, at most 256000"), "{refusal}");
    assert_eq!(text(over.as_bytes()), Err(Refusal::TooLong { bytes: TEXT_BYTES + 1 }));
    assert_eq!(text(b"a\n\xff"), Err(Refusal::NotUtf8 { line: 2 }));
    let many = format!("---\nkeywords: [{}]\n---\ntext", "a, ".repeat(5000));
    assert_eq!(read_as("file.md", &many).expect("readable").publication.keywords, ["a"]);
    let noise: String = (0..500).map(|number| format!("unknown{number}: 1\n")).collect();
    assert_eq!(warnings(&format!("---\n{noise}---\ntext")).len(), 101);
}

#[test]
fn translations_and_relations_are_left_to_the_caller() {
    let id = "ab".repeat(32);
    let text = format!(
        "---\ntranslation_of: one.it.md\ntranslation_method: human\nrelations:\n  - {{relation: cites, target: two.md}}\n  \
         - {{relation: adapts, target: {id}}}\n---\nThe municipality rented twelve flats for families with work.\n"
    );
    let draft = draft(&text);
    assert_eq!(draft.warnings, []);
    assert_eq!(draft.translation_of.as_deref(), Some("one.it.md"));
    assert_eq!(draft.relations_to_files, [(5, "two.md".to_owned())]);
    assert!(matches!(draft.publication.relations[0].target, RelationTarget::Work(_)));
    let translation = draft.publication.translation.expect("a translation");
    assert_eq!((translation.method, translation.source_language.as_str()), (1, "und"));
}

#[test]
fn shelters_are_not_located() {
    let text = "---\nkind: resource\nservice: S\nservice_type: temporary-accommodation\n\
        target_groups: [exploited-persons]\nlocation_precision: address\n---\n";
    let draft = draft(text);
    assert!(draft.warnings[0].text.contains("was set to municipality"));
    match draft.publication.details() {
        Ok(Details::Resource(details)) => assert_eq!(details.location_precision, 3),
        other => panic!("no resource: {other:?}"),
    }
    assert_eq!(draft.publication.visibility, 2);
}

#[test]
fn the_help_names_every_list_of_the_format() {
    let help = fields_help();
    for list in [words::WORK_KIND, words::AREA, words::SOLUTION, words::SERVICE_TYPE, words::BUDGET_LINE] {
        for key in list.keys() {
            assert!(help.contains(key), "{key}");
        }
    }
    assert!(help.lines().all(|line| line.chars().count() <= 110), "{help}");
}
