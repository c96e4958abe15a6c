//! What became of every letter of a mailing, on its page and as a file (M15).

use std::collections::HashMap;

use actix_web::{HttpResponse, web};

use super::{Path, split};
use crate::error::AppError;
use crate::file::csv_file;
use crate::list::{Asked, asked};
use crate::own_list::Tag;
use crate::page::Page;
use crate::{State, with_db};
use db::mailing;
use db::mailing::steps::Sent;
use i18n::Lang;
use report::csv::{Csv, Dialect};
use tasks::TaskError;
use tasks::mailings::{self, Prepared};

pub(super) struct Line {
    pub who: String,
    pub to: String,
    pub tag: Tag,
    pub when: String,
    pub said: String,
}

pub(super) fn lines(t: Lang, prepared: &Prepared, sent: &[Sent]) -> Vec<Line> {
    let names = names(prepared);
    sent.iter()
        .map(|one| Line {
            who: name(&names, one),
            to: one.to.clone(),
            tag: Tag::of_letter(t, one.state),
            when: match one.sent_at {
                Some(at) => t.time(at),
                None if one.state.waits() => t.mailing_leaves_at(&t.clock(one.next_attempt_at)),
                None => String::new(),
            },
            said: one
                .said
                .as_deref()
                .map(|said| t.mail_trouble(said))
                .unwrap_or_default(),
        })
        .collect()
}

type Names<'a> = HashMap<(bool, i64), &'a str>;

fn names(prepared: &Prepared) -> Names<'_> {
    let municipalities = prepared
        .municipalities
        .iter()
        .map(|planned| ((true, planned.addressee.id.0), planned.addressee.name.as_str()));
    let councils = prepared
        .councils
        .iter()
        .filter_map(|(council, _)| Some(((false, council.inquiry?.0.0), council.name.as_str())));
    municipalities.chain(councils).collect()
}

fn name(names: &Names, one: &Sent) -> String {
    let key = one
        .municipality
        .map(|id| (true, id))
        .or(one.inquiry.map(|id| (false, id)));
    key.and_then(|key| names.get(&key))
        .map(|name| (*name).to_owned())
        .unwrap_or_default()
}

pub async fn file(
    state: web::Data<State>,
    page: Page,
    path: Path,
    query: Asked,
) -> Result<HttpResponse, AppError> {
    let form = asked(query)?;
    let (slug, id) = split(path);
    let context = state.context(&page);
    let (prepared, sent) = with_db(&state, move |conn| {
        let prepared = mailings::look(conn, &context, &slug, id)?;
        Ok::<_, TaskError>((prepared, mailing::steps::letters(conn, id)?))
    })
    .await?;
    let names = names(&prepared);
    let header = ["who", "to", "subject", "state", "attempts", "sent_at", "said"];
    let mut csv = Csv::new(Dialect::from_name(form.value("dialekt")), header);
    for one in &sent {
        csv.row(&[
            name(&names, one).into(),
            (&one.to).into(),
            (&one.subject).into(),
            one.state.code().into(),
            one.attempts.into(),
            one.sent_at.into(),
            one.said.as_ref().into(),
        ]);
    }
    let name = format!("utsending-{}-{}.csv", prepared.mapping.slug, id.0);
    Ok(csv_file(&name, csv.finish()))
}
