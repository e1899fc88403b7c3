//! The files of a folder, for the page that shows the integrator at work in a browser.

use std::path::{Component, Path, PathBuf};

/// The file that stands for this path of a URL, with its media type; nothing that is not below the folder.
pub(super) fn file(folder: &Path, path: &str) -> Option<(Vec<u8>, &'static str)> {
    let file = below(folder, path)?;
    let bytes = std::fs::read(&file).ok()?;
    Some((bytes, media_type(&file)))
}

fn below(folder: &Path, path: &str) -> Option<PathBuf> {
    let relative = Path::new(path.trim_start_matches('/'));
    let is_plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
    let file = folder.join(relative);
    is_plain.then(|| if path.ends_with('/') { file.join("index.html") } else { file })
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_served_that_is_not_below_the_folder() {
        let folder = Path::new("/srv/public");
        assert_eq!(below(folder, "/").unwrap(), folder.join("index.html"));
        assert_eq!(below(folder, "/assets/app.js").unwrap(), folder.join("assets/app.js"));
        for outside in ["/../secret", "/assets/../../secret", "//etc/../passwd"] {
            assert_eq!(below(folder, outside), None, "{outside}");
        }
    }
}
