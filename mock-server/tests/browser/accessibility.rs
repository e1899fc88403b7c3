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

/// What the engine found wrong.
#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    impact: Option<String>,
    help: String,
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
struct Node {
    target: serde_json::Value,
}

/// Only a handful of what axe tells is asked for: all of it is megabytes.
const ASK: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, {resultTypes: ['violations']}).then(
        found => done(found.violations.map(({id, impact, help, nodes}) =>
            ({id, impact, help, nodes: nodes.map(({target}) => ({target}))}))),
        error => done(String(error)));";

impl Visit {
    /// Looks at this page. Without scripts the engine cannot run: there it is only measured, and its picture kept.
    pub(crate) async fn look(&self, name: &str) {
        self.looks.fetch_add(1, Ordering::Relaxed);
        if self.scripts == Scripts::On {
            self.browser.execute(self.equipment.axe.as_str(), Vec::new()).await.unwrap();
        }
        for width in WIDTHS {
            for scheme in SCHEMES {
                self.wear(width, scheme).await;
                let wearing = format!("{name}, {width} px wide, {scheme}");
                if self.scripts == Scripts::On {
                    self.find_nothing_serious(&wearing).await;
                }
                self.keep_a_picture(name, width, scheme).await;
            }
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

    async fn find_nothing_serious(&self, wearing: &str) {
        let found = self.browser.execute_async(ASK, Vec::new()).await.unwrap();
        let found: Vec<Violation> = found.convert().unwrap();
        let serious: Vec<String> = found
            .iter()
            .filter(|violation| matches!(violation.impact.as_deref(), Some("serious" | "critical")))
            .map(Violation::told)
            .collect();
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
    fn told(&self) -> String {
        let places: Vec<String> = self.nodes.iter().map(|node| node.target.to_string()).collect();
        format!(
            "{}: {} ({}) at {}",
            self.impact.as_deref().unwrap_or("?"),
            self.help,
            self.id,
            places.join(", ")
        )
    }
}
