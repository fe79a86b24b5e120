//! Names as pictures show them: in short lines, as wide as their letters.

use super::layout::Point;

/// Size of letters in points.
pub(super) const FONT: f64 = 11.0;
/// From one line to the next, in points.
pub(super) const LINE: f64 = 13.0;
/// Width of a letter by its size, of common sans-serif fonts, a little generous.
const LETTER: f64 = 0.56;
/// Letters of a line.
const WIDTH: usize = 24;
/// Lines of a name.
const LINES: usize = 3;

/// A name in lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) lines: Vec<String>,
}

impl Label {
    /// Breaks a name between words; what does not fit ends in three dots.
    pub(super) fn new(name: &str) -> Self {
        let mut lines: Vec<String> = Vec::new();
        let mut cut = false;
        for word in name.split_whitespace() {
            let long = word.chars().count();
            let full = lines.len() == LINES;
            match lines.last_mut() {
                Some(line) if line.chars().count() + 1 + long <= WIDTH => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ if full => {
                    cut = true;
                    break;
                }
                _ => lines.push(word.chars().take(WIDTH).collect()),
            }
            cut |= long > WIDTH;
        }
        if let Some(line) = lines.last_mut().filter(|_| cut) {
            let kept = line.char_indices().nth(WIDTH - 1).map_or(line.len(), |(at, _)| at);
            line.truncate(kept);
            line.push('\u{2026}');
        }
        Self { lines }
    }

    /// The same with a line below it.
    pub(super) fn with(mut self, line: Option<String>) -> Self {
        self.lines.extend(line);
        self
    }

    /// Width of its widest line, in points.
    pub(super) fn width(&self) -> f64 {
        let widest = self.lines.iter().map(|line| line.chars().count()).max();
        FONT * LETTER * f64::from(widest.unwrap_or(0) as u32)
    }

    /// Height of all lines, in points.
    pub(super) fn height(&self) -> f64 {
        LINE * f64::from(self.lines.len() as u32)
    }

    /// Half width and half height of a node of this diameter with its name below, around the node's middle.
    pub(super) fn half_with(&self, diameter: f64) -> Point {
        Point { x: self.width().max(diameter) / 2.0, y: diameter / 2.0 + self.height() / 2.0 + 2.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_broken_between_words() {
        for (name, lines) in [
            ("Bùi Văn Thuận", &["Bùi Văn Thuận"][..]),
            (
                "Ủy viên Ban Thường vụ Huyện ủy Kim Thành",
                &["Ủy viên Ban Thường vụ", "Huyện ủy Kim Thành"],
            ),
            ("", &[]),
        ] {
            assert_eq!(Label::new(name).lines, lines);
        }
    }

    #[test]
    fn what_does_not_fit_is_cut() {
        for name in ["Ổ".repeat(10_000), "một hai ba bốn năm ".repeat(20)] {
            let label = Label::new(&name);
            assert!(label.lines.len() <= LINES);
            assert!(label.lines.last().unwrap().ends_with('\u{2026}'));
            assert!(label.lines.iter().all(|line| line.chars().count() <= WIDTH));
        }
    }
}
