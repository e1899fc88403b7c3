//! Where a browser lands that booked, moved or cancelled something (platform-quickstart 2.3: "We will pass information in
//! URL when redirecting to your pages").

/// The address of `page` for the booking `uid`: the uid is one more part of its path, and what is `told` stands behind
/// what its query holds already.
#[must_use]
pub fn address(page: &str, uid: &str, told: &[(&str, &str)]) -> String {
    let (rest, fragment) =
        page.split_once('#').map_or((page, None), |(rest, fragment)| (rest, Some(fragment)));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut address = format!("{}/{uid}?", path.trim_end_matches('/'));
    if !query.is_empty() {
        address.push_str(query);
        address.push('&');
    }
    address.push_str(&form_urlencoded::Serializer::new(String::new()).extend_pairs(told).finish());
    if let Some(fragment) = fragment {
        address.push('#');
        address.push_str(fragment);
    }
    address
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn the_booking_is_a_part_of_the_path_and_the_pages_own_query_stays() {
        for (page, expected) in [
            ("https://acme.example/booked", "https://acme.example/booked/u1?slug=a+b&cancel=true"),
            ("https://acme.example/booked/", "https://acme.example/booked/u1?slug=a+b&cancel=true"),
            ("https://acme.example", "https://acme.example/u1?slug=a+b&cancel=true"),
            ("https://acme.example/b?x=1", "https://acme.example/b/u1?x=1&slug=a+b&cancel=true"),
            ("https://acme.example/b?", "https://acme.example/b/u1?slug=a+b&cancel=true"),
            (
                "https://acme.example/?x=1&y=%2F#top",
                "https://acme.example/u1?x=1&y=%2F&slug=a+b&cancel=true#top",
            ),
            ("https://acme.example/#/booked?x", "https://acme.example/u1?slug=a+b&cancel=true#/booked?x"),
        ] {
            assert_eq!(address(page, "u1", &[("slug", "a b"), ("cancel", "true")]), expected);
        }
    }
}
