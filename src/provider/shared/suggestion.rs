//! Near names: what the user may have meant.

/// How many near names a sentence gives.
const MOST: usize = 3;

/// A sentence with the names that come near, with a blank before it; empty where none does.
pub(in crate::provider) fn did_you_mean<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> String {
    let near = names_near(wanted, names);
    match near.as_slice() {
        [] => String::new(),
        [one] => format!(" Did you mean {one:?}?"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|name| format!("{name:?}")).collect();
            format!(" Did you mean {} or {last:?}?", first.join(", "))
        }
    }
}

/// The nearest names, the nearest first.
fn names_near<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let lower = wanted.to_lowercase();
    let mut near: Vec<(f64, &str)> = names
        .map(|name| (strsim::jaro_winkler(&lower, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    near.into_iter().take(MOST).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_nearest_names_come_first_and_strange_ones_not_at_all() {
        let names = ["daily_revenue", "daily_revenues", "weekly_orders"];
        assert_eq!(
            super::did_you_mean("daily_revenu", names.into_iter()),
            " Did you mean \"daily_revenue\" or \"daily_revenues\"?"
        );
        assert_eq!(super::did_you_mean("zzz", names.into_iter()), "");
    }
}
