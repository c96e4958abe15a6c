//! Contacts out of a file: what they were stays on record.

use ordna::db::DbConn;
use ordna::db::places::contacts;
use ordna::tasks::importing::{self, Sheet, Summary, What};
use ordna::tasks::mapping::seeding;

use super::context;
use crate::support::database::TestDatabase;

fn import(conn: &mut DbConn, file: &str) -> Summary {
    let sheet = Sheet::read(file.as_bytes()).unwrap();
    importing::import(conn, &context(), What::Contacts, None, &sheet, true).unwrap()
}

#[test]
fn a_contact_that_has_changed_is_ended_and_added() {
    const HEAD: &str = "kommunenummer,name,title,email,postmottak\n";
    for database in TestDatabase::each() {
        let pool = database.pool(1);
        let conn = &mut *pool.get().unwrap();
        seeding::load_municipalities(conn).unwrap();
        let before = format!(
            "{HEAD}5045,Kari Nordmann,Kommunedirektør,kd@grong.example.no,no\n5045,,,post@grong.example.no,yes\n"
        );
        let summary = import(conn, &before);
        assert_eq!((summary.new, summary.changed, summary.unchanged), (2, 0, 0));
        let summary = import(conn, &before);
        assert_eq!((summary.new, summary.changed, summary.unchanged), (0, 0, 2));
        let after = format!(
            "{HEAD}5045,Kari Nordmann,Konstituert,kd@grong.example.no,no\n5045,,,postmottak@grong.example.no,yes\n"
        );
        let summary = import(conn, &after);
        assert_eq!((summary.new, summary.changed, summary.unchanged), (0, 2, 0));
        let grong = contacts::in_force(conn).unwrap();
        let [(municipality, chief), (_, mailroom)] = grong.as_slice() else {
            panic!("{grong:?}")
        };
        assert_eq!(chief.title.as_deref(), Some("Konstituert"));
        assert_eq!(mailroom.email.as_deref(), Some("postmottak@grong.example.no"));
        let all = contacts::of(conn, *municipality).unwrap();
        let mut ended: Vec<_> = all
            .iter()
            .filter(|contact| !contact.in_force())
            .map(|contact| contact.email.as_deref().unwrap())
            .collect();
        ended.sort_unstable();
        assert_eq!(ended, ["kd@grong.example.no", "post@grong.example.no"]);
    }
}
