//! The folder of an index, as tantivy writes it, with one flush a commit instead of one a file.
//!
//! Owns: when bytes must have reached the disk. Refuses to know: what is in the files; reading and
//! locking are tantivy's. Neighbours: `shelf.rs` opens indexes on it.
//!
//! A commit of a single work writes eight files, and each makes the list of files be written again:
//! about twenty flushes, a tenth of a second on a common disk. Only the order matters: everything a
//! commit names must be there before the commit. So files are flushed together, when tantivy asks for
//! the folder to be durable, right before it replaces `meta.json`. The list of files only serves
//! cleaning up and is not flushed.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};
use tempfile::NamedTempFile;

/// Where tantivy keeps the names of the files it may delete.
const LIST_OF_FILES: &str = ".managed.json";

/// See the module.
#[derive(Debug, Clone)]
pub(super) struct Disk {
    folder: PathBuf,
    mapped: MmapDirectory,
    /// Complete files whose bytes may not have reached the disk.
    unflushed: Arc<Mutex<Vec<File>>>,
}

impl Disk {
    /// # Errors
    /// There is no such folder.
    pub(super) fn open(folder: &Path) -> Result<Self, OpenDirectoryError> {
        let mapped = MmapDirectory::open(folder)?;
        Ok(Self { folder: folder.to_owned(), mapped, unflushed: Arc::default() })
    }
}

impl Directory for Disk {
    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let created = OpenOptions::new().write(true).create_new(true).open(self.folder.join(path));
        let file = created.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_owned()),
            _ => OpenWriteError::wrap_io_error(error, path.to_owned()),
        })?;
        let unflushed = Arc::clone(&self.unflushed);
        Ok(BufWriter::new(Box::new(Writer { file, unflushed })))
    }

    fn sync_directory(&self) -> io::Result<()> {
        let files = std::mem::take(&mut *self.unflushed.lock().unwrap_or_else(PoisonError::into_inner));
        files.iter().try_for_each(File::sync_data)?;
        self.mapped.sync_directory()
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if path != Path::new(LIST_OF_FILES) {
            return self.mapped.atomic_write(path, data);
        }
        // A name of its own: a thread of a writer that failed may still be at work beside the next writer, and would
        // take a common one away under it.
        let mut aside = NamedTempFile::new_in(&self.folder)?;
        aside.write_all(data)?;
        aside.persist(self.folder.join(path))?;
        Ok(())
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.mapped.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.mapped.atomic_read(path)
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.mapped.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(callback)
    }
}

/// A file that becomes one to flush when it is complete.
struct Writer {
    file: File,
    unflushed: Arc<Mutex<Vec<File>>>,
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for Writer {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        let file = self.file.try_clone()?;
        self.unflushed.lock().unwrap_or_else(PoisonError::into_inner).push(file);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_writers_of_a_folder_do_not_take_the_list_of_files_from_each_other() {
        let folder = tempfile::tempdir().unwrap();
        std::thread::scope(|threads| {
            for list in [b"one".as_slice(), b"other"] {
                let disk = Disk::open(folder.path()).unwrap();
                threads.spawn(move || {
                    for _ in 0..500 {
                        disk.atomic_write(Path::new(LIST_OF_FILES), list).unwrap();
                    }
                });
            }
        });
        let left: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name()).collect();
        assert_eq!(left, [LIST_OF_FILES]);
        let list = std::fs::read(folder.path().join(LIST_OF_FILES)).unwrap();
        assert!(list == b"one" || list == b"other", "{list:?}");
    }
}
