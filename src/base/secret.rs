//! The installation's one secret: a file of 32 random bytes from which every key is derived.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use chacha20poly1305::aead::{Aead as _, KeyInit as _};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

#[derive(Clone)]
pub struct Secret([u8; 32]);

/// It may stand in something that is logged.
impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// Reads the file, or makes it readable by its owner only. A file that others can read is refused.
    pub fn load(path: &Path) -> Result<Self, String> {
        match fs::read_to_string(path) {
            Ok(text) => {
                let mode = fs::metadata(path)
                    .map_err(|error| error.to_string())?
                    .permissions()
                    .mode();
                if mode & 0o077 != 0 {
                    return Err(format!(
                        "{} can be read by others: run `chmod 600 {0}`",
                        path.display()
                    ));
                }
                let bytes = unhex(text.trim())
                    .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
                    .ok_or_else(|| format!("{} is not a secret of 64 hexadecimal digits", path.display()))?;
                Ok(Self(bytes))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::create(path),
            Err(error) => Err(format!("{} cannot be read: {error}", path.display())),
        }
    }

    fn create(path: &Path) -> Result<Self, String> {
        let secret = Self(random());
        let write = || -> io::Result<()> {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut file = fs::OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(path)?;
            writeln!(file, "{}", hex(&secret.0))?;
            file.sync_all()
        };
        write().map_err(|error| format!("{} cannot be made: {error}", path.display()))?;
        Ok(secret)
    }

    /// A secret for tests, and for commands that write nothing that must be read again.
    pub fn random() -> Self {
        Self(random())
    }

    /// What only this installation can compute for `data`; `purpose` keeps uses apart.
    pub fn sign(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(data);
        mac.finalize().into_bytes().into()
    }

    /// Encrypts what must be read again, such as a TOTP secret; `purpose` must be the same to open it.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; 24] = random();
        let mut sealed = nonce.to_vec();
        let secret = self
            .cipher(purpose)
            .encrypt(&XNonce::from(nonce), plain)
            .expect("memory can be encrypted");
        sealed.extend(secret);
        sealed
    }

    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, secret) = sealed.split_at_checked(24)?;
        let nonce = XNonce::from(<[u8; 24]>::try_from(nonce).ok()?);
        self.cipher(purpose).decrypt(&nonce, secret).ok()
    }

    fn cipher(&self, purpose: &str) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(self.sign("seal", purpose.as_bytes())))
    }
}

pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random numbers");
    bytes
}

/// A new token of 256 bits, as it stands in a cookie or a link. Only its hash is stored.
pub fn new_token() -> String {
    hex(&random::<32>())
}

/// Compares in the same time wherever they differ.
pub fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

/// What is stored of a token.
pub fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_only_for_its_purpose() {
        let secret = Secret::random();
        let sealed = secret.seal("totp", b"hemmelig");
        assert_eq!(secret.open("totp", &sealed).as_deref(), Some(&b"hemmelig"[..]));
        assert_eq!(secret.open("form", &sealed), None);
        assert_eq!(Secret::random().open("totp", &sealed), None);
        assert_eq!(secret.open("totp", b"short"), None);
    }

    #[test]
    fn s48_a_secret_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("var/secret");
        let made = Secret::load(&path).unwrap();
        assert_eq!(made.0, Secret::load(&path).unwrap().0);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(Secret::load(&path).err().unwrap().contains("chmod 600"));
    }
}
