//! What was just confirmed together, as the address says it, and how it is taken back.

use crate::form::Form;
use i18n::Lang;

pub struct Undo {
    pub batch: String,
    pub text: String,
}

impl Undo {
    pub fn of(t: Lang, form: &Form) -> Option<Self> {
        let batch = form.value("samlet");
        let count: usize = form.value("antall").parse().ok()?;
        (!batch.is_empty()).then(|| Self {
            batch: batch.to_owned(),
            text: t.answer_confirmed_rest(&t.arrangements(count)),
        })
    }
}
