//! Files to publish, found on disk.
//!
//! Owns: which files count, and reasons why one cannot be read. Refuses to know their format: that is
//! the node's business.

use crate::context::io;
use protocol::api::{Problem, ProblemKind, SourceFile};
use std::ffi::OsStr;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Longest file that is sent: far more than a record can hold, so the node gives the exact reason.
const FILE_BYTES: u64 = 1024 * 1024;
/// Folders inside folders.
const DEPTH: usize = 32;
const ENDINGS: &[&str] = &["md", "txt"];
const OTHER_TYPE: &str = "is not a Markdown or text file: its name has to end in .md or .txt";
const OUTSIDE: &str = "is a link that leads out of the folder; to publish it, name it by itself";

/// What a path holds.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Files to publish in order of their paths; with a reason if one cannot even be tried.
    pub(crate) files: Vec<(PathBuf, Option<String>)>,
    /// Files left alone: hidden or of other types.
    pub(crate) skipped: u64,
}

/// A file by itself, or every `.md` and `.txt` file of a folder and its folders.
///
/// # Errors
/// When a path is not there or a folder cannot be listed.
pub(crate) fn collect(paths: &[PathBuf]) -> Result<Found, Problem> {
    let mut found = Found::default();
    for path in paths {
        let meta = std::fs::metadata(path).map_err(|error| io("Opening", path, &error))?;
        if meta.is_dir() {
            std::fs::read_dir(path).map_err(|error| io("Opening", path, &error))?;
            let root = std::fs::canonicalize(path).map_err(|error| io("Opening", path, &error))?;
            found.walk(&root, path, DEPTH);
        } else {
            let other = (!wanted(path)).then(|| OTHER_TYPE.to_owned());
            found.files.push((path.clone(), other));
        }
    }
    found.files.sort();
    found.files.dedup_by(|one, other| one.0 == other.0);
    Ok(found)
}

/// The one file of a command that takes no more.
///
/// # Errors
/// When it is not there, cannot be read, or is no text.
pub(crate) fn one(path: &Path) -> Result<SourceFile, Problem> {
    std::fs::metadata(path).map_err(|error| io("Opening", path, &error))?;
    read(path).map_err(|reason| {
        Problem::new(ProblemKind::Refused, format!("The file {} {reason}.", path.display()))
    })
}

impl Found {
    /// `root` is the folder that was named: what lies outside it was not asked for.
    fn walk(&mut self, root: &Path, folder: &Path, depth: usize) {
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                return self.files.push((folder.to_owned(), Some(sentence("cannot be opened", &error))));
            }
        };
        for entry in entries {
            match entry {
                Ok(entry) => self.visit(root, &entry, depth),
                Err(error) => {
                    self.files.push((folder.to_owned(), Some(sentence("cannot be listed", &error))))
                }
            }
        }
    }

    fn visit(&mut self, root: &Path, entry: &std::fs::DirEntry, depth: usize) {
        let path = entry.path();
        // A link to a folder could lead round in a circle; a link to a file of this folder is a file.
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        match (hidden(&path), is_folder) {
            (true, _) => self.skipped += 1,
            (false, true) if depth == 0 => {
                self.files.push((path, Some("is too deep inside other folders".to_owned())))
            }
            (false, true) => self.walk(root, &path, depth - 1),
            (false, false) if wanted(&path) => {
                let outside = leads_out(root, &path).then(|| OUTSIDE.to_owned());
                self.files.push((path, outside));
            }
            (false, false) => self.skipped += 1,
        }
    }
}

/// Whether a path of this folder is a link to something outside it; one that leads nowhere is told when it is read.
fn leads_out(root: &Path, path: &Path) -> bool {
    std::fs::canonicalize(path).is_ok_and(|target| !target.starts_with(root))
}

fn hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn wanted(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Reads a file, or says in words what is wrong with it.
pub(crate) fn read(path: &Path) -> Result<SourceFile, String> {
    let full = std::fs::canonicalize(path).map_err(|error| sentence("cannot be read", &error))?;
    let key = full.to_str().ok_or("has a name that is not UTF-8")?.to_owned();
    let name = full.file_name().and_then(OsStr::to_str).unwrap_or_default().to_owned();
    // Looked at before it is opened: opening a pipe would wait for whoever writes to it.
    let meta = std::fs::metadata(&full).map_err(|error| sentence("cannot be read", &error))?;
    if !meta.is_file() {
        return Err("is not a file".to_owned());
    }
    let file = std::fs::File::open(&full).map_err(|error| sentence("cannot be read", &error))?;
    let mut bytes = Vec::new();
    file.take(FILE_BYTES + 1).read_to_end(&mut bytes).map_err(|error| sentence("cannot be read", &error))?;
    if bytes.len() as u64 > FILE_BYTES {
        return Err("is longer than 1 MiB; a work has at most 250 KiB of text".to_owned());
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = 1 + error.as_bytes()[..error.utf8_error().valid_up_to()]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        format!("is not UTF-8 text from line {line} on; save it as UTF-8 and try again")
    })?;
    Ok(SourceFile { key, name, text })
}

fn sentence(what: &str, error: &std::io::Error) -> String {
    format!("{what}: {error}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::write;

    fn library() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(at("sub/.git")).expect("made");
        write(at("b.md"), "# B").expect("written");
        write(at("a.TXT"), "A").expect("written");
        write(at("sub/c.md"), b"# ok\nCitt\xe0").expect("written");
        write(at(".hidden.md"), "no").expect("written");
        write(at("sub/.git/d.md"), "no").expect("written");
        write(at("photo.jpg"), "no").expect("written");
        folder
    }

    #[test]
    fn a_folder_gives_its_texts_sorted_and_counts_the_rest() {
        let folder = library();
        let found = collect(&[folder.path().to_owned()]).expect("collected");
        let names: Vec<_> = found
            .files
            .iter()
            .map(|(path, _)| path.strip_prefix(folder.path()).expect("inside").display().to_string())
            .collect();
        assert_eq!(names, ["a.TXT", "b.md", "sub/c.md"]);
        assert_eq!(found.skipped, 3);
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let folder = library();
        let at = |name: &str| folder.path().join(name);
        let reason = |name: &str| read(&at(name)).expect_err("refused");
        assert!(reason("sub/c.md").starts_with("is not UTF-8 text from line 2 on"));
        assert!(reason("gone.md").starts_with("cannot be read: "));
        assert_eq!(reason("sub"), "is not a file");
        write(at("long.md"), vec![b'a'; 1024 * 1024 + 1]).expect("written");
        assert!(reason("long.md").starts_with("is longer than 1 MiB"));
    }

    #[test]
    fn a_file_is_known_by_its_full_path() {
        let folder = library();
        let file = read(&folder.path().join("sub/../b.md")).expect("read");
        let full = folder.path().canonicalize().expect("a path").join("b.md");
        assert_eq!((file.key.as_str(), file.name.as_str()), (full.to_str().expect("text"), "b.md"));
    }

    #[test]
    fn links_that_go_round_are_not_followed() {
        let folder = library();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("sub/round")).expect("linked");
        assert_eq!(collect(&[folder.path().to_owned()]).expect("collected").files.len(), 3);
    }

    /// What is said of the files of a folder, by name.
    fn reasons(folder: &Path) -> Vec<(String, Option<String>)> {
        let found = collect(&[folder.to_owned()]).expect("collected");
        let name = |path: &Path| path.file_name().expect("a name").to_str().expect("text").to_owned();
        found.files.into_iter().map(|(path, reason)| (name(&path), reason)).collect()
    }

    #[test]
    fn links_that_lead_out_of_the_folder_are_refused() {
        let (library, outside) = (library(), tempfile::tempdir().expect("a folder"));
        let at = |name: &str| library.path().join(name);
        write(outside.path().join("mine.txt"), "mine").expect("written");
        let link = |target: &Path, name: &str| std::os::unix::fs::symlink(target, at(name)).expect("linked");
        link(&outside.path().join("mine.txt"), "out.md");
        link(Path::new("../b.md"), "sub/in.md");
        link(Path::new("nowhere"), "gone.md");
        let reasons = reasons(library.path());
        let of = |name: &str| reasons.iter().find(|one| one.0 == name).expect("collected").1.as_deref();
        assert_eq!(of("out.md"), Some(OUTSIDE));
        assert_eq!((of("in.md"), of("gone.md"), of("b.md")), (None, None, None));
        let named = collect(&[at("out.md")]).expect("collected");
        assert_eq!(named.files, [(at("out.md"), None)], "who names it wants it");
    }

    #[test]
    fn what_is_named_has_to_be_a_text_too() {
        let folder = library();
        let photo = folder.path().join("photo.jpg");
        let found = collect(std::slice::from_ref(&photo)).expect("collected");
        assert_eq!(found.files, [(photo, Some(OTHER_TYPE.to_owned()))]);
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = library();
        let pipe = folder.path().join("x.md");
        let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
        rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, mode).expect("a pipe");
        assert_eq!(read(&pipe).expect_err("refused"), "is not a file");
        assert_eq!(one(&pipe).expect_err("refused").kind, ProblemKind::Refused);
    }

    #[test]
    fn a_path_that_is_not_there_is_a_problem_by_itself() {
        let problem = collect(&[PathBuf::from("/nowhere/at/all")]).expect_err("no such path");
        assert_eq!(problem.kind, ProblemKind::NotFound);
        let problem = one(Path::new("/nowhere/at/all")).expect_err("no such path");
        assert_eq!(problem.kind, ProblemKind::NotFound, "the same of one file");
    }
}
