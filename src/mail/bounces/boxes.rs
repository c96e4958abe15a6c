//! A box that reports come to: an mbox file, which is only read, or a Maildir, whose new messages are put with those
//! that have been seen.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

/// A message of this size is no report.
const LARGEST: u64 = 10 * 1024 * 1024;
/// So much of an mbox is read at once.
const CHUNK: u64 = 64 * 1024 * 1024;

/// How far an mbox has been read. It is appended to; one that was replaced or emptied is read from its beginning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    file: u64,
    offset: u64,
}

/// A message, and where it lies when it is a file of its own.
pub struct Found {
    pub bytes: Vec<u8>,
    file: Option<PathBuf>,
}

impl Found {
    /// Puts a file of a Maildir with those that have been seen. What a person may want to read stays unread.
    pub fn put_away(&self, is_done_with: bool) -> io::Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let (Some(folder), Some(name)) = (
            file.parent().and_then(Path::parent),
            file.file_name().and_then(|name| name.to_str()),
        ) else {
            return Ok(());
        };
        let name = name.split(":2,").next().unwrap_or(name);
        let flags = if is_done_with { "S" } else { "" };
        fs::rename(file, folder.join("cur").join(format!("{name}:2,{flags}")))
    }
}

/// What is new in a box since `place`, which moves on.
pub fn read(path: &Path, place: &mut Place) -> io::Result<Vec<Found>> {
    if path.is_dir() {
        return maildir(path);
    }
    let meta = fs::metadata(path)?;
    if place.file != meta.ino() || place.offset > meta.len() {
        *place = Place {
            file: meta.ino(),
            offset: 0,
        };
    }
    // Whoever delivers into it says so.
    if place.offset == meta.len() || Path::new(&format!("{}.lock", path.display())).exists() {
        return Ok(Vec::new());
    }
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(place.offset))?;
    let mut bytes = Vec::new();
    file.take(CHUNK).read_to_end(&mut bytes)?;
    place.offset += bytes.len() as u64;
    Ok(mbox(&bytes)
        .into_iter()
        .map(|bytes| Found { bytes, file: None })
        .collect())
}

fn maildir(path: &Path) -> io::Result<Vec<Found>> {
    let mut files: Vec<PathBuf> = fs::read_dir(path.join("new"))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|file| file.is_file())
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|file| {
            let mut bytes = Vec::new();
            File::open(&file)?.take(LARGEST).read_to_end(&mut bytes)?;
            let file = Some(file);
            Ok(Found { bytes, file })
        })
        .collect()
}

/// The messages of an mbox: each begins with a line «From …» after an empty one, and hides such lines of its own
/// behind a «>».
pub fn mbox(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut messages: Vec<Vec<u8>> = Vec::new();
    let mut after_empty = true;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if after_empty && line.starts_with(b"From ") {
            messages.push(Vec::new());
        } else {
            // A file that begins otherwise is one message as it is.
            if messages.is_empty() {
                messages.push(Vec::new());
            }
            let hidden = line.iter().take_while(|byte| **byte == b'>').count();
            let line = if hidden > 0 && line[hidden..].starts_with(b"From ") {
                &line[1..]
            } else {
                line
            };
            if let Some(message) = messages.last_mut() {
                message.extend_from_slice(line);
            }
        }
        after_empty = matches!(line, b"\n" | b"\r\n");
    }
    messages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m8_an_mbox_is_taken_apart_where_its_messages_begin() {
        let box_ = b"From MAILER-DAEMON Fri Nov 20\nSubject: a\n\n>From here\nFrom there\n\nFrom b@c Fri\nSubject: b\n\nx\n";
        let messages = mbox(box_);
        assert_eq!(messages.len(), 2);
        assert_eq!(messages[0], b"Subject: a\n\nFrom here\nFrom there\n\n");
        assert_eq!(messages[1], b"Subject: b\n\nx\n");
        assert_eq!(mbox(b"Subject: alone\n\nx\n"), [b"Subject: alone\n\nx\n"]);
        assert!(mbox(b"").is_empty());
    }
}
