//! `ordna export`, `ordna import`, `ordna mapping new`: data in and out.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Failure, Outcome, checked};
use base::clock::Clock;
use base::config::{Config, Settings};
use base::secret::Secret;
use db::DbPool;
use domain::places::mapping::MappingStatus;
use tasks::Context;
use tasks::importing::{self, ImportError, Reason, Sheet, What};
use tasks::mapping::exporting::{self, ExportError};
use tasks::mapping::mappings::{self, Plan};
use tasks::mapping::seeding;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    All,
    Csv,
    Xlsx,
    Ods,
    Json,
}

#[derive(Debug, Args)]
pub struct ExportOptions {
    /// The mapping
    slug: String,
    /// The folder to write to; made when missing
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[arg(long, value_name = "FORMAT", default_value = "all")]
    format: Format,
}

pub fn export(settings: &Settings, options: &ExportOptions) -> Outcome {
    let config = checked(settings)?;
    if matches!(options.format, Format::Xlsx | Format::Ods | Format::Json) {
        let sentence = "this version writes CSV only: leave --format out, or say csv";
        return Err(Failure::usage(vec![sentence.to_owned()]));
    }
    let pool = open(&config)?;
    let mut conn = pool.get()?;
    let now = Clock::system().now();
    let exported =
        exporting::export(&mut conn, &options.slug, &options.out, now).map_err(|error| match error {
            ExportError::NoMapping(_) => Failure::failed(format!("{error}: `ordna mapping new` makes one")),
            error => Failure::failed(error),
        })?;
    println!("{} files in {}", exported.files, options.out.display());
    println!("content_hash {}", exported.content_hash);
    Ok(())
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Kind {
    Municipalities,
    Changes,
    Arrangements,
    Participants,
    Contacts,
    History,
    Questions,
}

impl Kind {
    const fn what(self) -> What {
        match self {
            Self::Municipalities => What::Municipalities,
            Self::Changes => What::Changes,
            Self::Arrangements => What::Arrangements,
            Self::Participants => What::Participants,
            Self::Contacts => What::Contacts,
            Self::History => What::History,
            Self::Questions => What::Questions,
        }
    }
}

#[derive(Debug, Args)]
pub struct ImportOptions {
    /// What the file holds
    what: Kind,
    /// A CSV or XLSX file
    file: PathBuf,
    /// The mapping that it goes into
    #[arg(long, value_name = "SLUG")]
    mapping: Option<String>,
    /// Write it; without this, only tell what would happen
    #[arg(long)]
    apply: bool,
}

pub fn import(settings: &Settings, options: &ImportOptions) -> Outcome {
    let config = checked(settings)?;
    let sheet = read(&options.file)?;
    let pool = open(&config)?;
    let mut conn = pool.get()?;
    let what = options.what.what();
    let outcome = importing::import(
        &mut conn,
        &context(&config),
        what,
        options.mapping.as_deref(),
        &sheet,
        options.apply,
    );
    let summary = match outcome {
        Ok(summary) => summary,
        Err(ImportError::Problems(problems)) => {
            let mut sentences: Vec<String> = problems
                .iter()
                .map(|problem| format!("{}: {problem}", options.file.display()))
                .collect();
            sentences.push(format!(
                "nothing was imported: correct the {} mistakes above",
                problems.len()
            ));
            return Err(Failure { code: 1, sentences });
        }
        Err(error @ (ImportError::WhichMapping | ImportError::NoMappingWanted)) => {
            return Err(Failure::usage(vec![error.to_string()]));
        }
        Err(error) => return Err(Failure::failed(error)),
    };
    println!(
        "{}: {} new, {} changed, {} unchanged",
        what.name(),
        summary.new,
        summary.changed,
        summary.unchanged
    );
    for note in &summary.notes {
        println!("{note}");
    }
    for row in &summary.rows {
        for doubt in &row.doubts {
            println!("line {}: {}: doubtful: {doubt}", row.line, row.what);
        }
    }
    if !options.apply {
        println!("This was a dry run, and nothing is written: add --apply to import it.");
    }
    Ok(())
}

/// No more of it than may be imported: a device or a film is not read to its end first.
fn read(path: &Path) -> Result<Sheet, Failure> {
    const MOST: u64 = 10 * 1024 * 1024 + 1;
    let failed = |what: String| Failure::failed(format!("{}: {what}", path.display()));
    let is = |end: &str| {
        path.extension()
            .is_some_and(|given| given.eq_ignore_ascii_case(end))
    };
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MOST).read_to_end(&mut bytes))
        .map_err(|error| failed(error.to_string()))?;
    let is_workbook = bytes.starts_with(b"PK\x03\x04");
    if !(is("csv") && !is_workbook || is("xlsx") && is_workbook) {
        return Err(failed(
            "the file is neither CSV nor XLSX, or its name says otherwise".to_owned(),
        ));
    }
    Sheet::read(&bytes).map_err(|reason: Reason| failed(reason.to_string()))
}

#[derive(Debug, Args)]
pub struct NewMappingOptions {
    /// The mapping's name in addresses: small letters, digits and hyphens
    slug: String,
    /// What people call it
    #[arg(long, value_name = "NAME")]
    name: String,
    #[arg(long, value_name = "YEAR")]
    year: i32,
    /// The numbers of municipalities or counties, with commas; with --copy-from, that mapping's area when left out
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        required_unless_present = "copy_from"
    )]
    area: Vec<String>,
    /// The mapping whose arrangements, participants, lists, regions and questions come along
    #[arg(long, value_name = "SLUG")]
    copy_from: Option<String>,
}

pub fn new_mapping(settings: &Settings, options: &NewMappingOptions) -> Outcome {
    let config = checked(settings)?;
    let pool = open(&config)?;
    let mut conn = pool.get()?;
    let area: Vec<String> = options
        .area
        .iter()
        .map(|number| number.trim().to_owned())
        .collect();
    let plan = Plan {
        slug: &options.slug,
        name: &options.name,
        year: options.year,
        area: &area,
        copy_from: options.copy_from.as_deref(),
        status: MappingStatus::Open,
        settings: None,
    };
    let made = mappings::create(&mut conn, &context(&config), &plan).map_err(Failure::failed)?;
    println!("{} ({}), open", options.slug, options.name);
    println!("municipalities {}", made.municipalities);
    println!("regions        {}", made.regions);
    println!("sectors        {}", made.sectors);
    println!("task fields    {}", made.task_fields);
    println!("arrangements   {}", made.arrangements);
    println!("questions      {}", made.questions);
    Ok(())
}

/// With the country's municipalities in it.
fn open(config: &Config) -> Result<DbPool, Failure> {
    let pool = super::open(config)?;
    seeding::load_municipalities(&mut *pool.get()?).map_err(Failure::failed)?;
    Ok(pool)
}

/// The command line acts as the portal itself. Nothing here is sealed, so no secret needs to be there.
fn context(config: &Config) -> Context {
    Context::portal(Clock::system().now(), &config.site.origin, &Secret::random())
}
