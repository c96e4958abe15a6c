//! What was read whole, kept in memory until the versions of its mapping say that it is old. Instances of the portal
//! notice each other's changes, because the versions come from the database with every page.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use diesel::QueryResult;

use super::connection::{Shared, shared};
use super::write::is_in_transaction;
use crate::DbConn;
use domain::places::mapping::Mapping;

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

    fn get(&self, key: &K, versions: Versions) -> Option<Arc<T>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, value) = kept.get(key)?;
        (*of == versions).then(|| Arc::clone(value))
    }

    fn keep(&self, key: K, versions: Versions, value: &Arc<T>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= self.most && !kept.contains_key(&key) {
            kept.clear();
        }
        kept.insert(key, (versions, Arc::clone(value)));
    }
}

/// What is kept for a mapping that was just read, or what `read` finds now.
pub(crate) fn kept_or_read<K: Eq + Hash, T>(
    conn: &mut DbConn,
    of: fn(&Shared) -> &Kept<K, T>,
    key: K,
    mapping: &Mapping,
    read: impl FnOnce(&mut DbConn) -> QueryResult<T>,
) -> QueryResult<Arc<T>> {
    let versions = (mapping.register_version, mapping.municipalities_version);
    // Inside a transaction the version may be one that is rolled back, and then given to other contents.
    let shared = if is_in_transaction(conn)? {
        None
    } else {
        shared(conn)
    };
    if let Some(kept) = shared.as_ref().and_then(|shared| of(shared).get(&key, versions)) {
        return Ok(kept);
    }
    let value = Arc::new(read(conn)?);
    if let Some(shared) = shared {
        of(&shared).keep(key, versions, &value);
    }
    Ok(value)
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
