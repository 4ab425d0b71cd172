//! What a field is: a name, a shape and where its value goes. Tables of fields read nodes and document
//! themselves.
//!
//! Owns: shapes, the reading of tables, suggestions for misspelt names, the help text of a table.
//! Refuses to know which fields there are (`envelope`, `details`), but for the one that must not be missed,
//! and how a value is parsed (`values`).

use super::front_matter::{Entry, Node, Value};
use super::report::{Refusal, Report};
use super::values::Input;
use protocol::limits;
use protocol::time::Day;
use protocol::vocabulary::Vocabulary;

/// Who may see a work. No other field does harm by being left out.
pub(super) const VISIBILITY: &str = "visibility";
/// A name that takes this many changes to become [`VISIBILITY`], or fewer, was meant to be it.
const SLIPS: usize = 2;
/// Words as near to it that people mean as they write them.
const OTHER_WORDS: [&str; 1] = ["disability"];

/// A field of a `T`.
pub(super) struct Field<T: 'static> {
    pub(super) name: &'static str,
    aliases: &'static [&'static str],
    help: &'static str,
    shape: Shape<T>,
}

/// The shapes of values, each with what is done with one. Bounds are in bytes.
pub(super) enum Shape<T: 'static> {
    /// One line of text, as long as a name.
    Line(fn(&mut T, String)),
    /// Text of several lines.
    Text(usize, fn(&mut T, String)),
    /// Short words; commas separate them as well.
    Words(fn(&mut T, Vec<String>)),
    /// Sentences; commas belong to them.
    Texts(fn(&mut T, Vec<String>)),
    /// One of a closed list; anything else is left out with a warning.
    Code(&'static Vocabulary, fn(&mut T, u16)),
    /// Several of a closed list.
    Codes(&'static Vocabulary, fn(&mut T, Vec<u16>)),
    /// One of a closed list, and anything else is refused: it decides who sees the work or what for.
    Choice(&'static Vocabulary, fn(&mut T, u16)),
    Day(fn(&mut T, Day)),
    /// A whole number up to a bound.
    Count(u32, fn(&mut T, u32)),
    /// An amount, in hundredths.
    Money(fn(&mut T, u64)),
    Flag(fn(&mut T, bool)),
    /// A form of its own, in words, and its reader.
    Special(&'static str, fn(&mut T, &mut Input<'_>)),
    /// A group or a list of groups.
    Nested(&'static dyn Nested<T>),
}

pub(super) const fn field<T>(name: &'static str, shape: Shape<T>, help: &'static str) -> Field<T> {
    Field { name, aliases: &[], help, shape }
}

/// A field that people call by other names too.
pub(super) const fn also<T>(aliases: &'static [&'static str], field: Field<T>) -> Field<T> {
    let Field { name, help, shape, .. } = field;
    Field { name, aliases, help, shape }
}

impl<T> Field<T> {
    fn is_called(&self, folded_name: &str) -> bool {
        let same = |name: &&str| folded(name).eq(folded_name.chars());
        same(&self.name) || self.aliases.iter().any(same)
    }

    fn read(&self, target: &mut T, mut input: Input<'_>) -> Result<(), Refusal> {
        match &self.shape {
            Shape::Line(set) => input.text(limits::NAME_BYTES).into_iter().for_each(|it| set(target, it)),
            Shape::Text(most, set) => input.text(*most).into_iter().for_each(|it| set(target, it)),
            Shape::Words(set) => set(target, input.words()),
            Shape::Texts(set) => set(target, input.texts()),
            Shape::Code(list, set) => input.code(list).into_iter().for_each(|it| set(target, it)),
            Shape::Codes(list, set) => set(target, input.codes(list)),
            Shape::Choice(list, set) => set(target, input.choice(list)?),
            Shape::Day(set) => input.day().into_iter().for_each(|it| set(target, it)),
            Shape::Count(most, set) => input.count(*most).into_iter().for_each(|it| set(target, it)),
            Shape::Money(set) => input.money().into_iter().for_each(|it| set(target, it)),
            Shape::Flag(set) => input.flag().into_iter().for_each(|it| set(target, it)),
            Shape::Special(_, read) => read(target, &mut input),
            Shape::Nested(nested) => nested.read(target, &mut input)?,
        }
        Ok(())
    }

    fn form(&self) -> String {
        let keys = |list: &Vocabulary| list.keys().collect::<Vec<_>>().join(", ");
        match &self.shape {
            Shape::Line(_) | Shape::Text(..) => String::new(),
            Shape::Words(_) | Shape::Texts(_) => "a list of texts".to_owned(),
            Shape::Code(list, _) | Shape::Choice(list, _) => format!("one of: {}", keys(list)),
            Shape::Codes(list, _) => format!("a list of: {}", keys(list)),
            Shape::Day(_) => "YYYY, YYYY-MM or YYYY-MM-DD".to_owned(),
            Shape::Count(..) => "a whole number".to_owned(),
            Shape::Money(_) => "an amount such as 1250 or 14.50".to_owned(),
            Shape::Flag(_) => "true or false".to_owned(),
            Shape::Special(form, _) => (*form).to_owned(),
            Shape::Nested(nested) => nested.form().to_owned(),
        }
    }
}

/// A field that is made of fields.
pub(super) trait Nested<T> {
    /// Reads a group, or a list of groups.
    fn read(&self, target: &mut T, input: &mut Input<'_>) -> Result<(), Refusal>;
    /// In words.
    fn form(&self) -> &'static str;
    /// Writes its fields.
    fn describe(&self, help: &mut String, indent: usize);
}

/// One group.
pub(super) struct One<T: 'static, I: 'static> {
    pub(super) table: &'static [Field<I>],
    pub(super) part: fn(&mut T) -> &mut I,
    /// What a text in place of the group means.
    pub(super) text: fn(&mut I, String),
}

/// A list of groups.
pub(super) struct Many<T: 'static, I: 'static> {
    pub(super) table: &'static [Field<I>],
    pub(super) list: fn(&mut T) -> &mut Vec<I>,
    /// One of which nothing is known yet; it is told its place in the list, from 1.
    pub(super) fresh: fn(usize) -> I,
    /// What a text in place of a group means.
    pub(super) text: fn(&mut I, String),
    /// What it cannot do without, in words; none when it has all.
    pub(super) lacks: fn(&I) -> Option<&'static str>,
}

impl<T, I> Nested<T> for One<T, I> {
    fn read(&self, target: &mut T, input: &mut Input<'_>) -> Result<(), Refusal> {
        read_item(self.table, (self.part)(target), self.text, input)
    }

    fn form(&self) -> &'static str {
        "a group of"
    }

    fn describe(&self, help: &mut String, indent: usize) {
        describe(self.table, help, indent);
    }
}

impl<T, I> Nested<T> for Many<T, I> {
    fn read(&self, target: &mut T, input: &mut Input<'_>) -> Result<(), Refusal> {
        let nodes = input.items();
        for (position, node) in (1..).zip(nodes) {
            let path = format!("{}[{position}]", input.path);
            let mut item = (self.fresh)(position);
            let mut inner = Input { node, path: &path, report: &mut *input.report };
            read_item(self.table, &mut item, self.text, &mut inner)?;
            match (self.lacks)(&item) {
                Some(lack) => inner.warn(format!("was left out: it needs {lack}")),
                None => (self.list)(target).push(item),
            }
        }
        Ok(())
    }

    fn form(&self) -> &'static str {
        "a list of groups of"
    }

    fn describe(&self, help: &mut String, indent: usize) {
        describe(self.table, help, indent);
    }
}

fn read_item<I>(
    table: &[Field<I>],
    item: &mut I,
    from_text: fn(&mut I, String),
    input: &mut Input<'_>,
) -> Result<(), Refusal> {
    match &input.node.value {
        Value::Group(entries) => {
            let rest = read(table, item, entries.iter().collect(), input.path, input.report)?;
            let names: Vec<&str> = table.iter().map(|field| field.name).collect();
            for entry in rest {
                unknown(entry, input.path, &names, input.report)?;
            }
        }
        _ => input.text(limits::NAME_BYTES).into_iter().for_each(|text| from_text(item, text)),
    }
    Ok(())
}

/// Reads the entries that the table knows and hands back the others. `path` is what the group is called.
pub(super) fn read<'e, T>(
    table: &[Field<T>],
    target: &mut T,
    entries: Vec<&'e Entry>,
    path: &str,
    report: &mut Report,
) -> Result<Vec<&'e Entry>, Refusal> {
    let mut rest = Vec::new();
    let mut seen = Vec::new();
    for entry in entries {
        let name: String = folded(&entry.name).collect();
        let Some(field) = table.iter().find(|field| field.is_called(&name)) else {
            rest.push(entry);
            continue;
        };
        let path = within(path, field.name);
        let Node { line, value } = &entry.node;
        if seen.contains(&field.name) && matches!(field.shape, Shape::Choice(..)) {
            let reason = format!("`{path}` is said twice; keep the one that you mean");
            return Err(Refusal::Yaml { line: *line, reason });
        } else if seen.contains(&field.name) {
            report.field(*line, &path, "is said twice; the first one counts");
        } else if !matches!(value, Value::Empty) || matches!(field.shape, Shape::Choice(..)) {
            seen.push(field.name);
            field.read(target, Input { node: &entry.node, path: &path, report })?;
        }
    }
    Ok(rest)
}

fn within(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// Warns of a field that no table knows, and names the one that was probably meant. What was meant to say
/// who may see the work, or says so in the wrong place, is refused: what was for members would be public.
pub(super) fn unknown(entry: &Entry, path: &str, names: &[&str], report: &mut Report) -> Result<(), Refusal> {
    let shown: String = entry.name.chars().take(LONGEST_NAME).collect();
    if means_visibility(&entry.name) {
        return Err(Refusal::Visibility { line: entry.node.line, field: within(path, &shown) });
    }
    // Suggestions are dear, and those that nobody reads need none.
    let hint = match report.has_room().then(|| nearest(&shown, names)).flatten() {
        Some(name) => format!("; did you mean `{name}`?"),
        None => String::new(),
    };
    let text = format!("is not a known field, so it is left out{hint}");
    report.field(entry.node.line, &within(path, &shown), text);
    Ok(())
}

fn means_visibility(name: &str) -> bool {
    // Longer ones are not even looked at.
    let name: String = folded(name).take(VISIBILITY.len() + SLIPS + 1).collect();
    distance(&name, VISIBILITY) <= SLIPS && !OTHER_WORDS.contains(&name.as_str())
}

/// The name that takes two changes of five letters or fewer.
fn nearest<'a>(typed: &str, names: &[&'a str]) -> Option<&'a str> {
    let typed: String = folded(typed).collect();
    let steps = |name: &&str| distance(&typed, &folded(name).collect::<String>());
    let name = names.iter().copied().min_by_key(steps)?;
    (steps(&name) * 5 <= typed.len() * 2).then_some(name)
}

/// Longer names are no misspelt ones.
const LONGEST_NAME: usize = 48;

/// Whether one of the fields bears this name.
pub(super) fn knows<T>(table: &[Field<T>], name: &str) -> bool {
    let name: String = folded(name).collect();
    table.iter().any(|field| field.is_called(&name))
}

/// Writes the documentation of a table.
pub(super) fn describe<T>(table: &[Field<T>], help: &mut String, indent: usize) {
    for field in table {
        let form = field.form();
        let aliases = match field.aliases {
            [] => String::new(),
            names => format!("also called {}", names.join(", ")),
        };
        let parts = [&aliases, field.help, &form].into_iter().filter(|part| !part.is_empty());
        let sentence = parts.collect::<Vec<_>>().join("; ");
        let lead = format!("{:indent$}{:<width$} ", "", field.name, width = 26_usize.saturating_sub(indent));
        wrap(help, &lead, &sentence);
        if let Shape::Nested(nested) = &field.shape {
            nested.describe(help, indent + 2);
        }
    }
}

/// The width of a terminal that nobody widened, less a margin.
const COLUMNS: usize = 100;

fn wrap(help: &mut String, lead: &str, text: &str) {
    let indent = lead.len();
    let mut column = indent;
    help.push_str(lead);
    for word in text.split(' ') {
        if column + word.chars().count() > COLUMNS {
            help.truncate(help.trim_end_matches(' ').len());
            help.push('\n');
            help.extend(std::iter::repeat_n(' ', indent));
            column = indent;
        }
        help.push_str(word);
        help.push(' ');
        column += word.chars().count() + 1;
    }
    help.truncate(help.trim_end_matches(' ').len());
    help.push('\n');
}

/// Names are compared without case, spaces, hyphens and underscores, as vocabulary keys are.
fn folded(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|letter| !matches!(letter, ' ' | '-' | '_')).flat_map(char::to_lowercase)
}

/// How many letters to add, drop or change (Levenshtein), over one row.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in (1..).zip(one.chars()) {
        let mut diagonal = std::mem::replace(&mut row[0], line);
        for (column, wanted) in (1..).zip(&other) {
            let change = diagonal + usize::from(letter != *wanted);
            diagonal = row[column];
            row[column] = change.min(diagonal + 1).min(row[column - 1] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (one, other, steps) in
            [("", "abc", 3), ("licence", "license", 1), ("kind", "kind", 0), ("ab", "ba", 2)]
        {
            assert_eq!(distance(one, other), steps);
            assert_eq!(distance(other, one), steps);
        }
    }
}
