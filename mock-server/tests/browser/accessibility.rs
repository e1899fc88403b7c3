//! Looks at a page as everybody meets it: small and large, light and dark, with an accessibility engine, and as a picture.

use std::fs;
use std::sync::atomic::Ordering;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::json;

use crate::browser::{Scripts, Visit};

const WIDTHS: [u32; 2] = [360, 1280];
const SCHEMES: [&str; 2] = ["light", "dark"];

/// Of what axe tells only this much is asked for: all of it is megabytes.
const ASK: &str = "
    const done = arguments[arguments.length - 1], page = document.documentElement;
    axe.run(document, {resultTypes: ['violations']}).then(({violations}) => done({
        overhang: page.scrollWidth - page.clientWidth,
        violations: violations.map(({id, impact, help, nodes}) =>
            ({id, impact, help, places: nodes.map(({target}) => target.flat().join(' '))})),
    }));";

#[derive(Debug, Deserialize)]
struct Findings {
    /// By how much the page is wider than the window.
    overhang: i64,
    violations: Vec<Violation>,
}

/// What the engine found wrong.
#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    impact: Option<String>,
    help: String,
    /// Where, as selectors.
    places: Vec<String>,
}

impl Visit {
    /// Looks at this page. Without scripts the engine cannot run: then only the pictures are kept.
    pub(crate) async fn look(&self, name: &str) {
        self.looks.fetch_add(1, Ordering::Relaxed);
        let is_judged = self.scripts == Scripts::On;
        if is_judged {
            self.browser.execute(self.equipment.axe.as_str(), Vec::new()).await.unwrap();
        } else if self.equipment.pictures.is_none() {
            return;
        }
        for (width, scheme) in WIDTHS.into_iter().flat_map(|width| SCHEMES.map(|scheme| (width, scheme))) {
            self.wear(width, scheme).await;
            if is_judged {
                self.finds_nothing_serious(&format!("{name}, {width} px wide, {scheme}")).await;
            }
            self.keep_a_picture(name, width, scheme).await;
        }
    }

    /// Makes the browser so wide, and its user a friend of this colour scheme.
    async fn wear(&self, width: u32, scheme: &str) {
        let devtools = self.browser.cdp();
        let screen = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
        devtools.send_raw("Emulation.setDeviceMetricsOverride", screen).await.unwrap();
        let taste = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        devtools.send_raw("Emulation.setEmulatedMedia", taste).await.unwrap();
    }

    async fn finds_nothing_serious(&self, wearing: &str) {
        let found = self.browser.execute_async(ASK, Vec::new()).await.unwrap();
        let Findings { overhang, violations } = found.convert().unwrap();
        assert!(overhang <= 0, "{wearing}: {overhang} px stick out, and the page scrolls sideways");
        let serious: Vec<String> =
            violations.iter().filter(|one| one.is_serious()).map(Violation::told).collect();
        assert!(serious.is_empty(), "{wearing}:\n{}", serious.join("\n"));
    }

    async fn keep_a_picture(&self, name: &str, width: u32, scheme: &str) {
        let Some(folder) = &self.equipment.pictures else { return };
        let whole = json!({"captureBeyondViewport": true});
        let picture = self.browser.cdp().send_raw("Page.captureScreenshot", whole).await.unwrap();
        let png = STANDARD.decode(picture["data"].as_str().unwrap()).unwrap();
        fs::create_dir_all(folder).unwrap();
        let scripts = if self.scripts == Scripts::On { "" } else { "-without-scripts" };
        fs::write(folder.join(format!("{name}{scripts}-{width}-{scheme}.png")), png).unwrap();
    }
}

impl Violation {
    fn is_serious(&self) -> bool {
        matches!(self.impact.as_deref(), Some("serious" | "critical"))
    }

    fn told(&self) -> String {
        let Self { id, help, .. } = self;
        let impact = self.impact.as_deref().unwrap_or_default();
        format!("{impact}: {help} ({id}) at {}", self.places.join(", "))
    }
}
