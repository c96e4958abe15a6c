//! Whether letters may leave at all: two rows of `setting`, so that every instance on the database knows.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::conn::settings;
use crate::schema::setting;
use crate::{DbConn, bad_code, write};
use domain::letters::dispatch::{Held, HeldFor, Pause, Standing};

const HELD: &str = "outbox_held";
const PAUSED: &str = "outbox_paused";
const TIME: &str = "%Y-%m-%dT%H:%M:%S";

/// Both in one statement: it is asked each second.
pub fn standing(conn: &mut DbConn) -> QueryResult<Standing> {
    let rows: Vec<(String, String)> = setting::table
        .filter(setting::key.eq_any([HELD, PAUSED]))
        .select((setting::key, setting::value))
        .load(conn)?;
    let mut standing = Standing::default();
    for (key, value) in rows {
        let unread = || bad_code(format!("{key} says «{value}»"));
        if key == HELD {
            standing.held = Some(read_held(&value).ok_or_else(unread)?);
        } else {
            standing.pause = Some(read_pause(&value).ok_or_else(unread)?);
        }
    }
    Ok(standing)
}

fn time(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, TIME).ok()
}

fn read_held(value: &str) -> Option<Held> {
    let (since, why) = value.split_once(' ')?;
    Some(Held {
        since: time(since)?,
        why: HeldFor::from_code(why)?,
    })
}

fn read_pause(value: &str) -> Option<Pause> {
    let mut words = value.splitn(4, ' ');
    Some(Pause {
        since: time(words.next()?)?,
        until: time(words.next()?)?,
        times: words.next()?.parse().ok()?,
        said: words.next()?.to_owned(),
    })
}

/// Nothing leaves until somebody lets it go. A restored database is held before it is served.
pub fn hold(conn: &mut DbConn, why: HeldFor, now: NaiveDateTime) -> QueryResult<()> {
    let value = format!("{} {}", now.format(TIME), why.code());
    write(conn, |conn| settings::set(conn, HELD, &value))
}

/// False when it was not held.
pub fn let_go(conn: &mut DbConn) -> QueryResult<bool> {
    write(conn, |conn| settings::remove(conn, HELD))
}

pub fn pause(conn: &mut DbConn, pause: &Pause) -> QueryResult<()> {
    let (since, until) = (pause.since.format(TIME), pause.until.format(TIME));
    let value = format!("{since} {until} {} {}", pause.times, pause.said);
    write(conn, |conn| settings::set(conn, PAUSED, &value))
}

/// A letter has left, or somebody has mended what was wrong. False when there was no pause.
pub fn go_on(conn: &mut DbConn) -> QueryResult<bool> {
    write(conn, |conn| settings::remove(conn, PAUSED))
}
