//! Tokens: one a syllable, a number or a sign.

use rustc_hash::FxHashMap;

use super::fold::fold;

/// A known syllable in all its spellings; [`SyllableId::UNKNOWN`] for the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SyllableId(pub u32);

impl SyllableId {
    /// A syllable that no table of the ontology holds.
    pub const UNKNOWN: Self = Self(0);
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// No capital.
    Lower,
    /// A first capital only.
    Title,
    /// Capitals only, two letters or more.
    Upper,
    /// Digits, perhaps with points or commas between them.
    Number,
    /// One sign.
    Sign(char),
}

/// A syllable, number or sign of a text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte in the composed text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Which syllable it spells.
    pub syllable: SyllableId,
    /// How it is written.
    pub shape: Shape,
    /// What stands between it and the token before.
    pub gap: Gap,
}

/// White space before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// None.
    Glued,
    /// Spaces.
    Space,
    /// One line break.
    Line,
    /// An empty line, or the beginning of the text.
    Paragraph,
}

impl Token {
    /// Whether it begins with a capital letter.
    pub fn is_capitalized(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper)
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper | Shape::Lower)
    }

    /// Whether it is the sign `sign`.
    pub fn is_sign(&self, sign: char) -> bool {
        self.shape == Shape::Sign(sign)
    }

    /// The words of the token.
    pub fn slice<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }
}

/// The known syllables: every spelling leads to one id.
#[derive(Debug, Default)]
pub struct Syllabary {
    by_surface: FxHashMap<Box<str>, SyllableId>,
    by_fold: FxHashMap<Box<str>, SyllableId>,
}

impl Syllabary {
    /// The id of a syllable in any spelling, made where it is new.
    pub fn intern(&mut self, syllable: &str) -> SyllableId {
        if let Some(&id) = self.by_surface.get(syllable) {
            return id;
        }
        let folded = fold(syllable);
        let id = match self.by_fold.get(folded.as_str()) {
            Some(&id) => id,
            None => self.add(&folded),
        };
        self.by_surface.insert(syllable.into(), id);
        for surface in spellings(syllable) {
            self.by_surface.entry(surface.into()).or_insert(id);
        }
        id
    }

    fn add(&mut self, folded: &str) -> SyllableId {
        let id = SyllableId(self.by_fold.len() as u32 + 1);
        self.by_fold.insert(folded.into(), id);
        id
    }

    /// The id of a surface, [`SyllableId::UNKNOWN`] where no table holds it.
    pub fn id(&self, surface: &str) -> SyllableId {
        self.by_surface.get(surface).copied().unwrap_or_default()
    }

    /// How many syllables are known.
    pub fn len(&self) -> usize {
        self.by_fold.len()
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.by_fold.is_empty()
    }
}

/// Lower case, title case and capitals, each with the tone mark on every vowel that may carry it and
/// with the other of i and y.
fn spellings(syllable: &str) -> Vec<String> {
    let lower = syllable.to_lowercase();
    let mut forms = placements(&lower);
    for i in 0..forms.len() {
        if let Some(other) = other_i(&forms[i]).filter(|o| fold(o) == fold(&lower)) {
            forms.push(other);
        }
    }
    let mut all = Vec::with_capacity(forms.len() * 3);
    for form in forms {
        all.push(form.to_uppercase());
        all.push(title_case(&form));
        all.push(form);
    }
    all
}

fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// The syllable with its tone mark on each of its vowels in turn.
fn placements(lower: &str) -> Vec<String> {
    use unicode_normalization::UnicodeNormalization;
    let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let decomposed: Vec<char> = lower.nfd().collect();
    let Some(tone) = decomposed.iter().copied().find(is_tone) else { return vec![lower.into()] };
    let toneless: String = decomposed.iter().copied().filter(|c| !is_tone(c)).nfc().collect();
    let letters: Vec<char> = toneless.chars().collect();
    let mut forms = Vec::new();
    for (i, c) in letters.iter().enumerate() {
        let base = c.nfd().next().unwrap_or(*c);
        if matches!(base, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') {
            let with_tone = letters[..=i].iter().copied().chain([tone]);
            forms.push(with_tone.chain(letters[i + 1..].iter().copied()).nfc().collect());
        }
    }
    forms
}

fn other_i(lower: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization;
    let swapped = |c: char| match c {
        'i' => 'y',
        'y' => 'i',
        _ => c,
    };
    let decomposed: Vec<char> = lower.nfd().collect();
    let last = decomposed.iter().rposition(|c| matches!(c, 'i' | 'y'))?;
    let chars = decomposed.iter().enumerate().map(|(i, &c)| if i == last { swapped(c) } else { c });
    Some(chars.nfc().collect())
}

/// Cuts a composed text into tokens, in one pass. `tokens` is cleared first.
pub fn tokenize(text: &str, syllabary: &Syllabary, tokens: &mut Vec<Token>) {
    tokens.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut gap = Gap::Paragraph;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            let breaks;
            (at, breaks) = skip_space(bytes, at);
            gap = gap.max(breaks);
            continue;
        }
        let (end, shape) = token_at(text, at);
        let syllable = match shape {
            Shape::Number if end - at > 2 => SyllableId::UNKNOWN,
            _ => syllabary.id(&text[at..end]),
        };
        tokens.push(Token { start: at as u32, end: end as u32, syllable, shape, gap });
        gap = Gap::Glued;
        at = end;
    }
}

fn skip_space(bytes: &[u8], mut at: usize) -> (usize, Gap) {
    let mut lines = 0;
    while at < bytes.len() && bytes[at].is_ascii_whitespace() {
        lines += usize::from(bytes[at] == b'\n');
        at += 1;
    }
    let gap = match lines {
        0 => Gap::Space,
        1 => Gap::Line,
        _ => Gap::Paragraph,
    };
    (at, gap)
}

fn token_at(text: &str, at: usize) -> (usize, Shape) {
    let rest = &text[at..];
    match rest.chars().next() {
        Some(c) if c.is_ascii_digit() => (at + number_length(rest.as_bytes()), Shape::Number),
        Some(c) if c.is_alphabetic() => {
            let (length, shape) = word(rest);
            (at + length, shape)
        }
        Some(c) => (at + c.len_utf8(), Shape::Sign(c)),
        None => (at, Shape::Lower),
    }
}

/// Digits with single points or commas between them: `17.711,84`.
fn number_length(bytes: &[u8]) -> usize {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut i = 0;
    while digit(i) || (matches!(bytes.get(i), Some(b'.' | b',')) && digit(i + 1)) {
        i += 1;
    }
    i
}

/// Letters up to the first other character; an apostrophe before a letter belongs to the word
/// (as in names of the Central Highlands), and a capital behind small letters begins a new one.
fn word(rest: &str) -> (usize, Shape) {
    let mut length = 0;
    let (mut uppers, mut lowers) = (0, 0);
    let first_upper = rest.chars().next().is_some_and(is_upper);
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c) {
            let upper = is_upper(c);
            if upper && lowers > 0 {
                break;
            }
            uppers += usize::from(upper);
            lowers += usize::from(!upper);
        } else if !(matches!(c, '\'' | '\u{2019}')
            && length <= 3
            && chars
                .peek()
                .is_some_and(|&n| n.is_alphabetic() || n == ' ' && length == 1 && first_upper))
        {
            break;
        }
        length += c.len_utf8();
    }
    let shape = match (first_upper, uppers, lowers) {
        (false, ..) => Shape::Lower,
        (true, 2.., 0) => Shape::Upper,
        (true, ..) => Shape::Title,
    };
    (length, shape)
}

fn is_upper(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_uppercase() } else { c.is_uppercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        tokenize(text, &Syllabary::default(), &mut tokens);
        tokens.iter().map(|t| t.slice(text).to_owned()).collect()
    }

    #[test]
    fn tokens_are_syllables_numbers_and_signs() {
        assert_eq!(
            words("Ngày 09/7, T.Ư họp"),
            ["Ngày", "09", "/", "7", ",", "T", ".", "Ư", "họp"]
        );
        assert_eq!(words("đạt 17.711,84 tỷ."), ["đạt", "17.711,84", "tỷ", "."]);
        assert_eq!(words("bà H'Liên"), ["bà", "H'Liên"]);
        assert_eq!(words("Đại tướngVõ"), ["Đại", "tướng", "Võ"]);
    }

    #[test]
    fn every_spelling_has_one_id() {
        let mut syllabary = Syllabary::default();
        let id = syllabary.intern("ủy");
        for surface in ["uỷ", "Ủy", "UỶ", "ỦY"] {
            assert_eq!(syllabary.id(surface), id, "{surface}");
        }
        let ky = syllabary.intern("kỳ");
        assert_eq!(syllabary.id("Kì"), ky);
        assert_eq!(syllabary.id("uy"), SyllableId::UNKNOWN);
    }

    #[test]
    fn gaps_tell_lines_from_paragraphs() {
        let mut tokens = Vec::new();
        tokenize("a b\nc\n\nd,e", &Syllabary::default(), &mut tokens);
        let gaps: Vec<Gap> = tokens.iter().map(|t| t.gap).collect();
        assert_eq!(
            gaps,
            [Gap::Paragraph, Gap::Space, Gap::Line, Gap::Paragraph, Gap::Glued, Gap::Glued]
        );
    }
}
