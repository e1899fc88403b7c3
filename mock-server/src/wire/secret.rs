//! Secrets: a type that never prints itself, and the hash that is kept of it.
//!
//! production-oauth D: a client secret is kept as SHA-256 and the last four digits; the plain text is shown once.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Something that must not be printed, logged or kept longer than needed.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Takes the plain text into custody.
    #[must_use]
    pub fn new(plain: impl Into<String>) -> Self {
        Self(plain.into())
    }

    /// The plain text, for the one answer that shows it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Hash::of(&self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The key with which tokens are signed.
#[derive(Clone, Copy, Default)]
pub struct SigningKey([u8; 32]);

impl SigningKey {
    /// Takes the key into custody.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes, for the one function that signs and the one that reads.
    #[must_use]
    pub const fn reveal(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The SHA-256 of a secret; on paper 64 hex digits. Compares in constant time.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Hash([u8; 32]);

impl Hash {
    /// The hash of `plain`.
    #[must_use]
    pub fn of(plain: &str) -> Self {
        Self(Sha256::digest(plain.as_bytes()).into())
    }

    /// The hash with these 64 lower-case hex digits, if that is what they are.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let is_lower = text.bytes().all(|byte| !byte.is_ascii_uppercase());
        let mut bytes = [0; 32];
        (is_lower && hex::decode_to_slice(text, &mut bytes).is_ok()).then_some(Self(bytes))
    }

    /// Its 64 hex digits.
    #[must_use]
    pub fn into_hex(self) -> String {
        hex::encode(self.0)
    }

    /// Its 32 bytes: the name under which what opens a door is kept.
    #[must_use]
    pub const fn into_bytes(self) -> [u8; 32] {
        self.0
    }

    /// Whether `plain` is the secret that was hashed.
    #[must_use]
    pub fn matches(&self, plain: &str) -> bool {
        Self::of(plain).0.ct_eq(&self.0).into()
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> Self {
        hash.into_hex()
    }
}

impl TryFrom<String> for Hash {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::from_hex(&text).ok_or("not the hash of a secret")
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_never_prints_itself() {
        let secret = Secret::new("hunter2");
        assert_eq!(format!("{secret} {secret:?} {:?}", secret.hash()), "*** *** ***");
        assert_eq!(format!("{:?}", SigningKey::new([7; 32])), "***");
    }

    #[test]
    fn a_hash_knows_its_secret_and_no_other() {
        let hash = Secret::new("hunter2").hash();
        assert!(hash.matches("hunter2"));
        assert!(!hash.matches("hunter22"));
        assert!(Hash::from_hex(&hash.into_hex()).is_some_and(|read| read.matches("hunter2")));
    }

    #[test]
    fn a_hash_on_paper_is_64_lower_case_hex_digits() {
        let hex = Secret::new("hunter2").hash().into_hex();
        for text in ["", &hex[1..], &hex.to_uppercase(), &hex.replace('a', "g"), &format!("{hex}00")] {
            assert!(Hash::from_hex(text).is_none(), "{text}");
        }
    }
}
