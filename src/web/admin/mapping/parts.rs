//! The parts of a mapping that an administrator arranges: what each kind has to say of itself.

use actix_web::{HttpRequest, web};

use super::front::{load, under_mapping};
use super::lists::Names;
use super::questions::Questions;
use super::regions::Regions;
use crate::error::AppError;
use crate::form::Form;
use crate::list::Choice;
use crate::page::Page;
use crate::{State, with_db};
use db::DbConn;
use db::mapping::lists::List;
use db::mapping::regions::Leader;
use domain::places::mapping::Mapping;
use domain::places::municipality::Municipality;
use i18n::Lang;
use tasks::Context;
use tasks::mapping::lists::{Kept, PartError};

/// A kind of part.
pub(crate) trait Part: Sync {
    /// Its address below the mapping's.
    fn path(&self) -> &'static str;
    fn words(&self, t: Lang) -> Words;
    fn find(&self, conn: &mut DbConn, t: Lang, mapping: &Mapping) -> Result<Found, AppError>;
    /// The form of a new one, after so many.
    fn empty(&self, known: usize) -> Form;
    /// What there is to be done with the database, when nothing typed is wrong.
    fn read(&self, t: Lang, form: &mut Form, found: &Found) -> Option<Save>;
    /// The fields by their labels, as a reader is told them.
    fn in_words(&self, t: Lang, form: &Form, found: &Found) -> Vec<(&'static str, String)>;
    fn remove(&self, conn: &mut DbConn, context: &Context, slug: &str, id: i64) -> Result<(), PartError>;

    /// Why one cannot be removed.
    fn kept(&self, _: &mut DbConn, _: &Mapping, row: &Row) -> Result<Option<Kept>, AppError> {
        Ok(row.kept)
    }
}

/// Makes a part, or changes the one that was seen so. Its id, where it has more to be arranged on its own page.
pub(crate) type Save = Box<
    dyn FnOnce(&mut DbConn, &Context, &str, Option<(i64, &str)>) -> Result<Option<i64>, PartError> + Send,
>;

const PARTS: [&dyn Part; 4] = [
    &Names(List::Sectors),
    &Names(List::TaskFields),
    &Questions,
    &Regions,
];

pub(crate) struct Words {
    pub title: &'static str,
    pub intro: &'static str,
    pub add: &'static str,
    pub none: &'static str,
    pub heads: Vec<&'static str>,
    /// The field that a refusal is told at.
    pub field: &'static str,
}

/// One part, in the list and in its form.
pub(crate) struct Row {
    /// As it stands in the address.
    pub id: i64,
    pub name: String,
    pub cells: Vec<String>,
    pub title: String,
    pub form: Form,
    pub kept: Option<Kept>,
}

pub(crate) struct Found {
    pub rows: Vec<Row>,
    pub fields: Fields,
}

/// What a form offers, for each kind.
pub(crate) enum Fields {
    Names,
    Question(Vec<Choice>),
    /// The mapping's area, and the leaders with the number of their region.
    Region(Vec<Municipality>, Vec<(i64, Leader)>),
}

/// Which kind and which part the address names; 0 is a new one.
pub(crate) struct Place {
    pub part: &'static dyn Part,
    pub slug: String,
    pub id: i64,
}

impl Place {
    pub fn of(request: &HttpRequest) -> Result<Self, AppError> {
        let slug = request.match_info().get("m").unwrap_or_default();
        // After the mapping: the kind of part, and which one.
        let below = request.path().splitn(5, '/').nth(4).unwrap_or_default();
        let found = PARTS
            .into_iter()
            .find_map(|part| match below.strip_prefix(part.path())? {
                "" => Some((part, "ny")),
                rest => Some((part, rest.strip_prefix('/')?.split('/').next()?)),
            });
        let (part, id) = found.ok_or(AppError::NotFound)?;
        let id = match id {
            "ny" => 0,
            id => id.parse().ok().filter(|id| *id > 0).ok_or(AppError::NotFound)?,
        };
        Ok(Self {
            part,
            slug: slug.to_owned(),
            id,
        })
    }

    pub fn root(&self) -> String {
        format!("/admin/kartlegginger/{}/{}", self.slug, self.part.path())
    }

    pub async fn found(&self, state: &web::Data<State>, t: Lang) -> Result<(Mapping, Found), AppError> {
        let (part, slug) = (self.part, self.slug.clone());
        with_db(state, move |conn| -> Result<_, AppError> {
            let mapping = load(conn, &slug)?.mapping;
            let found = part.find(conn, t, &mapping)?;
            Ok((mapping, found))
        })
        .await
    }

    pub fn under(&self, page: Page, mapping: &Mapping) -> Page {
        let title = self.part.words(page.t).title;
        under_mapping(page, mapping).crumb(self.root(), title)
    }
}

impl Found {
    pub fn row(&self, id: i64) -> Result<&Row, AppError> {
        self.rows
            .iter()
            .find(|row| row.id == id)
            .ok_or(AppError::NotFound)
    }
}

/// The number in an address; no part has the number 0.
pub(crate) fn nr(id: i64) -> i32 {
    i32::try_from(id).unwrap_or_default()
}
