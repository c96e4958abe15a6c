//! Prepares the static files that the binary embeds: one name, one hashed address, and plain, gzip and
//! brotli bytes for each. What it writes to `$OUT_DIR/assets.rs` is included by `assets.rs`.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::{env, fs};

use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

/// The most that our own stylesheet may weigh; the rest of the look belongs to the design system.
const LIMITS: &[(&str, usize)] = &[
    ("app.css", 12 * 1024),
    ("answers.css", 4 * 1024),
    ("steer.css", 4 * 1024),
];

/// From this crate to the folder that has `static`.
const ROOT: &str = "../../";

struct Source {
    name: &'static str,
    content_type: &'static str,
    /// Joined in this order.
    files: &'static [&'static str],
}

const SOURCES: [Source; 8] = [
    // Apart from app.css, because it changes twice a year and app.css with every release.
    // The index comes first: it declares the order of the cascade layers that the theme fills.
    Source {
        name: "design.css",
        content_type: "text/css; charset=utf-8",
        files: &[
            "static/node_modules/@digdir/designsystemet-css/dist/src/index.css",
            "static/node_modules/@digdir/designsystemet-css/dist/theme/designsystemet.css",
        ],
    },
    Source {
        name: "app.css",
        content_type: "text/css; charset=utf-8",
        files: &["static/app.css"],
    },
    Source {
        name: "answers.css",
        content_type: "text/css; charset=utf-8",
        files: &["static/answers.css"],
    },
    Source {
        name: "steer.css",
        content_type: "text/css; charset=utf-8",
        files: &["static/steer.css"],
    },
    Source {
        name: "steer.js",
        content_type: "text/javascript; charset=utf-8",
        files: &["static/steer.js"],
    },
    Source {
        name: "app.js",
        content_type: "text/javascript; charset=utf-8",
        files: &["static/app.js"],
    },
    Source {
        name: "answers.js",
        content_type: "text/javascript; charset=utf-8",
        files: &["static/answers.js"],
    },
    Source {
        name: "favicon.svg",
        content_type: "image/svg+xml",
        files: &["static/favicon.svg"],
    },
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for file in SOURCES.iter().flat_map(|source| source.files) {
        println!("cargo::rerun-if-changed={ROOT}{file}");
    }
    if let Err(message) = write_assets() {
        // cargo prints this as one line and stops; a panic would bury it in a backtrace.
        println!("cargo::error={message}");
    }
}

fn write_assets() -> Result<(), String> {
    let out = env::var("OUT_DIR").map_err(|_| "run this through cargo".to_owned())?;
    let mut list = String::from("pub static ASSETS: &[Asset] = &[\n");
    for source in &SOURCES {
        let bytes = join(source)?;
        let limit = LIMITS.iter().find(|(name, _)| *name == source.name);
        if let Some((name, limit)) = limit.filter(|(_, limit)| bytes.len() > *limit) {
            return Err(format!(
                "static/{name} is {} bytes; the limit is {limit}",
                bytes.len()
            ));
        }
        let write = |ending: &str, content: &[u8]| {
            let path = Path::new(&out).join(format!("{}{ending}", source.name));
            fs::write(&path, content).map_err(|error| format!("cannot write {}: {error}", path.display()))
        };
        write("", &bytes)?;
        write(".gz", &gzip(&bytes)?)?;
        write(".br", &brotli(&bytes)?)?;
        list.push_str(&entry(source, &bytes));
    }
    list.push_str("];\n");
    fs::write(Path::new(&out).join("assets.rs"), list)
        .map_err(|error| format!("cannot write assets.rs: {error}"))
}

fn join(source: &Source) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    for file in source.files {
        let content = fs::read(format!("{ROOT}{file}")).map_err(|error| {
            if file.starts_with("static/node_modules") {
                "the design system is not installed: run `npm ci --prefix static`".to_owned()
            } else {
                format!("cannot read {file}: {error}")
            }
        })?;
        bytes.extend(content);
    }
    Ok(bytes)
}

/// The address carries a hash of the content, so that a browser may keep the file for ever.
fn entry(source: &Source, bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes)
        .iter()
        .take(8)
        .fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
    let Source {
        name, content_type, ..
    } = source;
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    let include = |suffix| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}{suffix}\"))");
    format!(
        "    Asset {{\n        name: \"{name}\",\n        path: \"/static/{stem}-{hash}.{ending}\",\n        \
         content_type: \"{content_type}\",\n        plain: {},\n        gzip: {},\n        brotli: {},\n    }},\n",
        include(""),
        include(".gz"),
        include(".br"),
    )
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_err(|error| format!("gzip failed: {error}"))
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut compressed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &params)
        .map_err(|error| format!("brotli failed: {error}"))?;
    Ok(compressed)
}
