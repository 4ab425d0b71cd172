//! The forms that scripts rely on, and what becomes of wrong ones.

use super::*;

fn words(line: &str) -> Vec<OsString> {
    let mut words = Vec::new();
    for (position, part) in line.split('"').enumerate() {
        if position % 2 == 1 {
            words.push(part.into());
        } else {
            words.extend(part.split_whitespace().map(OsString::from));
        }
    }
    words
}

fn accepted(line: &str) -> (Command, Global) {
    match parse(&words(line)) {
        Start::Command(command, global) => (*command, global),
        Start::Told { text, .. } => panic!("{line}\n{text}"),
    }
}

fn refused(line: &str) -> (String, Problem) {
    match parse(&words(line)) {
        Start::Told { text, problem: Some(problem) } => (text, problem),
        _ => panic!("{line} was understood"),
    }
}

const FORMS: &[&str] = &[
    r#"vicinia init --data A --found "Rete casa" --organisation "Comune di A" --kind municipality --country IT --language it --passphrase-file P --budget-records 1000000 --no-input"#,
    "vicinia init --data A --wait",
    "vicinia up --data A --listen /ip4/127.0.0.1/tcp/0",
    "vicinia up --data A --listen /ip4/0.0.0.0/tcp/1 --listen /ip4/0.0.0.0/udp/1/quic-v1 --log-format json",
    "vicinia up --data A --until-stdin-closes",
    "vicinia invite --data A",
    r#"vicinia join INVITATION --data B --organisation "Comune di B" --kind municipality --country IT --language it --passphrase-file P --no-input"#,
    "vicinia members --data A",
    "vicinia members list --data A --json",
    "vicinia members requests --data A --json",
    "vicinia members admit REQUEST --data A --passphrase-file P",
    "vicinia members admit REQUEST --data A --passphrase-file P --budget-records 5000",
    "vicinia members refuse REQUEST --data A",
    r#"vicinia members suspend "Comune di B" --reason stolen-device --yes --data A --passphrase-file P"#,
    r#"vicinia members reinstate "Comune di B" --data A --passphrase-file P"#,
    r#"vicinia members remove "Comune di B" --yes --data A --passphrase-file P"#,
    "vicinia members co-sign ENTRY --data A --passphrase-file P",
    "vicinia members renew --data A --passphrase-file P",
    "vicinia members new-root FILE --yes --data A --passphrase-file P",
    "vicinia node --data A --json",
    "vicinia node renew --data A --passphrase-file P",
    r#"vicinia node add --of "Comune di B" --data A --json"#,
    "vicinia node join INVITATION PLACE --root-key root.age --language it --data B --passphrase-file P",
    "vicinia node revoke NODE --reason stolen-device --last-good RECORD --yes --data A --passphrase-file P",
    "vicinia node revoke NODE --as-steward --nothing-stays --yes --data A --passphrase-file P",
    "vicinia node new-root FILE --drop NODE --data A --passphrase-file P",
    "vicinia publish DIR --data A --json",
    "vicinia publish --example practice",
    "vicinia publish --dry-run one.md two.md",
    "vicinia revise WORK FILE",
    "vicinia confirm WORK --review-by 2028-01-31",
    "vicinia withdraw ID --reason mistake --yes",
    "vicinia profile show",
    r#"vicinia profile show "Comune di B" --json"#,
    "vicinia profile set --example",
    "vicinia profile set our-profile.yaml --dry-run",
    r#"vicinia search "parole" --data B --json"#,
    "vicinia search fondo garanzia -n 5 --language it",
    "vicinia search",
    "vicinia search --filter kind=training --sort newest --exact --no-expand --without rent --facets affitto",
    "vicinia search affitto --export csv",
    "vicinia search affitto --export bibtex --output affitto.bib --json",
    "vicinia suggest garan",
    "vicinia like WORK",
    "vicinia towns --of WORK",
    "vicinia towns --country IT --population 5-20k",
    "vicinia watch add rents garanzia affitto --filter kind=practice --exact --seen 12",
    "vicinia watch list --json",
    "vicinia watch show rents --keep",
    "vicinia watch remove rents",
    "vicinia status --data B --json",
    "vicinia show ID",
    "vicinia verify ID",
    "vicinia inspect ID --bytes",
    "vicinia peers",
    "vicinia sync",
    "vicinia index rebuild",
    "vicinia completions bash",
    "vicinia man DIR",
    "vicinia help exit-codes",
    "vicinia demo --once --json",
    "vicinia demo --keep DIR",
    "vicinia --json --data B status",
];

#[test]
fn the_definition_is_sound() {
    command().debug_assert();
}

#[test]
fn the_forms_scripts_rely_on_are_understood() {
    for form in FORMS {
        accepted(form);
    }
}

#[test]
fn flags_of_every_command_stand_anywhere() {
    let (_, before) = accepted("vicinia --json --data B status");
    let (_, after) = accepted("vicinia status --data B --json");
    assert_eq!((before.json, before.data), (after.json, after.data));
}

#[test]
fn every_command_stands_in_one_group_of_the_overview() {
    let mut grouped: Vec<_> = overview::GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
    let command = Line::command();
    let mut all: Vec<_> = command.get_subcommands().map(clap::Command::get_name).collect();
    grouped.sort_unstable();
    all.sort_unstable();
    assert_eq!(grouped, all);
}

#[test]
fn every_command_says_what_it_does() {
    for one in command().get_subcommands() {
        let about = one.get_about().map(ToString::to_string).unwrap_or_default();
        assert!(
            !about.is_empty() && about.len() < 60 && !about.ends_with('.'),
            "{}: {about}",
            one.get_name()
        );
    }
}

#[test]
fn typos_get_a_suggestion_in_text_and_for_scripts() {
    let (text, problem) = refused("vicinia serach casa --json");
    assert!(anstream::adapter::strip_str(&text).to_string().contains("'search'"), "{text}");
    assert_eq!(problem.kind, ProblemKind::Usage);
    assert_eq!(problem.message, "unrecognized subcommand 'serach'");
    assert!(problem.hint.expect("a hint").contains("'search'"));
}

#[test]
fn wrong_values_name_the_right_ones() {
    let (_, problem) = refused("vicinia join I --kind municipalty");
    assert!(problem.hint.expect("a hint").contains("municipality"));
    refused("vicinia join I --country Italy");
    refused("vicinia confirm W --review-by 2028");
    refused("vicinia search x -n 0");
    let (_, problem) = refused("vicinia search x --export xls");
    assert!(problem.message.contains("csv, jsonl, bibtex, ris"), "{problem:?}");
    refused("vicinia search x --output file");
    refused("vicinia search x --export csv --limit 5");
    refused("vicinia publish");
    refused("vicinia init");
}

#[test]
fn secrets_have_no_flags() {
    fn flags(command: &clap::Command, found: &mut Vec<String>) {
        found.extend(command.get_arguments().filter_map(|flag| flag.get_long().map(str::to_owned)));
        command.get_subcommands().for_each(|sub| flags(sub, found));
    }
    let mut found = Vec::new();
    flags(&command(), &mut found);
    assert!(found.iter().any(|flag| flag == "passphrase-file"));
    assert!(!found.iter().any(|flag| flag == "passphrase" || flag == "password"));
}

#[test]
fn complaints_know_early_how_they_are_wanted() {
    let early = |line: &str| Early::of(&words(line));
    assert!(early("vicinia nonsense --json").json);
    assert!(!early("vicinia search -- --json").json);
    assert_eq!(early("vicinia --color=never").color, anstream::ColorChoice::Never);
    assert_eq!(early("vicinia --color always").color, anstream::ColorChoice::Always);
}
