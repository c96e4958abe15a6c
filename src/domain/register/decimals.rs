//! Decimals as fields have them: full-time equivalents in tenths, shares in hundredths of a percent.

pub(super) const MOST_TENTHS: i32 = 1_000_000;

/// «12.5», «12».
pub fn tenths(tenths: i32) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

/// «12.25», «12.5», «12».
pub fn share_text(hundredths: i32) -> String {
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) if part % 10 == 0 => format!("{whole}.{}", part / 10),
        (whole, part) => format!("{whole}.{part:02}"),
    }
}

/// A percentage of 0 to 100 with at most two decimals; people write a comma, files a point.
pub fn parse_share(text: &str) -> Option<i32> {
    scaled(text, 2).filter(|hundredths| *hundredths <= 10_000)
}

/// Full-time equivalents with at most one decimal.
pub fn parse_tenths(text: &str) -> Option<i32> {
    scaled(text, 1).filter(|tenths| *tenths <= MOST_TENTHS)
}

/// A number of tenths, hundredths or less; without floating point, since 12.3 has no exact one.
pub fn scaled(text: &str, decimals: usize) -> Option<i32> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let part = part.trim_end_matches('0');
    if whole.is_empty() || whole.len() > 7 || part.len() > decimals || !digits(whole) || !digits(part) {
        return None;
    }
    format!("{whole}{part:0<decimals$}").parse().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_exactly_as_people_write_them() {
        assert_eq!(parse_tenths("12,5"), Some(125));
        assert_eq!(parse_tenths("12.5"), Some(125));
        assert_eq!(parse_tenths("12"), Some(120));
        assert_eq!(parse_tenths("0.50"), Some(5));
        assert_eq!(parse_share("33,33"), Some(3333));
        for wrong in [
            "",
            ".",
            "12,55",
            "ca. 12",
            "-1",
            ",5",
            "1e3",
            "1 000",
            "12.5.1",
            "99999999999",
        ] {
            assert_eq!(parse_tenths(wrong), None, "{wrong}");
        }
        assert_eq!(parse_share("100,01"), None);
    }

    proptest! {
        #[test]
        fn a_share_reads_back_as_it_was_written(share in 0_i32..=10_000) {
            prop_assert_eq!(parse_share(&share_text(share)), Some(share));
        }
    }
}
