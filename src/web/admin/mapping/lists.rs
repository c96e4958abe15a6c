//! The sectors and the task fields of a mapping: two names, and a place in the list.

use super::parts::{Fields, Found, Part, Row, Save, Words};
use crate::error::AppError;
use crate::form::Form;
use ::tasks::Context;
use ::tasks::mapping::lists as tasks;
use ::tasks::mapping::lists::{Kept, PartError, Wanted};
use db::DbConn;
use db::mapping;
use db::mapping::lists::{Entry, List};
use domain::places::mapping::Mapping;
use i18n::Lang;

const LONGEST: usize = 200;

pub(crate) struct Names(pub List);

impl Part for Names {
    fn path(&self) -> &'static str {
        match self.0 {
            List::Sectors => "liste/sektorer",
            List::TaskFields => "liste/oppgaver",
        }
    }

    fn words(&self, t: Lang) -> Words {
        let (title, intro, add) = match self.0 {
            List::Sectors => (t.sectors_title(), t.sectors_intro(), t.sectors_add()),
            List::TaskFields => (t.task_fields_title(), t.tasks_intro(), t.tasks_add()),
        };
        Words {
            title,
            intro,
            add,
            none: t.plan_no_rules(),
            heads: vec![t.name(), t.arrange_name_nn(), t.arrange_nr(), t.arrange_uses()],
            field: "navn_nb",
        }
    }

    fn find(&self, conn: &mut DbConn, t: Lang, mapping: &Mapping) -> Result<Found, AppError> {
        let entries = mapping::lists::entries(conn, mapping.id, self.0)?;
        let row = |(place, entry): (usize, Entry)| Row {
            id: entry.id,
            title: t.plan_change_title(&entry.name_nb),
            form: filled(&entry, place),
            kept: (entry.uses > 0).then_some(Kept::InUse(entry.uses)),
            cells: vec![entry.name_nn, entry.nr.to_string(), t.count(entry.uses)],
            name: entry.name_nb,
        };
        Ok(Found {
            rows: (1..).zip(entries).map(row).collect(),
            fields: Fields::Names,
        })
    }

    fn empty(&self, known: usize) -> Form {
        Form::filled([("plass", (known + 1).to_string())])
    }

    fn read(&self, t: Lang, form: &mut Form, _: &Found) -> Option<Save> {
        let wanted = Wanted {
            nb: form.line(t, "navn_nb", t.arrange_name_nb(), LONGEST),
            nn: form.line(t, "navn_nn", t.arrange_name_nn(), LONGEST),
            place: form.value("plass").parse().unwrap_or(usize::MAX),
        };
        let list = self.0;
        form.is_right().then(|| -> Save {
            Box::new(move |conn, context, slug, before| {
                tasks::save_entry(conn, context, slug, list, before, &wanted).map(|()| None)
            })
        })
    }

    fn in_words(&self, t: Lang, form: &Form, _: &Found) -> Vec<(&'static str, String)> {
        form.told(&[
            ("navn_nb", t.arrange_name_nb()),
            ("navn_nn", t.arrange_name_nn()),
            ("plass", t.arrange_place()),
        ])
    }

    fn remove(&self, conn: &mut DbConn, context: &Context, slug: &str, id: i64) -> Result<(), PartError> {
        tasks::remove_entry(conn, context, slug, self.0, id)
    }
}

fn filled(entry: &Entry, place: usize) -> Form {
    Form::filled([
        ("navn_nb", entry.name_nb.clone()),
        ("navn_nn", entry.name_nn.clone()),
        ("plass", place.to_string()),
    ])
    .seen_as(tasks::stamp(entry))
}
