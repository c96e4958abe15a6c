//! What is wrong with a plan, and what is not.

/// What there are few of, however large the country and however many mappings; «origin» is a mapping too.
const SMALL: &[&str] = &[
    "mapping",
    "origin",
    "sector",
    "task_field",
    "region",
    "question",
    "hearing_round",
    "setting",
    "letter_template",
];

/// As large as the country, however many mappings there have been: letters to all, files of all and the rows of an
/// import are about the whole of it. No page of one municipality is.
const COUNTRY: &[&str] = &["municipality", "municipality_contact", "user_account"];

/// What has a row for each arrangement, municipality or answer of each mapping.
const LARGE: &[&str] = &[
    "arrangement",
    "arrangement_change",
    "arrangement_detail",
    "arrangement_task_field",
    "concern",
    "correction",
    "hearing",
    // Their names in the statements that are written as text.
    "a",
    "c",
    "p",
    "participant",
    "response",
    "submission",
    "submitted_response",
];

/// Keys that lead to all of a mapping, or to all that a municipality has been in since the first of them.
const WIDE: &[&str] = &[
    "(mapping_id=?)",
    "(round_id=?)",
    "(host_municipality_id=?)",
    "(municipality_id=?)",
    "(task_field_id=?)",
    "(sector_id=?)",
];

/// Statements that are run once, and again when something in them has changed: `db::places::as_they_were::directory` keeps what they find.
/// And those about nobody, where SQLite sees that nothing is asked for before it begins.
const FREE: &[&str] = &[
    "FROM `municipality_change`",
    "FROM `municipality_population`",
    "FROM (`municipality` LEFT OUTER JOIN `mapping_area`",
    "(1=0)",
];

/// Orders that no index has, of rows that are few or are all shown.
const SORTED: &[(&str, &str)] = &[
    (
        "ORDER BY `arrangement_change`.`id`",
        "what has changed in one list",
    ),
    (
        "ORDER BY `deputy`.`id` DESC",
        "who answered by phone for one municipality",
    ),
    (
        "ORDER BY `hearing_round`.`number` DESC, `delegation`.`id`",
        "one person's hearings",
    ),
    ("ORDER BY `proposal`.", "what one municipality misses"),
    (
        "ORDER BY `municipality`.`sort_key`, `region`.`name`",
        "the roles of one person",
    ),
    (
        "ORDER BY `submission`.`number` DESC",
        "what one municipality has sent in",
    ),
    (
        "ORDER BY `submitted_response`.`id`",
        "the answers of others to one list, or the conflicts of a round",
    ),
    ("ORDER BY 1, 2", "the people of one municipality"),
    ("ORDER BY 3 DESC, 2 DESC", "what happened with one municipality"),
    (
        "ORDER BY u.id LIMIT 1",
        "the people of one municipality, of each in a round",
    ),
    ("ORDER BY `region`.`nr`", "the regionråd of a mapping"),
    ("ORDER BY `planned_reminder`.`at`", "the reminders of a mapping"),
    (
        "ORDER BY `outbox_mail`.`id`",
        "the letters of one mailing, or to the colleagues of one municipality",
    ),
    (
        "ORDER BY `mailing_recipient`.`id`",
        "the municipalities of one mailing, all shown",
    ),
    (
        "ORDER BY `municipality`.`sort_key`",
        "the municipalities of a mapping, all shown",
    ),
    (
        "ORDER BY `submission`.`submitted_at`",
        "what came in in a round, all counted",
    ),
    (
        "ORDER BY `user_account`.`id`",
        "those who answer in a mapping, all written to",
    ),
    (
        "ORDER BY `arrangement_task_field`.",
        "the task fields of a mapping, all in the file",
    ),
];

/// Whose page a statement is run for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    OneMunicipality,
    WholeMapping,
}

pub fn is_free(sql: &str) -> bool {
    FREE.iter().any(|part| sql.contains(part))
}

/// The steps that take longer the more there is of what the page is not about.
pub fn faults<'a>(page: Page, sql: &str, steps: &'a [String]) -> Vec<&'a str> {
    let may_sort = SORTED.iter().any(|(order, _)| sql.contains(order));
    let is_fault = |step: &&str| {
        reads_all(page, step)
            || page == Page::OneMunicipality && is_wide(step)
            || step.contains("AUTOMATIC")
            || !may_sort && step.contains("B-TREE FOR ORDER BY")
    };
    steps.iter().map(String::as_str).filter(is_fault).collect()
}

fn reads_all(page: Page, step: &str) -> bool {
    let Some(scanned) = step.strip_prefix("SCAN ") else {
        return false;
    };
    let table = scanned.split(' ').next().unwrap_or_default();
    // What a part of the statement has found is as large as that.
    let is_found_before = table.starts_with('(') || scanned == "CONSTANT ROW";
    let is_country = page == Page::WholeMapping && COUNTRY.contains(&table);
    !is_found_before && !is_country && !SMALL.contains(&table)
}

fn is_wide(step: &str) -> bool {
    let Some(searched) = step.strip_prefix("SEARCH ") else {
        return false;
    };
    let (table, how) = searched.split_once(' ').unwrap_or_default();
    let how = how.trim_end_matches(" LEFT-JOIN");
    // A municipality has a hearing in each round that it was in: a handful.
    let is_own_hearing = table == "hearing" && how.ends_with("(municipality_id=?)");
    LARGE.contains(&table) && !is_own_hearing && WIDE.iter().any(|key| how.ends_with(key))
}

/// The tables in their order, each with the keys that lead into it. Which of two indexes with the same keys is taken
/// is all one, and so is a filter that only spares a look.
pub fn way(steps: &[String]) -> Vec<String> {
    let is_look = |step: &&String| !step.contains("BLOOM FILTER");
    steps
        .iter()
        .filter(is_look)
        .map(|step| without_index(step))
        .collect()
}

fn without_index(step: &str) -> String {
    let Some((table, how)) = step.split_once(" USING ") else {
        return step.to_owned();
    };
    let Some((_, keys)) = how.split_once('(') else {
        return table.to_owned();
    };
    let (keys, rest) = keys.split_once(')').unwrap_or((keys, ""));
    let mut keys: Vec<&str> = keys.split(" AND ").collect();
    keys.sort_unstable();
    format!("{table} ({}){rest}", keys.join(" AND "))
}
