//! How counts become percentages and means: half up, in whole numbers, so that no machine rounds otherwise.

/// A share in whole percent, half up. Of nothing there is no share.
pub const fn percent(part: usize, whole: usize) -> Option<i64> {
    if whole == 0 {
        return None;
    }
    Some(((part * 200 + whole) / (whole * 2)) as i64)
}

/// The mean of a group in tenths, half up. Of nobody there is no mean.
pub const fn mean(sum: usize, members: usize) -> Option<i64> {
    if members == 0 {
        return None;
    }
    Some(((sum * 20 + members) / (members * 2)) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_up() {
        assert_eq!(percent(1, 8), Some(13));
        assert_eq!(percent(1, 200), Some(1));
        assert_eq!(percent(78, 289), Some(27));
        assert_eq!(percent(0, 0), None);
        assert_eq!(mean(1344, 38), Some(354));
        assert_eq!(mean(1, 4), Some(3));
        assert_eq!(mean(0, 0), None);
    }
}
