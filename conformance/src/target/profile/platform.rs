//! `[platform]`: the platform client of a target file, and what of it cannot be meant.

use std::collections::BTreeMap;

use reqwest::Url;
use toml::Spanned;

use super::{
    Capability, PlatformClient, Registration, Role,
    check::{Reader, is_segment},
    written::Platform,
};
use crate::handwritten::Unusable;

impl Reader<'_> {
    /// The platform client, which is another one than those for OAuth.
    pub(super) fn platform(
        &self,
        written: Spanned<Platform>,
        clients: &BTreeMap<Role, Registration>,
        absent: &BTreeMap<Capability, String>,
    ) -> Result<PlatformClient, Unusable> {
        let capability = Capability::ManagedUsers;
        if absent.contains_key(&capability) {
            let mend = format!("[platform] is there, but [capabilities] {capability} is not: take one away");
            return self.wrong(&written, mend);
        }
        let Some(secret) = &written.get_ref().secret else {
            return self.wrong(&written, "[platform] has no `secret`: add secret = { env = \"NAME\" }");
        };
        let secret = self.secret(secret)?;
        let Platform { id, redirect_uris, .. } = written.into_inner();
        if let Some((role, _)) = clients.iter().find(|(_, client)| client.id == *id.get_ref()) {
            return self.wrong(
                &id,
                format!("[clients.{role}] has this id too; a platform client is another client"),
            );
        }
        if !is_segment(id.get_ref()) {
            return self.wrong(&id, "the id of a platform client stands in paths: letters, digits, - and _");
        }
        for uri in &redirect_uris {
            let text = uri.get_ref();
            let is_address = Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
            if !is_address && !text.contains('*') {
                return self
                    .wrong(uri, format!("{text:?} is no redirect URI: write all of it, from https:// on"));
            }
        }
        let redirect_uris = redirect_uris.into_iter().map(Spanned::into_inner).collect();
        Ok(PlatformClient { id: id.into_inner(), secret, redirect_uris })
    }
}
