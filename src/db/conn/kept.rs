//! What was read whole, kept in memory until the versions of its mapping say that it is old. Instances of the portal
//! notice each other's changes, because the versions come from the database with every page.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// Of the register, and of the country's municipalities.
type Versions = (i64, i64);

pub(crate) struct Kept<K, T> {
    /// As many at once; one more, and all are read anew when they are asked for.
    most: usize,
    kept: Mutex<HashMap<K, (Versions, Arc<T>)>>,
}

impl<K: Eq + Hash, T> Kept<K, T> {
    pub(crate) fn new(most: usize) -> Self {
        Self {
            most,
            kept: Mutex::default(),
        }
    }

    pub(crate) fn get(&self, key: &K, versions: Versions) -> Option<Arc<T>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, value) = kept.get(key)?;
        (*of == versions).then(|| Arc::clone(value))
    }

    pub(crate) fn keep(&self, key: K, versions: Versions, value: &Arc<T>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= self.most && !kept.contains_key(&key) {
            kept.clear();
        }
        kept.insert(key, (versions, Arc::clone(value)));
    }
}

/// A shelf for each kind of thing, put up when the first of its kind is kept.
#[derive(Default)]
pub(crate) struct Shelves(Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

impl Shelves {
    pub(crate) fn of<K, T>(&self, most: usize) -> Option<Arc<Kept<K, T>>>
    where
        K: Eq + Hash + Send + 'static,
        T: Send + Sync + 'static,
    {
        let mut shelves = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = shelves
            .entry(TypeId::of::<Kept<K, T>>())
            .or_insert_with(|| Arc::new(Kept::<K, T>::new(most)));
        Arc::clone(found).downcast().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_kept_than_may_be_and_nothing_that_is_old() {
        let kept = Kept::new(2);
        for key in 1..=3 {
            kept.keep(key, (1, 1), &Arc::new(key * 10));
        }
        assert_eq!(kept.get(&1, (1, 1)), None);
        assert_eq!(kept.get(&3, (1, 1)).as_deref(), Some(&30));
        assert_eq!(kept.get(&3, (2, 1)), None);
        assert_eq!(kept.get(&3, (1, 2)), None);
    }
}
