//! A municipality's answer in words: what is checked before it is confirmed, the receipt, and the letter with it.

use base::submission::{Content, Corrected, Party, Proposed, Responded, Sector};
use domain::answer::response::{ConfirmedAs, Field, Verdict};
use domain::places::directory::Directory;
use i18n::{Lang, told};

/// The rows of one sector, by its name.
pub struct Section {
    pub name: String,
    pub lines: Vec<Line>,
}

pub struct Line {
    /// The arrangement's number; nothing for one that is new.
    pub number: Option<i32>,
    pub name: String,
    pub verdict: String,
    /// From what to what, or what a new one is.
    pub details: Vec<Detail>,
    pub comment: Option<String>,
    /// Confirmed together with others, and not looked at by itself.
    pub in_bulk: bool,
}

pub struct Detail {
    pub label: String,
    pub from: Option<String>,
    pub to: String,
}

/// What differs from what was sent out, in the order of the list: it is read first.
pub fn changes(t: Lang, content: &Content) -> Vec<Line> {
    let changed = content
        .responses
        .iter()
        .filter(|response| response.verdict != Verdict::Confirmed.code())
        .map(|response| line(t, response));
    let new = content.proposals.iter().map(|proposal| proposed(t, proposal));
    changed.chain(new).collect()
}

/// What was confirmed as it stands, by sector.
pub fn confirmed(t: Lang, content: &Content) -> Vec<Section> {
    by_sector(t, content, |response| {
        response.verdict == Verdict::Confirmed.code()
    })
}

/// The whole answer by sector.
pub fn whole(t: Lang, content: &Content) -> Vec<Section> {
    by_sector(t, content, |_| true)
}

fn by_sector(t: Lang, content: &Content, keep: fn(&Responded) -> bool) -> Vec<Section> {
    let mut sections: Vec<(i32, Section)> = Vec::new();
    for response in content.responses.iter().filter(|response| keep(response)) {
        let (nr, name) = match &response.sector {
            Some(Sector { nr, nb, nn }) => (*nr, t.either(nb, nn)),
            None => (i32::MAX, t.register_without_sector()),
        };
        let line = line(t, response);
        match sections.iter_mut().find(|(own, _)| *own == nr) {
            Some((_, section)) => section.lines.push(line),
            None => sections.push((
                nr,
                Section {
                    name: name.to_owned(),
                    lines: vec![line],
                },
            )),
        }
    }
    sections.sort_by_key(|(nr, _)| *nr);
    sections.into_iter().map(|(_, section)| section).collect()
}

fn line(t: Lang, response: &Responded) -> Line {
    let verdict = Verdict::from_code(&response.verdict);
    let told = match (verdict, response.absence.as_deref(), response.year) {
        (Some(Verdict::NotParticipating), Some("never"), _) => t.answer_never().to_owned(),
        (Some(Verdict::NotParticipating), _, Some(year)) => t.answer_left_in(&year),
        (Some(Verdict::Discontinued), _, Some(year)) => t.answer_ended_in(&year),
        (Some(verdict), ..) => t.verdict(verdict).to_owned(),
        (None, ..) => response.verdict.clone(),
    };
    Line {
        number: Some(response.arrangement),
        name: response.name().to_owned(),
        verdict: told,
        details: response
            .corrections
            .iter()
            .map(|one| correction(t, one))
            .collect(),
        comment: response.comment.clone(),
        in_bulk: response.confirmed_as.as_deref() == Some(ConfirmedAs::Bulk.code()),
    }
}

fn correction(t: Lang, corrected: &Corrected) -> Detail {
    let field = Field::from_code(&corrected.field);
    let label = field.map_or(corrected.field.as_str(), |field| t.field(field));
    let is_share = field.is_some_and(Field::is_about_a_party);
    let told = |value: &Option<String>| {
        let value = value.as_deref().filter(|value| !value.is_empty())?;
        let code = if is_share {
            "share"
        } else {
            corrected.field.as_str()
        };
        Some(told::value(t, &Directory::default(), code, value))
    };
    let (from, to) = (told(&corrected.from), told(&corrected.to));
    let unknown = || t.unknown().to_owned();
    let with_share = |name: &str, share: Option<String>| match share {
        Some(share) => format!("{name} ({share})"),
        None => name.to_owned(),
    };
    match (field, &corrected.party) {
        (Some(Field::ParticipantAdded), Some(party)) => Detail {
            label: label.to_owned(),
            from: None,
            to: with_share(&party.name, to),
        },
        (Some(Field::ParticipantRemoved), Some(party)) => Detail {
            label: label.to_owned(),
            from: None,
            to: with_share(&party.name, from),
        },
        (_, party) => Detail {
            label: match party {
                Some(party) => format!("{label} {}", party.name),
                None => label.to_owned(),
            },
            from: Some(from.unwrap_or_else(unknown)),
            to: to.unwrap_or_else(unknown),
        },
    }
}

fn proposed(t: Lang, proposal: &Proposed) -> Line {
    let known = Field::ALL
        .iter()
        .filter(|field| **field != Field::Name)
        .filter_map(|field| {
            let value = proposal.stated.get(field.code())?;
            Some(Detail {
                label: t.field(*field).to_owned(),
                from: None,
                to: told::value(t, &Directory::default(), field.code(), value),
            })
        });
    let mut details: Vec<Detail> = Vec::new();
    if !proposal.participants.is_empty() {
        details.push(Detail {
            label: t.answer_participants().to_owned(),
            from: None,
            to: names(&proposal.participants),
        });
    }
    details.extend(known);
    Line {
        number: None,
        name: proposal.name().to_owned(),
        verdict: match proposal.kind.as_str() {
            "participation" => t.answer_takes_part().to_owned(),
            _ => t.answer_new().to_owned(),
        },
        details,
        comment: proposal.comment.clone(),
        in_bulk: false,
    }
}

fn names(parties: &[Party]) -> String {
    let names: Vec<&str> = parties.iter().map(|party| party.name.as_str()).collect();
    names.join(", ")
}

/// «31 stemmer, 2 rettet, 1 deltar ikke, 1 ny»
pub fn counts(t: Lang, content: &Content) -> String {
    let said = Verdict::ALL.iter().map(|verdict| {
        let count = content
            .responses
            .iter()
            .filter(|one| one.verdict == verdict.code())
            .count();
        (count, t.verdict(*verdict).to_lowercase())
    });
    let new = (content.proposals.len(), t.answer_new().to_lowercase());
    let told: Vec<String> = said
        .chain([new])
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    if told.is_empty() {
        t.answer_nil_return().to_owned()
    } else {
        told.join(", ")
    }
}

/// The whole answer as plain text, for the letter.
pub fn text(t: Lang, content: &Content) -> String {
    let mut text = String::new();
    if content.nil_return {
        push(&mut text, t.answer_nil_return());
    }
    let new: Vec<Line> = content
        .proposals
        .iter()
        .map(|proposal| proposed(t, proposal))
        .collect();
    let new = Some(Section {
        name: t.answer_added().to_owned(),
        lines: new,
    });
    let sections = whole(t, content)
        .into_iter()
        .chain(new.filter(|new| !new.lines.is_empty()));
    for section in sections {
        push(&mut text, "");
        push(&mut text, &section.name);
        for line in section.lines {
            push(
                &mut text,
                &format!("- {}: {}", line.name, line.verdict.to_lowercase()),
            );
            for detail in line.details {
                let from = detail.from.map(|from| format!("{from} → ")).unwrap_or_default();
                push(
                    &mut text,
                    &format!("  {}: {from}{}", detail.label, one_line(&detail.to)),
                );
            }
            if let Some(comment) = &line.comment {
                push(
                    &mut text,
                    &format!("  {} {}", t.answer_comment(), one_line(comment)),
                );
            }
        }
    }
    for reply in &content.answers {
        push(&mut text, "");
        push(
            &mut text,
            &format!(
                "{}. {}",
                reply.question,
                t.either(&reply.asked_nb, &reply.asked_nn)
            ),
        );
        for line in replied(t, reply) {
            push(&mut text, &line);
        }
    }
    text.trim().to_owned()
}

/// What was answered to a question, a line for each part of it.
pub fn replied(t: Lang, reply: &base::submission::Replied) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    lines.extend(reply.chosen.as_ref().map(|(nb, nn)| t.either(nb, nn).to_owned()));
    lines.extend(reply.examples.iter().map(|(_, name, text)| {
        if text.is_empty() {
            name.clone()
        } else {
            format!("{name}: {}", one_line(text))
        }
    }));
    lines.extend(Some(reply.text.trim().to_owned()).filter(|text| !text.is_empty()));
    lines
}

fn push(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// A letter's blocks are parted by blank lines, so that none may stand inside what somebody wrote.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
