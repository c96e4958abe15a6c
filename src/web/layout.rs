//! What stands around every page: templates of their own, compiled once instead of into each page.

use askama::Template;
use askama::filters::HtmlSafe;

use super::page::Page;

macro_rules! parts {
    ($($(#[$doc:meta])* $part:ident, $method:ident: $path:literal;)+) => {
        $(
            #[derive(Template)]
            #[template(path = $path)]
            pub struct $part<'a> {
                page: &'a Page,
            }

            /// It has escaped what is in it.
            impl HtmlSafe for $part<'_> {}
        )+

        impl Page {
            $($(#[$doc])* pub fn $method(&self) -> $part<'_> {
                $part { page: self }
            })+
        }
    };
}

parts! {
    /// Its styles and scripts.
    Head, head: "layout/head.html";
    /// Notices, the menu, and who is signed in.
    Top, top: "layout/top.html";
    /// The menu of where the reader is.
    Local, local: "layout/local.html";
    /// The way here, and what was just done.
    Way, way: "layout/way.html";
    Bottom, bottom: "layout/bottom.html";
}
