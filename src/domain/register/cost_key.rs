//! How participants share the cost: percentages («20/80»), words, or both.

/// How the cost is shared: percentages («20/80»), words, or both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CostKey {
    pub fixed_percent: Option<i32>,
    pub population_percent: Option<i32>,
    pub other: Option<String>,
}

impl CostKey {
    /// «20/80», «20/80 etter folketall», or words alone; nothing when nothing is known.
    pub fn text(&self) -> Option<String> {
        let percent = |share: Option<i32>| share.map(|share| share.to_string()).unwrap_or_default();
        let shares = (self.fixed_percent.is_some() || self.population_percent.is_some()).then(|| {
            format!(
                "{}/{}",
                percent(self.fixed_percent),
                percent(self.population_percent)
            )
        });
        match (shares, &self.other) {
            (Some(shares), Some(other)) => Some(format!("{shares} {other}")),
            (shares, other) => shares.or_else(|| other.clone()),
        }
    }

    pub fn parse(text: &str) -> Self {
        let (shares, other) = match text.split_once(' ') {
            Some((shares, other)) => (shares, Some(other.to_owned())),
            None => (text, None),
        };
        let percent = |digits: &str| match digits {
            "" => Some(None),
            _ if digits.len() > 1 && digits.starts_with('0') => None,
            _ if !digits.bytes().all(|byte| byte.is_ascii_digit()) => None,
            _ => digits.parse().ok().filter(|share| *share <= 100).map(Some),
        };
        let read = shares
            .split_once('/')
            .and_then(|(fixed, population)| Some((percent(fixed)?, percent(population)?)))
            .filter(|shares| *shares != (None, None));
        match read {
            Some((fixed_percent, population_percent)) => Self {
                fixed_percent,
                population_percent,
                other,
            },
            None => Self {
                other: Some(text.to_owned()).filter(|text| !text.is_empty()),
                ..Self::default()
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_key_reads_back_as_it_was_written() {
        for text in [
            "20/80",
            "20/80 etter folketall",
            "/80",
            "20/",
            "etter bruk",
            "1/3 hver",
            "020/80",
            "120/80",
            "/",
        ] {
            assert_eq!(CostKey::parse(text).text().as_deref(), Some(text));
        }
        assert_eq!(CostKey::parse("20/80").population_percent, Some(80));
        assert_eq!(CostKey::parse("120/80").fixed_percent, None);
        assert_eq!(CostKey::parse("").text(), None);
    }
}
