//! The chief executive vouches for the list as a whole: that writes a submission, and sends a receipt.

use super::hearing::{AnswerError, Desk, Place, open};
use super::submitting;
use crate::round::deputies;
use crate::{Context, TaskError, passes_on};
use base::secret;
use base::submission::{Content, Document, Head, sha256};
use db::answer::own_list::{self, Row, Which};
use db::answer::proposals;
use db::answer::questions::{self, Of};
use db::answer::submissions::{self, NewSubmission};
use db::mapping::mappings;
use db::round::rounds;
use db::{DbConn, mailing};
use domain::answer::proposal::may_say_none;
use domain::answer::response::Response;
use domain::event::Happening;
use domain::letters::letter::{Concerns, Letter};
use domain::places::directory::Directory;
use domain::places::municipality::WrittenForm;
use domain::round::hearing::Step;
use i18n::Lang;
use mail::hearing_letters::ReceiptWords;
use report::receipt;

#[derive(Debug, thiserror::Error)]
pub enum ConfirmError {
    /// So many rows have no answer yet.
    #[error("{0} rows are unanswered")]
    Unanswered(usize),
    /// Somebody has changed an answer since the page was shown.
    #[error("the answers have changed meanwhile")]
    Changed,
    /// There is no row, no proposal, and nobody said that there is nothing.
    #[error("nothing is said")]
    Nothing,
    #[error(transparent)]
    Answer(#[from] AnswerError),
}

passes_on!(ConfirmError::Answer, TaskError);

/// The number of the submission, which its receipt's address has. Confirming once more what was confirmed already
/// is the same submission: a double click makes one.
///
/// `shown` is the fingerprint of what the page showed: nobody signs what they have not seen.
pub fn confirm(
    conn: &mut DbConn,
    context: &Context,
    place: &Place,
    shown: &str,
) -> Result<i32, ConfirmError> {
    db::write(conn, |conn| {
        let desk = open(conn, context, place)?;
        if !desk.rights.may_confirm {
            return Err(TaskError::Forbidden.into());
        }
        let own = &desk.own;
        let rows = own_list::rows(conn, own, Which::All)?;
        let unanswered = own_list::progress(&rows).left();
        let state = own
            .hearing
            .take(Step::Confirm(unanswered), &own.round, context.now)
            .map_err(|_| ConfirmError::Unanswered(unanswered))?;
        let directory = db::directory(conn, &own.mapping)?;
        let said = content(conn, &desk, &directory, &rows)?;
        if said.responses.is_empty() && said.proposals.is_empty() && !said.nil_return {
            return Err(ConfirmError::Nothing);
        }
        if said.fingerprint().map_err(broken)? != shown {
            return Err(ConfirmError::Changed);
        }
        let latest = submissions::latest(conn, own)?;
        if let Some(latest) = latest.as_ref().filter(|latest| {
            latest.document.content == said && latest.document.head.round == own.round.number
        }) && own.hearing.state == state
        {
            deputies::finish(conn, context, &desk, Some(latest.brief.id))?;
            return Ok(latest.brief.number);
        }
        let number = latest.map_or(1, |latest| latest.brief.number + 1);
        let document = Document {
            head: head(conn, context, &desk, &directory, number)?,
            content: said,
        };
        let canonical = document.canonical().map_err(broken)?;
        let sha256 = sha256(&canonical);
        let new = NewSubmission {
            document: &document,
            canonical: &canonical,
            sha256: &sha256,
            by: desk.user,
            at: context.now,
        };
        let id = submissions::insert(conn, own, &new)?;
        submissions::insert_responses(conn, id, &answered(&rows))?;
        let proposed = proposals::of_hearing(conn, own)?;
        submissions::insert_proposals(conn, id, &proposed)?;
        let asked = questions::asked(conn, own.mapping.id, Of::Hearing(own.hearing.id))?;
        submissions::insert_answers(conn, id, &asked, context.now)?;
        rounds::set_hearing(conn, &own.hearing, state, context.now)?;
        mailing::steps::withdraw_reminders(conn, own.hearing.id, context.now)?;
        send_receipt(conn, context, &desk, place, &document, &sha256)?;
        deputies::finish(conn, context, &desk, Some(id))?;
        let event = desk
            .event(Happening::HearingConfirmed, "hearing", own.hearing.id.0)
            .with("submission", number)
            .with("sha256", &sha256);
        context.log(conn, &event)?;
        Ok(number)
    })
}

/// What would be sent in now.
pub fn content(
    conn: &mut DbConn,
    desk: &Desk,
    directory: &Directory,
    rows: &[Row],
) -> Result<Content, TaskError> {
    let asked = questions::asked(conn, desk.own.mapping.id, Of::Hearing(desk.own.hearing.id))?;
    let proposals = proposals::of_hearing(conn, &desk.own)?;
    let asked_about = || rows.iter().filter(|row| row.is_asked());
    let verdicts = asked_about().map(|row| row.draft.as_ref().and_then(|draft| draft.response.verdict));
    Ok(Content {
        // It may have been said before a row was answered otherwise.
        nil_return: desk.own.hearing.nil_return && may_say_none(verdicts, &proposals),
        responses: asked_about()
            .filter_map(|row| submitting::responded(directory, row))
            .collect(),
        proposals: proposals
            .iter()
            .filter(|proposal| !proposal.is_removed())
            .map(|proposal| submitting::proposed(directory, proposal))
            .collect(),
        answers: asked
            .iter()
            .filter(|asked| asked.is_answered())
            .filter_map(|asked| submitting::replied(asked, rows))
            .collect(),
    })
}

/// The whole list as it stands, answered or not: a municipality's own data.
pub fn own_data(
    conn: &mut DbConn,
    desk: &Desk,
    directory: &Directory,
    rows: &[Row],
) -> Result<Content, TaskError> {
    let said = content(conn, desk, directory, rows)?;
    Ok(Content {
        responses: rows
            .iter()
            .map(|row| submitting::listed(directory, row))
            .collect(),
        ..said
    })
}

fn answered(rows: &[Row]) -> Vec<(domain::register::arrangement::ArrangementId, i64, &Response)> {
    rows.iter()
        .filter(|row| row.is_asked())
        .filter_map(|row| {
            let draft = row.draft.as_ref()?;
            Some((row.arrangement.id, draft.arrangement_version, &draft.response))
        })
        .collect()
}

fn head(
    conn: &mut DbConn,
    context: &Context,
    desk: &Desk,
    directory: &Directory,
    number: i32,
) -> Result<Head, TaskError> {
    let own = &desk.own;
    let entry = directory
        .entry(own.hearing.municipality)
        .ok_or(TaskError::NotFound)?;
    let municipality = &entry.municipality;
    Ok(Head {
        mapping: own.mapping.slug.clone(),
        mapping_name: own.mapping.name.clone(),
        year: own.mapping.year,
        round: own.round.number,
        municipality_number: municipality.number.clone(),
        municipality: municipality.name.clone(),
        submission: number,
        reference: reference(conn, own.mapping.year, &municipality.number)?,
        signed_by: signed_by(context, desk, municipality.written_form),
        signed_at: format!("{}Z", context.now.format("%Y-%m-%dT%H:%M:%S")),
        source: own
            .deputy
            .as_ref()
            .filter(|_| desk.rights.is_deputy)
            .map(|deputy| deputy.source.code().to_owned()),
    })
}

/// The name of whoever signs; of a deputy also how the reply came, in the municipality's written form.
fn signed_by(context: &Context, desk: &Desk, written_form: WrittenForm) -> String {
    let name = context.actor.as_ref().map_or("", |actor| actor.name.as_str());
    match desk.own.deputy.as_ref().filter(|_| desk.rights.is_deputy) {
        Some(deputy) => {
            let t = match written_form {
                WrittenForm::Nynorsk => Lang::Nn,
                WrittenForm::Bokmal | WrittenForm::Neutral => Lang::Nb,
            };
            t.deputy_signed(name, &t.deputy_after(deputy.source, &deputy.told_by))
        }
        None => name.to_owned(),
    }
}

/// «2026-5054-7F3K»: short enough to read out over the telephone, without letters that look like digits.
fn reference(conn: &mut DbConn, year: i32, number: &str) -> Result<String, TaskError> {
    const SIGNS: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    for _ in 0..20 {
        let token = secret::new_token();
        let sign = |pair: &[u8]| {
            let byte = std::str::from_utf8(pair)
                .ok()
                .and_then(|pair| u8::from_str_radix(pair, 16).ok());
            SIGNS[usize::from(byte.unwrap_or_default()) % SIGNS.len()] as char
        };
        let signs: String = token.as_bytes().chunks(2).take(4).map(sign).collect();
        let reference = format!("{year}-{number}-{signs}");
        if !submissions::is_reference_taken(conn, &reference)? {
            return Ok(reference);
        }
    }
    Err(TaskError::Internal("no free reference was found".to_owned()))
}

/// To all who answer for the municipality, each in the own written form: the whole answer can be read in it.
fn send_receipt(
    conn: &mut DbConn,
    context: &Context,
    desk: &Desk,
    place: &Place,
    document: &Document,
    sha256: &str,
) -> Result<(), TaskError> {
    let own = &desk.own;
    let head = &document.head;
    let link = format!(
        "{}/svar/{}/{}/kvittering/{}",
        context.origin, place.mapping, place.number, head.submission
    );
    let (_, about) = mappings::described(conn, &place.mapping)?.ok_or(TaskError::NotFound)?;
    let context = context.signing(&about);
    for account in rounds::respondents(conn, own.mapping.id, own.hearing.municipality)? {
        context.write_to(conn, &account, |letters, to| {
            let lang = letters.lang;
            let words = ReceiptWords {
                municipality: &head.municipality,
                reference: &head.reference,
                signed_by: &head.signed_by,
                at: context.now,
                counts: &receipt::counts(lang, &document.content),
                deadline: own.hearing.deadline(&own.round).unwrap_or(context.now),
                link: &link,
                sha256,
                answer: &receipt::text(lang, &document.content),
            };
            Letter {
                concerns: Concerns {
                    municipality: Some(own.hearing.municipality),
                    hearing: Some(own.hearing.id),
                    ..Concerns::default()
                },
                ..letters.receipt(to, &words)
            }
        })?;
    }
    Ok(())
}

fn broken(error: serde_json::Error) -> ConfirmError {
    TaskError::Internal(format!("the submission cannot be written: {error}")).into()
}
