//! What access tokens say that were read lately: whoever calls often sends the same one, and its signature stays genuine
//! as long as the key is the same.

use std::collections::HashMap;
use std::sync::Arc;

use subtle::ConstantTimeEq;

use super::shelf::Kept;
use crate::wire::{Claims, Hash, SigningKey};

/// As many are remembered at most; then everybody is read once more.
const MOST: usize = 1_024;

/// The tokens that were genuine, by their hashes.
#[derive(Debug, Default)]
pub struct Readings(Kept<Lately>);

#[derive(Debug, Default)]
struct Lately {
    key: SigningKey,
    claims: HashMap<[u8; 32], Arc<Claims>>,
}

impl Readings {
    /// What `token` says, if it was signed with `key`. Whether it still counts is a rule, not asked here.
    #[must_use]
    pub fn read(&self, token: &str, key: &SigningKey) -> Option<Arc<Claims>> {
        let name = Hash::of(token).into_bytes();
        let known = self.0.lock().of(key).get(&name).cloned();
        known.or_else(|| {
            // Nobody waits for this.
            let claims = Arc::new(Claims::read(token, key)?);
            let mut lately = self.0.lock();
            let known = lately.of(key);
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(name, Arc::clone(&claims));
            Some(claims)
        })
    }
}

impl Lately {
    /// Those of `key`: with another one, nothing that was read before is worth anything.
    fn of(&mut self, key: &SigningKey) -> &mut HashMap<[u8; 32], Arc<Claims>> {
        if !bool::from(self.key.reveal().ct_eq(key.reveal())) {
            *self = Self { key: *key, claims: HashMap::new() };
        }
        &mut self.claims
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{ScopeList, Use};

    const KEY: SigningKey = SigningKey::new([7; 32]);

    fn token(user: u64) -> String {
        let claims = Claims {
            user_id: Some(user),
            team_id: None,
            scope: ScopeList::default(),
            token_type: Use::Access,
            client_id: "acme".to_owned(),
            iat: 0,
            exp: 1,
            secret: None,
            code_challenge: None,
            code_challenge_method: None,
        };
        claims.sign(&KEY).unwrap()
    }

    #[test]
    fn a_token_says_the_same_the_second_time() {
        let readings = Readings::default();
        for _ in 0..2 {
            for user in [1, 2] {
                assert_eq!(readings.read(&token(user), &KEY).unwrap().user_id, Some(user));
            }
        }
    }

    #[test]
    fn a_token_that_was_genuine_is_not_with_another_key() {
        let readings = Readings::default();
        assert!(readings.read(&token(1), &KEY).is_some());
        assert!(readings.read(&token(1), &SigningKey::new([8; 32])).is_none());
        assert!(readings.read(&token(1), &KEY).is_some());
    }

    #[test]
    fn a_token_with_one_letter_changed_is_read_afresh() {
        let (readings, token) = (Readings::default(), token(1));
        assert!(readings.read(&token, &KEY).is_some());
        assert!(readings.read(&token[..token.len() - 1], &KEY).is_none());
        assert!(readings.read(&token.to_lowercase(), &KEY).is_none());
    }

    #[test]
    fn there_are_never_more_than_so_many() {
        let readings = Readings::default();
        for user in 0..=1_024 {
            assert!(readings.read(&token(user), &KEY).is_some());
        }
        assert_eq!(readings.0.lock().claims.len(), 1);
    }
}
