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

/// The SHA-256 of a secret, in hex. Compares in constant time.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hash(String);

impl Hash {
    /// The hash of `plain`.
    #[must_use]
    pub fn of(plain: &str) -> Self {
        Self(hex::encode(Sha256::digest(plain.as_bytes())))
    }

    /// The hash with these 64 lower-case hex digits, if that is what they are.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let is_hex = text.len() == 64 && text.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
        is_hex.then(|| Self(text.to_owned()))
    }

    /// Its 64 hex digits.
    #[must_use]
    pub fn into_hex(self) -> String {
        self.0
    }

    /// Whether `plain` is the secret that was hashed.
    #[must_use]
    pub fn matches(&self, plain: &str) -> bool {
        Self::of(plain).0.as_bytes().ct_eq(self.0.as_bytes()).into()
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
    }
}
