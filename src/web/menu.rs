//! The two menus in the head of every page: what the portal has for this reader, and the parts of where the reader is.

use super::page::Page;
use domain::people::access::{Action, Subject};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub href: String,
    pub text: &'static str,
    /// As `aria-current` says it: this very page, a page below it, or nothing.
    pub current: &'static str,
}

impl Page {
    fn item(&self, href: impl Into<String>, text: &'static str) -> Item {
        let href = href.into();
        let current = match (self.at(&href), self.is_at(&href)) {
            (true, _) => "page",
            (false, true) => "true",
            (false, false) => "",
        };
        Item { href, text, current }
    }

    pub fn main_menu(&self) -> Vec<Item> {
        let mut items = Vec::new();
        if self.is_respondent() {
            items.push(self.item("/svar", self.t.our_arrangements()));
        }
        if let Some(only) = self.only_mapping() {
            items.push(self.item(format!("/kartlegging/{only}"), self.t.mapping()));
        } else if self.is_staff() {
            let mut item = self.item("/kartlegging", self.t.mappings());
            // The front page has the list of them.
            "/#kartlegginger".clone_into(&mut item.href);
            items.push(item);
        }
        if self.may_administer() {
            items.push(self.item("/admin", self.t.administration()));
        }
        items.push(self.item("/hjelp", self.t.help()));
        items
    }

    /// The parts of a mapping or of the administration, with the name of the whole.
    pub fn local_menu(&self) -> Option<(&'static str, Vec<Item>)> {
        if let Some(slug) = self.mapping_in_path() {
            let root = format!("/kartlegging/{slug}");
            let mut overview = self.item(root.as_str(), self.t.overview());
            if overview.current == "true" {
                overview.current = "";
            }
            let mut items = vec![
                overview,
                self.item(format!("{root}/ordninger"), self.t.register()),
                self.item(format!("{root}/kommuner"), self.t.municipalities()),
                self.item(format!("{root}/utsending"), self.t.mailings()),
                self.item(format!("{root}/runde"), self.t.rounds_menu()),
                self.item(format!("{root}/tall"), self.t.desk_figures()),
            ];
            if self.may(Action::SteerMapping, Subject::Mapping(slug)) {
                items.push(self.item(format!("{root}/import"), self.t.import_title()));
            }
            return Some((self.t.mapping(), items));
        }
        if !self.is_at("/admin") || !self.may_administer() {
            return None;
        }
        let items = vec![
            self.item("/admin/kartlegginger", self.t.mappings()),
            self.item("/admin/import", self.t.import_title()),
            self.item("/admin/brukere", self.t.users()),
            self.item("/admin/kommuner", self.t.municipalities()),
            self.item("/admin/maler", self.t.templates()),
            self.item("/admin/e-post", self.t.mailbox()),
            self.item("/admin/logg", self.t.audit_log()),
        ];
        Some((self.t.administration(), items))
    }

    /// The slug of the mapping that the page belongs to, when the reader may see its register.
    pub fn mapping_in_path(&self) -> Option<&str> {
        let slug = self.path().strip_prefix("/kartlegging/")?.split('/').next()?;
        self.may(Action::ReadRegister, Subject::Mapping(slug))
            .then_some(slug)
    }

    /// Most staff work with one mapping, and get there by one click.
    fn only_mapping(&self) -> Option<&str> {
        self.actor()?.only_mapping()
    }

    pub fn is_staff(&self) -> bool {
        self.actor().is_some_and(domain::people::access::Actor::is_staff)
    }

    pub fn is_respondent(&self) -> bool {
        self.actor()
            .is_some_and(|actor| actor.municipalities().next().is_some() || actor.regions().next().is_some())
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use chrono::NaiveDateTime;

    use super::*;
    use domain::people::access::{Actor, Grant, Role, UserId};
    use domain::people::session::{Session, SessionId, Step};
    use i18n::Lang;

    fn page(address: &str, roles: &[(Role, Option<&str>)]) -> Page {
        let now = NaiveDateTime::default();
        let grants = roles.iter().map(|&(role, mapping)| Grant {
            role,
            mapping: mapping.map(Into::into),
            municipality: (!role.is_staff()).then(|| "5054".into()),
            region: None,
        });
        let actor = Actor {
            user: UserId(1),
            name: "Kari".into(),
            email: "kari@example.no".into(),
            grants: grants.collect(),
        };
        let session = Session {
            id: SessionId(1),
            actor,
            answers_for: Vec::new(),
            language: None,
            step: Step::Done,
            created_at: now,
            last_seen_at: now,
            authenticated_at: now,
        };
        Page {
            t: Lang::Nb,
            now,
            session: (!roles.is_empty()).then(|| Rc::new(session)),
            form_token: String::new(),
            address: address.into(),
            origin: String::new(),
            flash: None,
            kept_form: None,
            demo: false,
            mail_test_to: None,
            crumbs: Vec::new(),
            user_agent: String::new(),
            client_ip: String::new(),
            request_id: String::new(),
        }
    }

    fn ways(page: &Page) -> Vec<String> {
        page.main_menu().into_iter().map(|item| item.href).collect()
    }

    #[test]
    fn everyone_sees_the_ways_of_their_own_roles_and_no_others() {
        assert_eq!(ways(&page("/", &[])), ["/hjelp"]);
        assert_eq!(ways(&page("/", &[(Role::Respondent, None)])), ["/svar", "/hjelp"]);
        let one = [(Role::Coordinator, Some("norge"))];
        assert_eq!(ways(&page("/", &one)), ["/kartlegging/norge", "/hjelp"]);
        let two = [(Role::Reader, Some("norge")), (Role::Reader, Some("agder"))];
        assert_eq!(ways(&page("/", &two)), ["/#kartlegginger", "/hjelp"]);
        let admin = [(Role::Admin, None)];
        assert_eq!(ways(&page("/", &admin)), ["/#kartlegginger", "/admin", "/hjelp"]);
    }

    #[test]
    fn the_local_menu_belongs_to_the_address_and_to_those_who_may_be_there() {
        let one = [(Role::Coordinator, Some("norge"))];
        let here = page("/kartlegging/norge/ordninger/7?q=a", &one);
        let (_, items) = here.local_menu().unwrap();
        let current: Vec<&str> = items.iter().map(|item| item.current).collect();
        assert_eq!(current, ["", "true", "", "", "", "", ""]);
        assert_eq!(page("/kartlegging/agder", &one).local_menu(), None);
        assert_eq!(page("/admin/brukere", &one).local_menu(), None);
        assert!(
            page("/admin/brukere", &[(Role::Admin, None)])
                .local_menu()
                .is_some()
        );
    }
}
