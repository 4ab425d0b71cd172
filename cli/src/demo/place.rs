//! Where the demonstration keeps its data: a temporary folder, or one that stays.

use crate::context::io;
use protocol::api::{Problem, ProblemKind};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

/// A folder only this user can enter.
pub(super) enum Place {
    /// Removed when dropped.
    Passing(tempfile::TempDir),
    /// Stays.
    Kept(PathBuf),
}

impl Place {
    pub(super) fn new(keep: Option<&Path>) -> Result<Self, Problem> {
        let Some(folder) = keep else {
            let made = tempfile::Builder::new().prefix("vicinia-demo-").tempdir();
            return made
                .map(Self::Passing)
                .map_err(|error| io("Making a folder in", &std::env::temp_dir(), &error));
        };
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(|error| io("Making", folder, &error))?;
        let folder = folder.canonicalize().map_err(|error| io("Opening", folder, &error))?;
        let mut entries = std::fs::read_dir(&folder).map_err(|error| io("Opening", &folder, &error))?;
        if entries.next().is_some() {
            let message = format!("The folder {} is not empty.", folder.display());
            return Err(Problem::new(ProblemKind::Usage, message).hint("Name a new folder with --keep."));
        }
        Ok(Self::Kept(folder))
    }

    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Passing(folder) => folder.path(),
            Self::Kept(folder) => folder,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_in_use_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(Place::new(Some(&folder.path().join("new"))).is_ok());
        assert_eq!(Place::new(Some(folder.path())).err().expect("in use").kind, ProblemKind::Usage);
    }

    #[test]
    fn a_passing_folder_goes() {
        let place = Place::new(None).expect("made");
        let path = place.path().to_owned();
        drop(place);
        assert!(!path.exists());
    }
}
