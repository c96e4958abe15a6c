//! The memory that Argon2 fills: kept while others wait for their turn, given back when nobody does.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use argon2::Block;
use zeroize::Zeroize as _;

/// In blocks of 1 KiB. What is larger than 32 MiB glibc asks of the system by itself, and gives back the moment it is
/// freed; anything smaller, as the 19 MiB of a hash, stays for good in the arena of the thread that hashed: 1.4 GB
/// after 500 log-ins. What lies beyond a hash's own blocks is never touched, so it is an address and no memory.
const ROOM: usize = 33 * 1024;

/// Blocks for one hash after another.
#[derive(Default)]
pub struct Memory(Vec<Block>);

impl Memory {
    /// As many as the parameters want, with anything in them: Argon2 writes each block before it reads it.
    pub fn blocks(&mut self, count: usize) -> &mut [Block] {
        if self.0.len() < count {
            self.0.reserve_exact(count.max(ROOM).saturating_sub(self.0.len()));
            self.0.resize(count, Block::new());
        }
        &mut self.0[..count]
    }

    /// They were made of a password: who reads them knows how to guess it without the 19 MiB.
    fn wipe(&mut self) {
        self.0.iter_mut().zeroize();
    }
}

/// What a panic has left in the middle is not given back as it is. What was wiped before is so few that it costs nothing.
impl Drop for Memory {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.wipe();
        }
    }
}

/// Where memory lies between two hashes.
#[derive(Default)]
pub struct Shelf {
    idle: Mutex<Vec<Memory>>,
    waiting: AtomicUsize,
}

impl Shelf {
    /// Somebody stands in line, until what is returned is dropped.
    pub fn wait(&self) -> Waiting<'_> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        Waiting(self)
    }

    /// Lends memory to `work`. There is as much of it as there are turns, because only who has one comes here.
    pub fn lend<T>(&self, work: impl FnOnce(&mut Memory) -> T) -> T {
        let mut memory = self.idle().pop().unwrap_or_default();
        let outcome = work(&mut memory);
        memory.wipe();
        self.take_back(memory);
        outcome
    }

    /// Fresh memory costs a hash half as much CPU again, because the system gives it page by page. So in a storm of
    /// log-ins it goes from hand to hand. Whoever logs in alone gives it back: kept for the next one, it would be 38 MB
    /// on two cores for as long as the portal runs, more than all the rest of it at idle.
    fn take_back(&self, memory: Memory) {
        let mut idle = self.idle();
        if self.waiting.load(Ordering::SeqCst) > 0 {
            idle.push(memory);
        } else {
            // Also what a waiting one that gave up has left here.
            let left = std::mem::take(&mut *idle);
            drop(idle);
            drop((memory, left));
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Memory>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends with the wait, also when whoever waited has gone away.
pub struct Waiting<'a>(&'a Shelf);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
impl Memory {
    pub fn size(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
impl Shelf {
    pub fn is_waited_for(&self) -> bool {
        self.waiting.load(Ordering::SeqCst) > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_hashes_after_each_other_use_the_same_memory_while_somebody_waits() {
        let shelf = Shelf::default();
        let waiting = shelf.wait();
        let first = shelf.lend(|memory| memory.blocks(64).as_ptr() as usize);
        let second = shelf.lend(|memory| (memory.size(), memory.blocks(64).as_ptr() as usize));
        assert_eq!(second, (64, first));
        drop(waiting);
        // This one still finds it, and gives it back.
        assert_eq!(shelf.lend(|memory| memory.size()), 64);
        assert!(shelf.idle().is_empty());
        assert_eq!(shelf.lend(|memory| memory.size()), 0);
    }

    #[test]
    fn nothing_of_a_password_is_left_in_it() {
        let shelf = Shelf::default();
        let _waiting = shelf.wait();
        shelf.lend(|memory| memory.blocks(8)[7].as_mut().fill(7));
        shelf.lend(|memory| {
            assert!(
                memory
                    .blocks(8)
                    .iter()
                    .all(|block| block.as_ref().iter().all(|word| *word == 0))
            );
        });
    }

    #[test]
    fn a_hash_that_wants_more_gets_more() {
        let mut memory = Memory::default();
        assert_eq!(memory.blocks(8).len(), 8);
        assert!(memory.0.capacity() >= ROOM);
        assert_eq!(memory.blocks(16).len(), 16);
        assert_eq!(memory.blocks(8).len(), 8);
        assert_eq!(memory.blocks(ROOM + 1).len(), ROOM + 1);
    }
}
