//! How long the session lasts, as the script of every page must know it to warn in time.

use super::kept_forms;
use crate::page::Page;

/// In seconds from now.
pub struct SessionTime {
    /// Whose it is: what the browser keeps of what was typed is theirs only.
    pub user: i64,
    pub left: i64,
    /// Until it ends whatever the person does.
    pub longest: i64,
    /// What a sign of life gives.
    pub idle: i64,
    /// What is said when it is over.
    pub over: &'static str,
}

impl Page {
    /// For the script that warns in time. Nothing for those who are not wholly signed in.
    pub fn session_time(&self) -> Option<SessionTime> {
        self.actor()?;
        let session = self.session.as_deref()?;
        let (left, longest) = session.lasts(self.now);
        Some(SessionTime {
            user: session.actor.user.0,
            left: left.num_seconds(),
            longest: longest.num_seconds(),
            idle: session.idle_limit().num_seconds(),
            over: if kept_forms::takes(self) {
                self.t.session_over()
            } else {
                self.t.session_over_here()
            },
        })
    }
}
