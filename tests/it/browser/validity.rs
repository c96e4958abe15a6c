//! Every page in every state is valid HTML, as it was sent and not as a browser mends it.

use std::path::Path;
use std::process::Command;

use super::tour;
use crate::pages::matrix;
use crate::support::letters;
use crate::support::portal::Portal;

#[actix_web::test]
#[ignore = "needs html-validate, which is installed beside axe"]
async fn every_page_is_valid_html() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("target/test-pages");
    // What an earlier run left there, if there was one.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let portal = Portal::new().await;
    letters::some_of_each(&portal);
    // What a page hides from people cannot be overtaken here.
    let stops = tour::stops().into_iter().filter(|stop| stop.status != 409);
    for (at, stop) in stops.enumerate() {
        let browser = matrix::let_in(&portal, stop.who);
        for lang in ["nb", "nn"] {
            browser.set_cookie(portal.state.jar().language(), lang);
            let mut page = browser.get(&stop.address).await;
            if page.status() == 303 {
                page = browser.follow(&page).await;
            }
            if let Some((form, fields)) = stop.send {
                page = browser.submit(&page, form, fields).await;
                page.is(stop.status);
            }
            let name = stop
                .address
                .replace(|letter: char| !letter.is_alphanumeric(), "-");
            let file = folder.join(format!("{at}-{}{name}-{lang}.html", stop.who));
            std::fs::write(file, page.body()).unwrap();
        }
    }
    let said = Command::new(root.join("tests/browser/validate"))
        .arg(&folder)
        .output()
        .unwrap();
    let (found, noise) = (said.stdout, said.stderr);
    assert!(
        said.status.success(),
        "{}{}",
        String::from_utf8_lossy(&found),
        String::from_utf8_lossy(&noise)
    );
}
