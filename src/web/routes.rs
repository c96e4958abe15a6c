//! Every address of the portal with the door it stands behind. A route that is not in this table is not served,
//! and the authorisation matrix (`tests/it/pages/matrix.rs`, S25) fails for a route that it does not know.

use std::collections::HashMap;
use std::sync::LazyLock;

use actix_web::http::Method;
use actix_web::{Route, web};

use super::sign_in::{code, enrol, first, link, log_in, log_out, password, recovery_codes, step_up, totp};
use super::steer::mailings;
use super::{account, admin, assets, imports, public, respond, steer};
use crate::request::kept_forms;
use domain::people::access::Action;

/// Who may come in at all. The tasks behind ask again, about the very thing that is touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Anyone.
    Open,
    /// Whoever is signed in.
    SignedIn,
    /// Who may do this to the portal as a whole.
    Portal(Action),
    /// Who may do this to the mapping whose slug stands in the address as `{m}`.
    Mapping(Action),
    /// Who may do this for the municipality `{k}` in the mapping `{m}` of the address; others get 404.
    Hearing(Action),
    /// Who may do this for the regionråd of the region `{r}` in the mapping `{m}` of the address; others get 404.
    Region(Action),
}

pub struct Row {
    pub method: Method,
    pub path: &'static str,
    pub door: Door,
    /// The act is dangerous: it wants a login that is at most ten minutes old.
    pub fresh: bool,
    /// Makes the handler.
    pub(super) route: fn() -> Route,
}

macro_rules! routes {
    ($($method:ident $path:literal => $handler:path, $door:expr $(, $fresh:ident)?;)+) => {
        pub const ROUTES: &[Row] = &[$(Row {
            method: Method::$method,
            path: $path,
            door: $door,
            fresh: routes!(@fresh $($fresh)?),
            route: || web::route().to($handler),
        }),+];
    };
    (@fresh) => { false };
    (@fresh fresh) => { true };
}

use Door::{Hearing, Mapping, Open, Portal, Region, SignedIn};

routes! {
    GET "/" => public::start::show, Open;
    GET "/helse" => public::health::show, Open;
    POST "/sprak" => public::language::choose, Open;
    GET "/hjelp" => public::about::help, Open;
    GET "/personvern" => public::about::privacy, Open;
    GET "/informasjonskapsler" => public::about::cookies, Open;
    GET "/tilgjengelighet" => public::about::accessibility, Open;
    GET "/logg-inn" => log_in::show, Open;
    POST "/logg-inn" => log_in::submit, Open;
    GET "/logg-inn/lenke" => link::ask, Open;
    POST "/logg-inn/lenke" => link::send, Open;
    GET "/logg-inn/sendt" => link::sent, Open;
    GET "/logg-inn/med-lenke" => link::show, Open;
    POST "/logg-inn/med-lenke" => link::enter, Open;
    GET "/logg-inn/kode" => code::show, Open;
    POST "/logg-inn/kode" => code::submit, Open;
    POST "/logg-inn/kode/ny" => code::again, Open;
    GET "/logg-inn/totp" => totp::show, Open;
    POST "/logg-inn/totp" => totp::submit, Open;
    GET "/logg-inn/totp/oppsett" => enrol::show, Open;
    POST "/logg-inn/totp/oppsett" => enrol::submit, Open;
    GET "/logg-inn/gjenopprettingskode" => totp::recovery, Open;
    POST "/logg-inn/gjenopprettingskode" => totp::recover, Open;
    GET "/logg-inn/{token}" => link::land, Open;
    GET "/glemt-passord" => password::forgot, Open;
    POST "/glemt-passord" => password::send, Open;
    GET "/aktiver" => password::show_activation, Open;
    POST "/aktiver" => password::activate, Open;
    GET "/aktiver/{token}" => password::land_activation, Open;
    GET "/nytt-passord" => password::show_reset, Open;
    POST "/nytt-passord" => password::reset, Open;
    GET "/nytt-passord/{token}" => password::land_reset, Open;
    GET "/kom-i-gang" => first::show, Open;
    POST "/kom-i-gang" => first::submit, Open;
    GET "/kom-i-gang/{token}" => first::land, Open;
    GET "/bekreft-epost" => account::email::show_confirmation, Open;
    POST "/bekreft-epost" => account::email::confirm, Open;
    GET "/bekreft-epost/{token}" => account::email::land, Open;
    POST "/logg-ut" => log_out::submit, Open;
    GET "/bekreft-innlogging" => step_up::show, SignedIn;
    POST "/bekreft-innlogging" => step_up::submit, SignedIn;
    GET "/fortsett" => kept_forms::show, SignedIn;
    POST "/fortsett/{id}/forkast" => kept_forms::drop_one, SignedIn;
    GET "/konto" => account::overview::show, SignedIn;
    GET "/konto/navn" => account::name::show, SignedIn;
    POST "/konto/navn" => account::name::submit, SignedIn;
    GET "/konto/epost" => account::email::show, SignedIn, fresh;
    POST "/konto/epost" => account::email::submit, SignedIn, fresh;
    GET "/konto/passord" => account::password::show, SignedIn;
    POST "/konto/passord" => account::password::submit, SignedIn;
    GET "/konto/totrinn" => enrol::show_change, SignedIn, fresh;
    POST "/konto/totrinn" => enrol::change, SignedIn, fresh;
    GET "/konto/gjenopprettingskoder" => recovery_codes::show, SignedIn, fresh;
    POST "/konto/gjenopprettingskoder" => recovery_codes::make, SignedIn, fresh;
    POST "/konto/gjenopprettingskoder/ferdig" => recovery_codes::kept, SignedIn;
    POST "/konto/fortsett" => account::browsers::stay, SignedIn;
    POST "/konto/innlogginger/avslutt-andre" => account::browsers::end_others, SignedIn;
    POST "/konto/innlogginger/{id}/avslutt" => account::browsers::end, SignedIn;
    POST "/konto/nettlesere/{id}/glem" => account::browsers::forget, SignedIn;
    GET "/kartlegging/{m}" => steer::overview::show, Mapping(Action::ReadRegister);
    GET "/kartlegging/{m}/tall" => steer::register::figures::show, Mapping(Action::ReadRegister);
    GET "/kartlegging/{m}/ordninger" => steer::register::arrangements::show, Mapping(Action::ReadRegister);
    GET "/kartlegging/{m}/ordninger.csv" => steer::register::csv::file, Mapping(Action::ReadRegister);
    GET "/kartlegging/{m}/ordninger/{id}" => steer::register::arrangement::show, Mapping(Action::ReadRegister);
    GET "/kartlegging/{m}/kommuner" => steer::municipalities::list::show, Mapping(Action::ReadRegister);
    GET "/kartlegging/{m}/kommuner.csv" => steer::municipalities::csv::file, Mapping(Action::ReadRegister);
    GET "/kartlegging/{m}/kommuner/{k}" => steer::municipality::front::show, Mapping(Action::ReadRegister);
    GET "/kartlegging/{m}/utsending" => mailings::list::show, Mapping(Action::ReadRegister);
    GET "/kartlegging/{m}/utsending/ny" => mailings::begin::show, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/utsending/ny" => mailings::begin::post, Mapping(Action::SteerMapping);
    GET "/kartlegging/{m}/utsending/{u}.csv" => mailings::log::file, Mapping(Action::ReadRegister);
    GET "/kartlegging/{m}/utsending/{u}" => mailings::show::show, Mapping(Action::ReadRegister);
    GET "/kartlegging/{m}/utsending/{u}/tekst" => mailings::text::show, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/utsending/{u}/tekst" => mailings::text::post, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/utsending/{u}/prove" => mailings::acts::send_test, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/utsending/{u}/send" => mailings::acts::send, Mapping(Action::SteerMapping), fresh;
    POST "/kartlegging/{m}/utsending/{u}/godkjenn" => mailings::acts::approve, Mapping(Action::SteerMapping), fresh;
    POST "/kartlegging/{m}/utsending/{u}/pause" => mailings::acts::pause, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/utsending/{u}/fortsett" => mailings::acts::resume, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/utsending/{u}/forkast" => mailings::acts::discard, Mapping(Action::SteerMapping);
    GET "/kartlegging/{m}/utsending/{u}/trekk-tilbake" => mailings::acts::cancel_page, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/utsending/{u}/trekk-tilbake" => mailings::acts::cancel, Mapping(Action::SteerMapping);
    GET "/kartlegging/{m}/kommuner/{k}/svar/{n}" => steer::municipality::answer::show, Mapping(Action::ReadRegister);
    GET "/kartlegging/{m}/kommuner/{k}/frist" => steer::municipality::deadline::show, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/kommuner/{k}/frist" => steer::municipality::deadline::extend, Mapping(Action::SteerMapping);
    GET "/kartlegging/{m}/kommuner/{k}/gjenapne" => steer::municipality::reopen::show, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/kommuner/{k}/gjenapne" => steer::municipality::reopen::reopen, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/kommuner/{k}/notater" => steer::municipality::notes::add, Mapping(Action::SteerMapping);
    GET "/kartlegging/{m}/kommuner/{k}/notater/{id}" => steer::municipality::notes::edit, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/kommuner/{k}/notater/{id}" => steer::municipality::notes::change, Mapping(Action::SteerMapping);
    GET "/kartlegging/{m}/kommuner/{k}/svar-for" => steer::municipality::deputy::show, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/kommuner/{k}/svar-for" => steer::municipality::deputy::begin, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/kommuner/{k}/svar-for/avslutt" => steer::municipality::deputy::end, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/visninger" => steer::municipalities::saved_views::keep, Mapping(Action::SteerMapping);
    GET "/kartlegging/{m}/visninger/{id}/slett" => steer::municipalities::saved_views::delete_page, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/visninger/{id}/slett" => steer::municipalities::saved_views::delete, Mapping(Action::SteerMapping);
    GET "/kartlegging/{m}/runde" => steer::round::rounds::show, Mapping(Action::ReadRegister);
    GET "/kartlegging/{m}/runde/ny" => steer::round::plan::new, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/runde/ny" => steer::round::plan::plan, Mapping(Action::SteerMapping);
    GET "/kartlegging/{m}/runde/{nr}" => steer::round::plan::one, Mapping(Action::ReadRegister);
    GET "/kartlegging/{m}/runde/{nr}/endre" => steer::round::plan::edit, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/runde/{nr}/endre" => steer::round::plan::change, Mapping(Action::SteerMapping);
    GET "/kartlegging/{m}/runde/{nr}/avslutt" => steer::round::end::close_show, Mapping(Action::SteerMapping), fresh;
    POST "/kartlegging/{m}/runde/{nr}/avslutt" => steer::round::end::close, Mapping(Action::SteerMapping), fresh;
    GET "/kartlegging/{m}/runde/{nr}/gjenapne" => steer::round::end::reopen_show, Mapping(Action::SteerMapping), fresh;
    POST "/kartlegging/{m}/runde/{nr}/gjenapne" => steer::round::end::reopen, Mapping(Action::SteerMapping), fresh;
    GET "/kartlegging/{m}/import" => imports::list::show, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/import" => imports::list::receive, Mapping(Action::SteerMapping);
    GET "/kartlegging/{m}/import/{id}" => imports::run::show, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/import/{id}/utfor" => imports::acts::apply, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/import/{id}/forkast" => imports::acts::drop_file, Mapping(Action::SteerMapping);
    GET "/kartlegging/{m}/import/{id}/angre" => imports::acts::undo_page, Mapping(Action::SteerMapping);
    POST "/kartlegging/{m}/import/{id}/angre" => imports::acts::undo, Mapping(Action::SteerMapping);
    GET "/svar" => respond::start::show, SignedIn;
    GET "/svar/{m}/region/{r}" => respond::questions::region::show, Region(Action::Answer);
    GET "/svar/{m}/region/{r}/send" => respond::questions::region::sending, Region(Action::Answer);
    POST "/svar/{m}/region/{r}/send" => respond::questions::region::send, Region(Action::Answer);
    GET "/svar/{m}/region/{r}/sporsmal/{nr}" => respond::questions::region::question, Region(Action::Answer);
    POST "/svar/{m}/region/{r}/sporsmal/{nr}" => respond::questions::region::post, Region(Action::Answer);
    POST "/svar/{m}/region/{r}/sporsmal/{nr}/kladd" => respond::questions::region::keep, Region(Action::Answer);
    GET "/svar/{m}/{k}" => respond::task_list::show, Hearing(Action::Answer);
    POST "/svar/{m}/{k}/ingen" => respond::nothing::post, Hearing(Action::Answer);
    GET "/svar/{m}/{k}/ordninger" => respond::review::page::show, Hearing(Action::Answer);
    POST "/svar/{m}/{k}/ordninger" => respond::review::answer::post, Hearing(Action::Answer);
    GET "/svar/{m}/{k}/ordninger/ny" => respond::propose::start::show, Hearing(Action::Answer);
    POST "/svar/{m}/{k}/ordninger/ny" => respond::propose::start::post, Hearing(Action::Answer);
    GET "/svar/{m}/{k}/bekreft" => respond::confirm::page::show, Hearing(Action::Answer);
    POST "/svar/{m}/{k}/bekreft" => respond::confirm::page::submit, Hearing(Action::Confirm);
    GET "/svar/{m}/{k}/kvittering/{n}.json" => respond::confirm::own_data::submission, Hearing(Action::Answer);
    GET "/svar/{m}/{k}/mine-data.xlsx" => respond::confirm::own_data::workbook, Hearing(Action::Answer);
    GET "/svar/{m}/{k}/mine-data.csv" => respond::confirm::own_data::csv, Hearing(Action::Answer);
    GET "/svar/{m}/{k}/mine-data.json" => respond::confirm::own_data::json, Hearing(Action::Answer);
    GET "/svar/{m}/{k}/logg" => respond::log::show, Hearing(Action::Answer);
    GET "/svar/{m}/{k}/kvittering/{n}" => respond::confirm::receipt::show, Hearing(Action::Answer);
    GET "/svar/{m}/{k}/del" => respond::delegate::show, Hearing(Action::Delegate);
    POST "/svar/{m}/{k}/del" => respond::delegate::post, Hearing(Action::Delegate);
    GET "/svar/{m}/{k}/del/{id}/avslutt" => respond::delegate::end_page, Hearing(Action::Delegate);
    POST "/svar/{m}/{k}/del/{id}/avslutt" => respond::delegate::end, Hearing(Action::Delegate);
    GET "/svar/{m}/{k}/sporsmal" => respond::questions::list::show, Hearing(Action::Answer);
    GET "/svar/{m}/{k}/sporsmal/{nr}" => respond::questions::question::show, Hearing(Action::Answer);
    POST "/svar/{m}/{k}/sporsmal/{nr}" => respond::questions::question::post, Hearing(Action::Answer);
    POST "/svar/{m}/{k}/sporsmal/{nr}/kladd" => respond::questions::question::keep, Hearing(Action::Answer);
    GET "/svar/{m}/{k}/nye/{id}" => respond::propose::proposal::edit, Hearing(Action::Answer);
    POST "/svar/{m}/{k}/nye/{id}" => respond::propose::proposal::change, Hearing(Action::Answer);
    POST "/svar/{m}/{k}/nye/{id}/fjern" => respond::propose::proposal::remove, Hearing(Action::Answer);
    POST "/svar/{m}/{k}/nye/{id}/ta-tilbake" => respond::propose::proposal::take_back, Hearing(Action::Answer);
    GET "/svar/{m}/{k}/ordninger/{id}" => respond::correct::show, Hearing(Action::Answer);
    POST "/svar/{m}/{k}/ordninger/{id}" => respond::correct::post, Hearing(Action::Answer);
    POST "/svar/{m}/{k}/ordninger/{id}/kladd" => respond::correct::keep, Hearing(Action::Answer);
    GET "/svar/{m}/{k}/ordninger/{id}/deltar-ikke" => respond::review::not_participating::show, Hearing(Action::Answer);
    POST "/svar/{m}/{k}/ordninger/{id}/deltar-ikke" => respond::review::not_participating::post, Hearing(Action::Answer);
    GET "/admin/e-post" => admin::mail::mailbox::show, Portal(Action::Administer);
    GET "/admin/e-post.csv" => admin::mail::mailbox_csv::download, Portal(Action::Administer), fresh;
    GET "/admin/e-post/oppsett" => admin::mail::setup::show, Portal(Action::Administer);
    GET "/admin/e-post/hold" => admin::mail::hold::hold_page, Portal(Action::Administer), fresh;
    POST "/admin/e-post/hold" => admin::mail::hold::hold, Portal(Action::Administer), fresh;
    GET "/admin/e-post/slipp" => admin::mail::hold::let_go_page, Portal(Action::Administer), fresh;
    POST "/admin/e-post/slipp" => admin::mail::hold::let_go, Portal(Action::Administer), fresh;
    POST "/admin/e-post/fortsett" => admin::mail::hold::go_on, Portal(Action::Administer);
    POST "/admin/e-post/prove" => admin::mail::mailbox::send_test, Portal(Action::Administer);
    GET "/admin/e-post/{id}.eml" => admin::mail::mailbox::download, Portal(Action::Administer);
    POST "/admin/e-post/{id}/pa-nytt" => admin::mail::mailbox::retry, Portal(Action::Administer);
    GET "/static/{name}" => assets::serve, Open;

    GET "/admin" => admin::front::show, Portal(Action::Administer);
    GET "/admin/brukere" => admin::people::users::show, Portal(Action::Administer);
    GET "/admin/brukere/ny" => admin::people::invite::show, Portal(Action::Administer), fresh;
    POST "/admin/brukere/ny" => admin::people::invite::post, Portal(Action::Administer), fresh;
    GET "/admin/brukere/{id}" => admin::people::user::show, Portal(Action::Administer);
    GET "/admin/brukere/{id}/endre" => admin::people::user_edit::show, Portal(Action::Administer), fresh;
    POST "/admin/brukere/{id}/endre" => admin::people::user_edit::post, Portal(Action::Administer), fresh;
    GET "/admin/brukere/{id}/roller/ny" => admin::people::roles::new, Portal(Action::Administer), fresh;
    POST "/admin/brukere/{id}/roller/ny" => admin::people::roles::grant, Portal(Action::Administer), fresh;
    GET "/admin/brukere/{id}/roller/{rolle}/avslutt" => admin::people::roles::end_page, Portal(Action::Administer), fresh;
    POST "/admin/brukere/{id}/roller/{rolle}/avslutt" => admin::people::roles::end, Portal(Action::Administer), fresh;
    GET "/admin/brukere/{id}/aktivering" => admin::people::acts::show, Portal(Action::Administer), fresh;
    POST "/admin/brukere/{id}/aktivering" => admin::people::acts::post, Portal(Action::Administer), fresh;
    GET "/admin/brukere/{id}/nytt-passord" => admin::people::acts::show, Portal(Action::Administer), fresh;
    POST "/admin/brukere/{id}/nytt-passord" => admin::people::acts::post, Portal(Action::Administer), fresh;
    GET "/admin/brukere/{id}/totrinn" => admin::people::acts::show, Portal(Action::Administer), fresh;
    POST "/admin/brukere/{id}/totrinn" => admin::people::acts::post, Portal(Action::Administer), fresh;
    GET "/admin/brukere/{id}/innlogginger" => admin::people::acts::show, Portal(Action::Administer), fresh;
    POST "/admin/brukere/{id}/innlogginger" => admin::people::acts::post, Portal(Action::Administer), fresh;
    GET "/admin/brukere/{id}/deaktiver" => admin::people::acts::show, Portal(Action::Administer), fresh;
    POST "/admin/brukere/{id}/deaktiver" => admin::people::acts::post, Portal(Action::Administer), fresh;
    GET "/admin/brukere/{id}/gjenapne" => admin::people::acts::show, Portal(Action::Administer), fresh;
    POST "/admin/brukere/{id}/gjenapne" => admin::people::acts::post, Portal(Action::Administer), fresh;
    GET "/admin/kommuner" => admin::municipalities::list::show, Portal(Action::Administer);
    GET "/admin/kommuner/{k}" => admin::municipalities::municipality::show, Portal(Action::Administer);
    GET "/admin/kommuner/{k}/malform" => admin::municipalities::written_form::show, Portal(Action::Administer);
    POST "/admin/kommuner/{k}/malform" => admin::municipalities::written_form::decide, Portal(Action::Administer);
    GET "/admin/kommuner/{k}/kontakter/ny" => admin::municipalities::contacts::new, Portal(Action::Administer);
    POST "/admin/kommuner/{k}/kontakter/ny" => admin::municipalities::contacts::add, Portal(Action::Administer);
    GET "/admin/kommuner/{k}/kontakter/{id}" => admin::municipalities::contacts::edit, Portal(Action::Administer);
    POST "/admin/kommuner/{k}/kontakter/{id}" => admin::municipalities::contacts::change, Portal(Action::Administer);
    GET "/admin/kommuner/{k}/kontakter/{id}/avslutt" => admin::municipalities::contacts::end_page, Portal(Action::Administer);
    POST "/admin/kommuner/{k}/kontakter/{id}/avslutt" => admin::municipalities::contacts::end, Portal(Action::Administer);
    GET "/admin/maler" => admin::mail::templates::list, Portal(Action::Administer);
    GET "/admin/maler/{t}" => admin::mail::templates::show, Portal(Action::Administer);
    POST "/admin/maler/{t}" => admin::mail::templates::post, Portal(Action::Administer);
    POST "/admin/maler/{t}/standard" => admin::mail::templates::forget, Portal(Action::Administer);
    GET "/admin/kartlegginger" => admin::mapping::list::show, Portal(Action::Administer);
    GET "/admin/kartlegginger/ny" => admin::mapping::list::new, Portal(Action::Administer);
    POST "/admin/kartlegginger/ny" => admin::mapping::list::create, Portal(Action::Administer);
    GET "/admin/kartlegginger/{m}" => admin::mapping::front::show, Portal(Action::Administer);
    GET "/admin/kartlegginger/{m}/endre" => admin::mapping::front::edit, Portal(Action::Administer);
    POST "/admin/kartlegginger/{m}/endre" => admin::mapping::front::change, Portal(Action::Administer);
    GET "/admin/kartlegginger/{m}/apne" => admin::mapping::open::show, Portal(Action::Administer), fresh;
    POST "/admin/kartlegginger/{m}/apne" => admin::mapping::open::post, Portal(Action::Administer), fresh;
    GET "/admin/kartlegginger/{m}/omrade" => admin::mapping::area::show, Portal(Action::Administer);
    POST "/admin/kartlegginger/{m}/omrade" => admin::mapping::area::add, Portal(Action::Administer);
    GET "/admin/kartlegginger/{m}/omrade/{k}/fjern" => admin::mapping::area::remove_page, Portal(Action::Administer);
    POST "/admin/kartlegginger/{m}/omrade/{k}/fjern" => admin::mapping::area::remove, Portal(Action::Administer);
    GET "/admin/kartlegginger/{m}/liste/{liste}" => admin::mapping::part_pages::show, Portal(Action::Administer);
    GET "/admin/kartlegginger/{m}/liste/{liste}/ny" => admin::mapping::part_pages::edit, Portal(Action::Administer);
    POST "/admin/kartlegginger/{m}/liste/{liste}/ny" => admin::mapping::part_pages::save, Portal(Action::Administer);
    GET "/admin/kartlegginger/{m}/liste/{liste}/{id}" => admin::mapping::part_pages::edit, Portal(Action::Administer);
    POST "/admin/kartlegginger/{m}/liste/{liste}/{id}" => admin::mapping::part_pages::save, Portal(Action::Administer);
    GET "/admin/kartlegginger/{m}/liste/{liste}/{id}/fjern" => admin::mapping::part_pages::remove_page, Portal(Action::Administer);
    POST "/admin/kartlegginger/{m}/liste/{liste}/{id}/fjern" => admin::mapping::part_pages::remove, Portal(Action::Administer);
    GET "/admin/kartlegginger/{m}/regioner" => admin::mapping::part_pages::show, Portal(Action::Administer);
    GET "/admin/kartlegginger/{m}/regioner/ny" => admin::mapping::part_pages::edit, Portal(Action::Administer);
    POST "/admin/kartlegginger/{m}/regioner/ny" => admin::mapping::part_pages::save, Portal(Action::Administer);
    GET "/admin/kartlegginger/{m}/regioner/{r}" => admin::mapping::part_pages::edit, Portal(Action::Administer);
    POST "/admin/kartlegginger/{m}/regioner/{r}" => admin::mapping::part_pages::save, Portal(Action::Administer);
    GET "/admin/kartlegginger/{m}/regioner/{r}/fjern" => admin::mapping::part_pages::remove_page, Portal(Action::Administer);
    POST "/admin/kartlegginger/{m}/regioner/{r}/fjern" => admin::mapping::part_pages::remove, Portal(Action::Administer);
    POST "/admin/kartlegginger/{m}/regioner/{r}/leder" => admin::mapping::regions::add_leader, Portal(Action::Administer), fresh;
    GET "/admin/kartlegginger/{m}/sporsmal" => admin::mapping::part_pages::show, Portal(Action::Administer);
    GET "/admin/kartlegginger/{m}/sporsmal/ny" => admin::mapping::part_pages::edit, Portal(Action::Administer);
    POST "/admin/kartlegginger/{m}/sporsmal/ny" => admin::mapping::part_pages::save, Portal(Action::Administer);
    GET "/admin/kartlegginger/{m}/sporsmal/{nr}" => admin::mapping::part_pages::edit, Portal(Action::Administer);
    POST "/admin/kartlegginger/{m}/sporsmal/{nr}" => admin::mapping::part_pages::save, Portal(Action::Administer);
    GET "/admin/kartlegginger/{m}/sporsmal/{nr}/fjern" => admin::mapping::part_pages::remove_page, Portal(Action::Administer);
    POST "/admin/kartlegginger/{m}/sporsmal/{nr}/fjern" => admin::mapping::part_pages::remove, Portal(Action::Administer);
    GET "/admin/import" => imports::list::show, Portal(Action::Administer);
    POST "/admin/import" => imports::list::receive, Portal(Action::Administer);
    GET "/admin/import/{id}" => imports::run::show, Portal(Action::Administer);
    POST "/admin/import/{id}/utfor" => imports::acts::apply, Portal(Action::Administer);
    POST "/admin/import/{id}/forkast" => imports::acts::drop_file, Portal(Action::Administer);
    GET "/admin/import/{id}/angre" => imports::acts::undo_page, Portal(Action::Administer);
    POST "/admin/import/{id}/angre" => imports::acts::undo, Portal(Action::Administer);
    GET "/admin/logg" => admin::log::list::show, Portal(Action::Administer);
    GET "/admin/logg.csv" => admin::log::csv::download, Portal(Action::Administer), fresh;
    POST "/admin/logg/kontroll" => admin::log::list::check, Portal(Action::Administer);
}

/// What the table says of a method and a path. Rows are named by their place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    Row(usize),
    /// The address is answered, but not to this method: its first row.
    OtherMethod(usize),
    Nothing,
}

/// The rows by the first part of their address and by how many parts it has: a request is compared with a few of them
/// instead of with a regular expression for each.
static ROWS: LazyLock<HashMap<(&str, usize), Vec<usize>>> = LazyLock::new(|| {
    let mut rows: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, row) in ROUTES.iter().enumerate() {
        rows.entry(shelf(row.path)).or_default().push(at);
    }
    rows
});

fn shelf(path: &str) -> (&str, usize) {
    let first = path.split('/').nth(1).unwrap_or_default();
    (first, path.bytes().filter(|byte| *byte == b'/').count())
}

/// HEAD is answered as GET: mail scanners ask with it before the person comes.
pub fn look_up(method: &Method, path: &str) -> Found {
    let method = if method == Method::HEAD {
        &Method::GET
    } else {
        method
    };
    let mut other = Found::Nothing;
    for &at in ROWS.get(&shelf(path)).into_iter().flatten() {
        let row = &ROUTES[at];
        match other {
            // Two patterns may fit one path, like «{n}» and «{n}.json»: the one that comes first is meant.
            Found::OtherMethod(first) if ROUTES[first].path != row.path => {}
            _ if !fits(row.path, path) => {}
            _ if row.method == *method => return Found::Row(at),
            Found::OtherMethod(_) => {}
            _ => other = Found::OtherMethod(at),
        }
    }
    other
}

/// The row that answers a request.
pub fn find(method: &Method, path: &str) -> Option<&'static Row> {
    match look_up(method, path) {
        Found::Row(at) => Some(&ROUTES[at]),
        Found::OtherMethod(_) | Found::Nothing => None,
    }
}

/// The pattern of an address, for logs: the address itself may carry a letter's token.
pub fn pattern(method: &Method, path: &str) -> Option<&'static str> {
    match look_up(method, path) {
        Found::Row(at) | Found::OtherMethod(at) => Some(ROUTES[at].path),
        Found::Nothing => None,
    }
}

fn fits(pattern: &str, path: &str) -> bool {
    pattern
        .split('/')
        .zip(path.split('/'))
        .all(|(part, given)| match part.split_once('{') {
            None => part == given,
            Some((before, rest)) => {
                let (_, after) = rest.split_once('}').unwrap_or_default();
                given.len() > before.len() + after.len()
                    && given.starts_with(before)
                    && given.ends_with(after)
            }
        })
}

/// What stands in `path` where `pattern` has `{name}`.
pub fn parameter<'a>(pattern: &str, path: &'a str, name: &str) -> Option<&'a str> {
    pattern
        .split('/')
        .zip(path.split('/'))
        .find(|(part, _)| part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) == Some(name))
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_by_method_and_path() {
        let found = |method, path| find(&method, path).map(|row| row.path);
        assert_eq!(found(Method::GET, "/"), Some("/"));
        assert_eq!(found(Method::HEAD, "/svar/a/1/logg"), Some("/svar/{m}/{k}/logg"));
        assert_eq!(
            found(Method::POST, "/svar/a/1/bekreft"),
            Some("/svar/{m}/{k}/bekreft")
        );
        assert_eq!(
            found(Method::GET, "/svar/a/1/kvittering/2.json"),
            Some("/svar/{m}/{k}/kvittering/{n}.json")
        );
        assert_eq!(
            found(Method::GET, "/svar/a/1/kvittering/2"),
            Some("/svar/{m}/{k}/kvittering/{n}")
        );
        for nowhere in [
            "",
            "//",
            "/svar/",
            "/svar/a//logg",
            "/svar/a/1/kvittering/",
            "/nowhere",
        ] {
            assert_eq!(look_up(&Method::GET, nowhere), Found::Nothing, "{nowhere}");
        }
        assert!(
            matches!(look_up(&Method::POST, "/svar"), Found::OtherMethod(at) if ROUTES[at].path == "/svar")
        );
        assert_eq!(found(Method::DELETE, "/svar/a/1"), None);
    }

    #[test]
    fn every_row_is_found_by_an_address_of_its_own() {
        for (at, row) in ROUTES.iter().enumerate() {
            let path = row.path.replace(['{', '}'], "");
            assert_eq!(
                look_up(&row.method, &path),
                Found::Row(at),
                "{} {path}",
                row.method
            );
        }
    }

    #[test]
    fn a_parameter_is_read_where_the_pattern_has_it() {
        let pattern = "/svar/{m}/{k}/ordninger";
        assert_eq!(
            parameter(pattern, "/svar/trondelag-2026/5045/ordninger", "k"),
            Some("5045")
        );
        assert_eq!(
            parameter(pattern, "/svar/trondelag-2026/5045/ordninger", "id"),
            None
        );
    }
}
