//! The data folder: where each thing lies, and who may read it.
//!
//! Owns: names and modes. Refuses to know what is in the files.

use protocol::api::{Problem, ProblemKind};
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

/// A node's folder.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at this path, whether it exists or not.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        Self(path.to_path_buf())
    }

    /// Makes it, readable by its owner alone.
    ///
    /// # Errors
    /// When it holds a node already, or cannot be written.
    pub fn create(path: &Path) -> Result<Self, Problem> {
        let folder = Self::new(path);
        if folder.identity().exists() {
            let message = format!("the folder {} holds a node already", path.display());
            let hint = "choose another folder with --data, or start this one: vicinia up";
            return Err(Problem::new(ProblemKind::Refused, message).hint(hint));
        }
        for made in [folder.0.clone(), folder.keys()] {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(&made)
                .map_err(|error| cannot_write(&made, &error))?;
        }
        Ok(folder)
    }

    /// The folder, if a node was set up in it.
    ///
    /// # Errors
    /// When there is none, or it cannot be seen whether there is one.
    pub fn existing(path: &Path) -> Result<Self, Problem> {
        let folder = Self::new(path);
        match fs::metadata(folder.identity()) {
            Ok(_) => Ok(folder),
            Err(error) => Err(not_there(path, &error)),
        }
    }

    /// Refuses the folder to any user but the one whom the node belongs to: what another leaves in it, root
    /// above all, its owner could never write again.
    ///
    /// # Errors
    /// When another user owns the node, or it cannot be seen who does.
    pub fn owned(&self) -> Result<(), Problem> {
        let owner = fs::metadata(self.identity()).map_err(|error| not_there(&self.0, &error))?.uid();
        belongs(&self.0, owner, rustix::process::geteuid().as_raw())
    }

    /// The folder itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Who this node is. Its presence makes the folder a node's.
    #[must_use]
    pub fn identity(&self) -> PathBuf {
        self.0.join("identity.json")
    }

    /// Settings that people edit.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.0.join("vicinia.toml")
    }

    /// Secrets, one a file.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.0.join("keys")
    }

    /// The node's key: hexadecimal seed.
    #[must_use]
    pub fn node_key(&self) -> PathBuf {
        self.keys().join("node.key")
    }

    /// The organisation's root key, encrypted; may be moved elsewhere.
    #[must_use]
    pub fn root_key(&self) -> PathBuf {
        self.keys().join("root.age")
    }

    /// A new root key, encrypted, until the stewards have put it in force.
    #[must_use]
    pub fn next_root_key(&self) -> PathBuf {
        self.keys().join("root-next.age")
    }

    /// The steward key, encrypted; may be moved elsewhere.
    #[must_use]
    pub fn steward_key(&self) -> PathBuf {
        self.keys().join("steward.age")
    }

    /// The index: disposable.
    #[must_use]
    pub fn index(&self) -> PathBuf {
        self.0.join("index")
    }

    /// Where the command line reaches a running node.
    #[must_use]
    pub fn socket(&self) -> PathBuf {
        self.0.join("control.sock")
    }
}

fn not_there(path: &Path, error: &io::Error) -> Problem {
    let path = path.display();
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            Problem::new(ProblemKind::NotFound, format!("there is no node in {path}"))
                .hint("set one up: vicinia init --found NAME, or vicinia join INVITATION")
        }
        io::ErrorKind::PermissionDenied => {
            Problem::new(ProblemKind::Refused, format!("the folder {path} may not be read by this user"))
                .hint("run the command as the user that set the node up")
        }
        _ => {
            let message = format!("the folder {path} cannot be read: {}", plain(error));
            Problem::new(ProblemKind::Failure, message)
        }
    }
}

fn belongs(path: &Path, owner: u32, user: u32) -> Result<(), Problem> {
    if owner == user {
        return Ok(());
    }
    let message = format!("the folder {} belongs to another user, number {owner}", path.display());
    Err(Problem::new(ProblemKind::Refused, message)
        .hint(format!("run the command as the user that owns the folder: sudo -u '#{owner}' vicinia …")))
}

/// Writes a file whole or not at all, readable by its owner alone: temp file, fsync, rename, fsync.
///
/// # Errors
/// When the disk or the permissions say no.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let temporary = path.with_extension("new");
    let written = (|| {
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, path)?;
        let parent = path.parent().unwrap_or(Path::new("."));
        fs::File::open(parent)?.sync_all()
    })();
    written.map_err(|error: io::Error| {
        // What did not become the file is of no use, and may hold the room that was missing.
        let _ = fs::remove_file(&temporary);
        cannot_write(path, &error)
    })
}

fn cannot_write(path: &Path, error: &io::Error) -> Problem {
    let message = format!("writing to {} failed: {}", path.display(), plain(error));
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            Problem::new(ProblemKind::Refused, message).hint("choose a folder of your own with --data")
        }
        io::ErrorKind::StorageFull => {
            Problem::new(ProblemKind::Failure, message).hint("make room on the disk and try again")
        }
        _ => Problem::new(ProblemKind::Failure, message),
    }
}

/// An error of the operating system in plain words.
#[must_use]
pub fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        io::ErrorKind::NotFound => "no such file or folder".into(),
        io::ErrorKind::StorageFull => "the disk is full".into(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".into(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_owner_opens_a_folder() {
        let path = Path::new("/var/lib/Vicinia");
        assert_eq!(belongs(path, 1000, 1000), Ok(()));
        let problem = belongs(path, 1000, 0).expect_err("root is not the owner");
        assert_eq!(problem.kind, ProblemKind::Refused);
        assert!(problem.message.contains("/var/lib/Vicinia") && problem.message.contains("1000"));
    }

    #[test]
    fn a_folder_that_cannot_be_read_is_not_an_empty_one() {
        let told = |kind: io::ErrorKind| not_there(Path::new("/srv/node"), &kind.into()).kind;
        assert_eq!(told(io::ErrorKind::NotFound), ProblemKind::NotFound);
        assert_eq!(told(io::ErrorKind::PermissionDenied), ProblemKind::Refused);
        assert_eq!(told(io::ErrorKind::TimedOut), ProblemKind::Failure);
    }
}
