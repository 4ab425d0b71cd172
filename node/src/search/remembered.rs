//! What was looked up, kept until the next commit.
//!
//! Owns: the bound, and that nobody waits for another's look. Refuses to know: what is looked up. Neighbours:
//! `view.rs` keeps these as long as a state of the index; `forms.rs` and `census.rs` look.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Texts that are remembered; then all are forgotten.
const MAX: usize = 4_096;

/// What was found for a text.
pub(super) struct Remembered<T>(Mutex<HashMap<String, Arc<[T]>>>);

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Remembered<T> {
    /// What belongs to a text, from `look` if it was not looked for yet.
    ///
    /// # Errors
    /// As `look`.
    pub(super) fn of(
        &self,
        text: &str,
        look: impl FnOnce() -> tantivy::Result<Vec<T>>,
    ) -> tantivy::Result<Arc<[T]>> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(text) {
            return Ok(Arc::clone(known));
        }
        let found: Arc<[T]> = look()?.into();
        let mut known = lock();
        if known.len() >= MAX {
            known.clear();
        }
        known.insert(text.to_owned(), Arc::clone(&found));
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_looked_for_once_and_the_number_has_a_bound() {
        let remembered = Remembered::default();
        for number in 0..MAX + 10 {
            let text = number.to_string();
            let first = remembered.of(&text, || Ok(vec![number])).unwrap();
            let again = remembered.of(&text, || panic!("looked for again")).unwrap();
            assert_eq!(*first, *again);
            assert!(remembered.0.lock().unwrap().len() <= MAX);
        }
        assert!(remembered.of("x", || Err(tantivy::TantivyError::InternalError(String::new()))).is_err());
        assert_eq!(*remembered.of("x", || Ok(vec![7])).unwrap(), [7], "failures are not remembered");
    }
}
