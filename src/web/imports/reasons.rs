//! Why a row or a file is refused, and what looks like a slip, in the reader's words.

use i18n::Lang;
use i18n::told;
use tasks::importing::undoing::Built;
use tasks::importing::{Doubt, Extra, Note, Reason};

pub fn refused(t: Lang, reason: &Reason) -> String {
    file(t, reason)
        .or_else(|| cell(t, reason))
        .unwrap_or_else(|| row(t, reason))
}

/// What is wrong with the file as a whole.
fn file(t: Lang, reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::FileTooLarge => t.refuse_too_large().to_owned(),
        Reason::TooManyRows => t.refuse_too_many_rows().to_owned(),
        Reason::TooManyColumns => t.refuse_too_many_columns().to_owned(),
        Reason::TooLargeUnpacked => t.refuse_unpacked().to_owned(),
        Reason::NotUtf8 => t.refuse_not_utf8().to_owned(),
        Reason::NotCsv => t.refuse_not_csv().to_owned(),
        Reason::NotXlsx => t.refuse_not_xlsx().to_owned(),
        Reason::Unwanted(extra) => t.refuse_extra(match extra {
            Extra::PartOutside => t.refuse_extra_outside(),
            Extra::Macros => t.refuse_extra_macros(),
            Extra::Links => t.refuse_extra_links(),
            Extra::Entities => t.refuse_extra_entities(),
        }),
        Reason::Empty => t.refuse_empty().to_owned(),
        Reason::DoubledColumn(column) => t.refuse_doubled_column(column),
        Reason::UnknownColumn { column, known } => t.refuse_unknown_column(column, known),
        Reason::MissingColumn(column) => t.refuse_missing_column(column),
        Reason::NeedsMapping(column) => t.refuse_needs_mapping(column),
        _ => return None,
    })
}

/// What is wrong with one cell by itself.
fn cell(t: Lang, reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::Missing(column) => t.refuse_missing(column),
        Reason::Hidden { column, letter } => {
            t.refuse_hidden(column, &format!("U+{:04X}", u32::from(*letter)))
        }
        Reason::TooLong { column, longest } => t.refuse_too_long(column, longest),
        Reason::NotOneOf { column, value, codes } => t.refuse_not_one_of(column, value, codes),
        Reason::NotANumber {
            column,
            value,
            lowest,
            highest,
        } => t.refuse_not_a_number(column, value, lowest, highest),
        Reason::NotADecimal {
            column,
            value,
            decimals,
            highest,
        } => t.refuse_not_a_decimal(column, value, decimals, highest),
        Reason::NotDegrees { column, value } => t.refuse_not_degrees(column, value),
        Reason::NotADate { column, value } => t.refuse_not_a_date(column, value),
        Reason::NotRight { column, value, wrong } => {
            t.refuse_not_right(column, value, &told::wrong(t, column, wrong))
        }
        Reason::NotANumberOfFourDigits(value) => t.refuse_not_four_digits(value),
        Reason::NotAnEmail(value) => t.refuse_not_an_email(value),
        Reason::TwiceInCell { column, name } => t.refuse_twice_in_cell(column, name),
        Reason::NotACounty(value) => t.refuse_not_a_county(value),
        Reason::UnknownName { column, name } => t.refuse_unknown_name(column, name),
        _ => return None,
    })
}

/// What is wrong with a row beside what is known, or beside other rows.
fn row(t: Lang, reason: &Reason) -> String {
    match reason {
        Reason::WrongCellCount { cells, columns } => t.refuse_cells(cells, columns),
        Reason::NoSuchMunicipality { number, on } => t.refuse_no_municipality(number, &t.date(*on)),
        Reason::Gone { number, on, now } => t.refuse_gone(number, &t.date(*on), now),
        Reason::NotInArea { number, name } => t.refuse_not_in_area(number, name),
        Reason::OtherName { number, name, given } => t.refuse_other_name(number, name, given),
        Reason::OtherCounty {
            number,
            county,
            given,
        } => t.refuse_other_county(number, county, given),
        Reason::ReasonWithoutLevel => t.refuse_reason_without_level().to_owned(),
        Reason::LevelNeedsReason { level, derived } => t.refuse_level(level, derived),
        Reason::DefinitionNeedsReason(status) => t.refuse_definition(status),
        Reason::Twice { what, line } => t.refuse_twice(what, line),
        Reason::TakenLineage { lineage, number } => t.refuse_lineage(lineage, number),
        Reason::MergedAway(number) => t.refuse_merged(number),
        Reason::NoSuchArrangement(number) => t.refuse_no_arrangement(number),
        Reason::NumberForOther => t.refuse_number_for_other().to_owned(),
        Reason::UnequalOptions => t.refuse_unequal_options().to_owned(),
        Reason::Repeated(what) => t.refuse_repeated(what),
        Reason::KnownOtherwise(what) => t.refuse_known_otherwise(what),
        // All others are of the file or of a cell.
        other => other.to_string(),
    }
}

pub fn doubted(t: Lang, doubt: &Doubt) -> String {
    match doubt {
        Doubt::NameLike { name, number } => t.import_doubt_name(name, number),
        Doubt::AddressOf(name) => t.import_doubt_address(name),
        Doubt::UnusualDomain { domain, usual } => t.import_doubt_unusual(domain, usual),
        Doubt::OtherDomain { domain, known } => t.import_doubt_domain(domain, known),
        Doubt::PopulationJump { from, to } => t.import_doubt_population(&t.count(*from), &t.count(*to)),
        Doubt::Leaves(names) => t.import_doubt_leaves(&names.join(", ")),
    }
}

pub fn built(t: Lang, built: &Built) -> String {
    match built {
        Built::Changed(name) => t.import_built_changed(name),
        Built::Answered(municipality, arrangement) => t.import_built_answered(municipality, arrangement),
        Built::Question(nr) => t.import_built_question(nr),
        Built::Heard(name) => t.import_built_heard(name),
        Built::InUse => t.import_built_in_use().to_owned(),
    }
}

pub fn noted(t: Lang, note: &Note) -> String {
    match note {
        Note::Sectors(count) => t.import_note_sectors(count),
        Note::TaskFields(names) => t.import_note_task_fields(&names.join(", ")),
        Note::Loses { number, lost } => t.import_note_loses(number, lost),
        Note::LeaveArea(names) => t.import_note_leave_area(&names.join(", ")),
        Note::Regions(names) => t.import_note_regions(&names.join(", ")),
        Note::Municipalities(names) => t.import_note_municipalities(&names.join(", ")),
    }
}
