//! Short forms within longer ones: `Văn phòng HĐND` is written for `Văn phòng Hội đồng nhân dân`.

/// Expansions in small letters, each with a short form of it.
#[derive(Default)]
pub(super) struct ShortForms(Vec<(String, String)>);

/// Fewest words of a form that is worth shortening.
const WORDS: usize = 3;

impl ShortForms {
    /// Takes the rows of `abbreviations.csv`: an expansion and its short forms.
    pub(super) fn add(&mut self, expansion: &str, forms: &str) {
        let expansion = expansion.to_lowercase();
        let short = forms.split('|').map(str::trim).filter(|form| form.len() > 1);
        self.0.extend(short.map(|form| (expansion.clone(), form.to_owned())));
    }

    /// The ways to write a form with one expansion in it shortened; none where it is but the expansion.
    pub(super) fn variants(&self, form: &str) -> Vec<String> {
        if form.split(' ').count() < WORDS {
            return Vec::new();
        }
        let whole = format!(" {} ", form.to_lowercase());
        let shorten = |(expansion, short): &(String, String)| {
            let inner = format!(" {expansion} ");
            (whole.contains(&inner) && whole.len() > inner.len())
                .then(|| whole.replacen(&inner, &format!(" {short} "), 1).trim().to_owned())
        };
        self.0.iter().filter_map(shorten).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::ShortForms;

    #[test]
    fn one_expansion_is_shortened_at_a_time() {
        let mut short = ShortForms::default();
        short.add("Hội đồng nhân dân", "HĐND");
        short.add("Trung ương", "TW|T.Ư");
        assert_eq!(short.variants("Văn phòng Hội đồng nhân dân"), ["văn phòng HĐND"]);
        assert_eq!(short.variants("Quân ủy Trung ương"), ["quân ủy TW", "quân ủy T.Ư"]);
        assert!(short.variants("Hội đồng nhân dân").is_empty());
    }
}
