//! Keys at rest: the node's in a file of mode 0600, root and steward keys as passphrase-encrypted age
//! files. What such a file holds is 24 words, so Debian's `age -d root.age` shows what to write down.
//!
//! Owns: reading and writing keys. Refuses to keep a decrypted root or steward key longer than one act.

use crate::folder::write_private;
use age::secrecy::SecretString;
use bip39::Mnemonic;
use protocol::api::{Problem, ProblemKind};
use protocol::id::{from_hex, to_hex};
use protocol::key::SecretKey;
use std::fs;
use std::path::Path;
use zeroize::Zeroizing;

/// 2^17 rounds of scrypt with 128 MiB: about half a second. Fixed, since what a fast or idle machine measured
/// would lock out a slow or busy one.
const WORK_FACTOR: u8 = 17;
/// Files of other programs, up to some 20 s on an old computer.
const MAX_WORK_FACTOR: u8 = 22;

/// Random bytes of the operating system.
///
/// # Panics
/// When the operating system has none: nothing that follows would be safe.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// A new key.
#[must_use]
pub fn generate() -> SecretKey {
    SecretKey::from_seed(&Zeroizing::new(random()))
}

/// Writes the node's key.
///
/// # Errors
/// When the file cannot be written.
pub fn save_plain(path: &Path, key: &SecretKey) -> Result<(), Problem> {
    let text = Zeroizing::new(to_hex(&*key.seed()));
    write_private(path, text.as_bytes())
}

/// Reads the node's key.
///
/// # Errors
/// When the file is missing or damaged.
pub fn load_plain(path: &Path) -> Result<SecretKey, Problem> {
    let text = Zeroizing::new(fs::read_to_string(path).map_err(|error| {
        let why = crate::folder::plain(&error);
        let message = format!("the node's key {} cannot be read: {why}", path.display());
        Problem::new(ProblemKind::Failure, message)
            .hint("restore the folder, or set a new node up with vicinia join")
    })?);
    let seed = Zeroizing::new(from_hex(text.trim()).map_err(|_| {
        let message = format!("the node's key {} is damaged", path.display());
        Problem::new(ProblemKind::Integrity, message)
    })?);
    Ok(SecretKey::from_seed(&seed))
}

/// The 24 words of a key.
#[must_use]
pub fn words(key: &SecretKey) -> Zeroizing<String> {
    let mnemonic = Mnemonic::from_entropy(&*key.seed()).expect("32 bytes make 24 words");
    Zeroizing::new(mnemonic.words().collect::<Vec<_>>().join(" "))
}

/// Encrypts a key with a passphrase. Takes about a second, on purpose.
///
/// # Errors
/// When the passphrase is too short or the file cannot be written.
pub fn save_encrypted(path: &Path, key: &SecretKey, passphrase: &str) -> Result<(), Problem> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(WORK_FACTOR);
    let text = Zeroizing::new(format!("{}\n", *words(key)));
    let sealed = age::encrypt(&recipient, text.as_bytes()).map_err(|error| {
        Problem::new(ProblemKind::Failure, format!("the key cannot be encrypted: {error}"))
    })?;
    write_private(path, &sealed)
}

/// Decrypts a key with its passphrase. Takes about a second.
///
/// # Errors
/// When the file is elsewhere, the passphrase is wrong, or the content is damaged.
pub fn load_encrypted(path: &Path, passphrase: &str) -> Result<SecretKey, Problem> {
    let sealed = fs::read(path).map_err(|error| {
        let why = crate::folder::plain(&error);
        let message = format!("the key {} cannot be read: {why}", path.display());
        Problem::new(ProblemKind::Refused, message)
            .hint("if the file is kept elsewhere, put it back for this act")
    })?;
    let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(MAX_WORK_FACTOR);
    let text = age::decrypt(&identity, &sealed).map_err(|error| match error {
        age::DecryptError::KeyDecryptionFailed | age::DecryptError::DecryptionFailed => {
            Problem::new(ProblemKind::Refused, "the passphrase is wrong").hint("try again")
        }
        other => {
            let why: String = other.to_string().lines().next().unwrap_or_default().to_owned();
            let message = format!("the key {} cannot be opened: {why}", path.display());
            Problem::new(ProblemKind::Integrity, message)
        }
    })?;
    let text = Zeroizing::new(text);
    let damaged = || Problem::new(ProblemKind::Integrity, format!("the key {} is damaged", path.display()));
    let words = std::str::from_utf8(&text).map_err(|_| damaged())?;
    let entropy = Zeroizing::new(Mnemonic::parse(words.trim()).map_err(|_| damaged())?.to_entropy());
    let seed = Zeroizing::new(<[u8; 32]>::try_from(entropy.as_slice()).map_err(|_| damaged())?);
    Ok(SecretKey::from_seed(&seed))
}

/// Refuses passphrases that guessing finds: at least twelve characters, no other rule.
///
/// # Errors
/// When it is shorter.
pub fn check_passphrase(passphrase: &str) -> Result<(), Problem> {
    if passphrase.chars().count() < 12 {
        return Err(Problem::new(ProblemKind::Usage, "the passphrase is shorter than 12 characters")
            .hint("four or five unrelated words make a good one"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encrypted_key_comes_back_with_its_passphrase_alone() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("root.age");
        let key = generate();
        save_encrypted(&path, &key, "correct horse battery").expect("saved");
        let again = load_encrypted(&path, "correct horse battery").expect("loaded");
        assert_eq!(again.public(), key.public());
        let wrong = load_encrypted(&path, "incorrect horse battery").expect_err("refused");
        assert_eq!(wrong.kind, ProblemKind::Refused);
    }

    #[test]
    fn a_plain_key_comes_back_and_only_its_owner_reads_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("node.key");
        let key = generate();
        save_plain(&path, &key).expect("saved");
        assert_eq!(load_plain(&path).expect("loaded").public(), key.public());
        let mode = fs::metadata(&path).expect("metadata").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
