//! The sample library inside the program: three organisations and what they share.
//!
//! Owns: reading it out. The files stand in `cli/library`, a folder an organisation.

use crate::context::io;
use protocol::api::{Problem, ProblemKind};
use protocol::vocabulary::ORGANISATION_KIND;
use std::path::Path;

#[derive(rust_embed::Embed)]
#[folder = "library"]
struct Files;

/// One organisation of the sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sample {
    /// Its folder's name.
    pub(crate) folder: &'static str,
    pub(crate) name: String,
    /// Code of [`ORGANISATION_KIND`].
    pub(crate) kind: u16,
    pub(crate) country: String,
    pub(crate) language: String,
    pub(crate) place: String,
}

/// One of the three, by its folder.
pub(crate) fn sample(folder: &'static str) -> Result<Sample, Problem> {
    let path = format!("{folder}/organisation.yaml");
    let file = Files::get(&path).ok_or_else(|| broken(&path, "is missing"))?;
    let text = String::from_utf8_lossy(&file.data);
    let field = |name: &str| field(&text, name).ok_or_else(|| broken(&path, &format!("lacks `{name}`")));
    let kind = field("kind")?;
    Ok(Sample {
        folder,
        name: field("name")?,
        kind: ORGANISATION_KIND.code(&kind).ok_or_else(|| broken(&path, "has an unknown kind"))?,
        country: field("country")?,
        language: field("language")?,
        place: field("territory")?,
    })
}

/// Writes an organisation's texts into a folder.
pub(crate) fn unpack(sample: &Sample, into: &Path) -> Result<(), Problem> {
    std::fs::create_dir_all(into).map_err(|error| io("Making", into, &error))?;
    let names = Files::iter().filter(|name| name.ends_with(".md"));
    for name in names {
        let Some(rest) = name.strip_prefix(sample.folder).and_then(|rest| rest.strip_prefix('/')) else {
            continue;
        };
        let Some(file) = Files::get(&name) else { continue };
        let path = into.join(rest);
        std::fs::write(&path, &file.data).map_err(|error| io("Writing", &path, &error))?;
    }
    Ok(())
}

/// A field of these files, which have one line each and no nesting.
fn field(text: &str, name: &str) -> Option<String> {
    let value = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    Some(value.trim().trim_matches(['"', '\'']).to_owned())
}

fn broken(path: &str, how: &str) -> Problem {
    Problem::new(ProblemKind::Failure, format!("The sample file {path} {how}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_has_its_particulars_and_texts() {
        for folder in crate::demo::FOLDERS {
            let sample = sample(folder).expect("complete");
            assert_eq!((sample.country.len(), sample.language.len()), (2, 2), "{folder}");
            let into = tempfile::tempdir().expect("a folder");
            unpack(&sample, into.path()).expect("unpacked");
            let found = crate::sources::collect(&[into.path().to_owned()]).expect("collected");
            assert!(found.files.len() >= 5 && found.skipped == 0, "{folder}");
        }
    }
}
