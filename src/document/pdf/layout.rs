//! The reading order of a page: letters to lines, lines to columns, columns to paragraphs.

use super::page::Run;

/// Ems between two words on one line.
const SPACE: f32 = 0.18;
/// Ems between what columns or cells may be.
const APART: f32 = 1.2;
/// Ems between the cells of a row.
const CELLS: f32 = 2.0;
const BETWEEN_CELLS: &str = " | ";
/// Least width of a column, in ms, and least rows of it.
const COLUMN: f32 = 14.0;
const ROWS: usize = 3;
/// Least share of a column's width that its lines have on average: cells of tables are shorter.
const PROSE: f32 = 0.6;
/// Times the usual step from line to line that part paragraphs.
const STEP: f32 = 1.35;
/// Columns within columns.
const DEPTH: u8 = 6;
/// Signs with which the items of lists begin.
const BULLETS: [char; 7] = ['-', '+', '\u{2013}', '\u{2022}', '\u{2b50}', '\u{f0b7}', '\u{25cf}'];

/// A line of text in its column.
#[derive(Clone, Debug)]
pub(super) struct Line {
    run: Run,
    /// Where its column begins and ends.
    column: (f32, f32),
    /// Usual step from line to line of its page, in heights of the font.
    step: f32,
    /// Whether it begins a page or column.
    opens: bool,
}

/// The lines of a page in reading order, without its number.
pub(super) fn lines(runs: Vec<Run>) -> Vec<Line> {
    let mut segments = segments(runs);
    drop_numbers(&mut segments);
    let column = extent(&segments);
    let mut lines = Vec::with_capacity(segments.len());
    read(segments, column, DEPTH, &mut lines);
    let step = usual_step(&lines);
    for line in &mut lines {
        line.step = step;
    }
    lines
}

/// Runs of one line joined, from the top: those that stand far apart stay apart.
fn segments(mut runs: Vec<Run>) -> Vec<Run> {
    runs.retain(|run| !run.text.trim().is_empty());
    runs.sort_by(|a, b| b.base.total_cmp(&a.base).then(a.left.total_cmp(&b.left)));
    let mut segments: Vec<Run> = Vec::new();
    for row in runs.chunk_by_mut(|a, b| a.base - b.base < 0.3 * a.size.min(b.size)) {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        let begin = segments.len();
        for run in row {
            match segments[begin..].last_mut() {
                Some(last) if is_shadow(last, run) => {}
                Some(last) if run.left - last.right < APART * last.size => join(last, run),
                _ => segments.push(run.clone()),
            }
        }
    }
    segments
}

/// Whether letters are drawn a second time to make them bold.
fn is_shadow(last: &Run, run: &Run) -> bool {
    last.text.ends_with(run.text.as_str()) && (last.right - run.right).abs() < 0.2 * run.size
}

/// Puts a run behind another on its line.
fn join(last: &mut Run, next: &Run) {
    let is_parted = last.text.ends_with(' ') || next.text.starts_with(' ');
    if next.left - last.right > SPACE * last.size && !is_parted {
        last.text.push(' ');
    }
    last.text.push_str(&next.text);
    last.right = last.right.max(next.right);
    last.size = last.size.max(next.size);
}

/// Drops the number of the page: figures alone, on its first or last line.
fn drop_numbers(segments: &mut Vec<Run>) {
    let is_number = |run: &Run| {
        let words = run.text.trim();
        words.len() < 12 && words.chars().all(|c| c.is_ascii_digit() || " -/.\u{2013}".contains(c))
    };
    let bounds = [segments.first().map(|run| run.base), segments.last().map(|run| run.base)];
    segments.retain(|run| !bounds.contains(&Some(run.base)) || !is_number(run));
}

fn extent(segments: &[Run]) -> (f32, f32) {
    let left = segments.iter().map(|run| run.left).fold(f32::INFINITY, f32::min);
    (left, segments.iter().map(|run| run.right).fold(f32::NEG_INFINITY, f32::max))
}

/// Reads a part of a page: column by column, or band by band where columns are only in some bands, or row by
/// row.
fn read(segments: Vec<Run>, column: (f32, f32), depth: u8, lines: &mut Vec<Line>) {
    if depth > 0 {
        if let Some(gutter) = gutter(&segments) {
            let (left, right): (Vec<_>, Vec<_>) =
                segments.into_iter().partition(|run| run.right <= gutter.0);
            for side in [left, right] {
                let column = extent(&side);
                read(side, column, depth - 1, lines);
            }
            return;
        }
        let bands = bands(&segments);
        if bands.len() > 1 && bands.iter().any(|band| gutter(band).is_some()) {
            for band in bands {
                read(band, column, depth - 1, lines);
            }
            return;
        }
    }
    for (at, row) in segments.chunk_by(same_row).enumerate() {
        lines.push(Line { run: joined(row), column, step: 0.0, opens: at == 0 });
    }
}

/// What stands side by side as one: cells, where anything stands far from its neighbour.
fn joined(row: &[Run]) -> Run {
    let is_far = |pair: &[Run]| pair[1].left - pair[0].right > CELLS * pair[1].size;
    let between = if row.windows(2).any(is_far) { BETWEEN_CELLS } else { " " };
    let texts: Vec<&str> = row.iter().map(|run| run.text.as_str()).collect();
    let right = row.iter().map(|run| run.right).fold(f32::NEG_INFINITY, f32::max);
    Run { right, text: texts.join(between), ..row[0].clone() }
}

fn same_row(a: &Run, b: &Run) -> bool {
    (a.base - b.base).abs() < 0.3 * a.size.min(b.size)
}

/// The empty stripe between two columns of running text.
fn gutter(segments: &[Run]) -> Option<(f32, f32)> {
    let mut across: Vec<&Run> = segments.iter().collect();
    across.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut right = f32::NEG_INFINITY;
    let mut gutters = Vec::new();
    for (at, run) in across.iter().enumerate() {
        if at > 0 && run.left - right > run.size * 0.6 {
            gutters.push((at, (right, run.left)));
        }
        right = right.max(run.right);
    }
    let parts = |&(at, _): &(usize, (f32, f32))| {
        let (left, right) = across.split_at(at);
        is_column(left) && is_column(right)
    };
    gutters.into_iter().find(parts).map(|(_, gutter)| gutter)
}

/// Whether lines fill their width, and are many and long enough.
fn is_column(lines: &[&Run]) -> bool {
    let own: Vec<Run> =
        lines.iter().map(|&run| Run { text: String::new(), ..run.clone() }).collect();
    let (left, right) = extent(&own);
    let width = right - left;
    let size = own.iter().map(|run| run.size).fold(0.0, f32::max);
    let sum: f32 = own.iter().map(|run| run.right - run.left).sum();
    #[allow(clippy::cast_precision_loss, reason = "a page has few lines")]
    let mean = sum / own.len() as f32;
    own.len() >= ROWS && width >= COLUMN * size && mean >= PROSE * width
}

/// Parts of a page that empty stripes across it part; neighbours with the same columns are one.
fn bands(segments: &[Run]) -> Vec<Vec<Run>> {
    let mut bands: Vec<Vec<Run>> = Vec::new();
    for run in segments {
        let step = |last: &Run| last.base - run.base;
        match bands.last_mut() {
            Some(band)
                if band.last().is_some_and(|last| step(last) < 1.6 * last.size.max(run.size)) =>
            {
                band.push(run.clone());
            }
            _ => bands.push(vec![run.clone()]),
        }
    }
    let mut merged: Vec<Vec<Run>> = Vec::new();
    for band in bands {
        if let Some(last) = merged.last_mut() {
            let both: Vec<Run> = last.iter().chain(&band).cloned().collect();
            if gutter(last).is_some() && gutter(&both).is_some() {
                *last = both;
                continue;
            }
        }
        merged.push(band);
    }
    merged
}

/// The step from line to line, in heights of the font, that half of them have at most.
fn usual_step(lines: &[Line]) -> f32 {
    let steps =
        lines.windows(2).map(|pair| (pair[0].run.base - pair[1].run.base) / pair[1].run.size);
    let mut steps: Vec<f32> = steps.filter(|&step| step > 0.0).collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(f32::INFINITY)
}

/// Lines as text: paragraphs an empty line apart, rows of tables a line.
pub(super) fn paragraphs(lines: &[Line]) -> String {
    let mut text = String::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        let words = words(&line.run.text);
        if let Some(before) = before {
            text.push_str(between(before, line));
        }
        text.push_str(&words);
        before = Some(line);
    }
    text
}

/// What stands between two lines.
fn between(last: &Line, next: &Line) -> &'static str {
    let is_row = |line: &Line| line.run.text.contains(BETWEEN_CELLS);
    if is_row(last) && is_row(next) && !next.opens {
        return "\n";
    }
    let apart = is_row(last) || is_row(next) || !is_alike(last, next) || is_item(next);
    if apart || !is_full(last, next) {
        return "\n\n";
    }
    let stops = last.run.text.trim_end().ends_with(['.', '!', '?', ':', ';', '\u{2026}']);
    let step = last.run.base - next.run.base;
    let parts = if next.opens {
        stops
    } else {
        step > STEP * last.step * next.run.size || is_indented(last, next)
    };
    if parts { "\n\n" } else { " " }
}

fn is_alike(last: &Line, next: &Line) -> bool {
    (last.run.size - next.run.size).abs() < 0.15 * last.run.size
}

fn is_item(line: &Line) -> bool {
    line.run.text.trim_start().starts_with(BULLETS)
}

/// Whether the first word of the next line would not have fitted on the last.
fn is_full(last: &Line, next: &Line) -> bool {
    let first = next.run.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    #[allow(clippy::cast_precision_loss, reason = "a line has few letters")]
    let share = (first + 1) as f32 / next.run.text.chars().count().max(1) as f32;
    let left = if is_centred(last) && is_centred(next) {
        (last.column.1 - last.column.0) - (last.run.right - last.run.left)
    } else {
        last.column.1 - last.run.right
    };
    left < share * (next.run.right - next.run.left) + 0.5 * last.run.size
}

/// Whether a line stands in the middle of its column, as those of headlines do.
fn is_centred(line: &Line) -> bool {
    let (before, behind) = (line.run.left - line.column.0, line.column.1 - line.run.right);
    before > 0.2 * line.run.size && (before - behind).abs() < 0.5 * line.run.size
}

/// Whether a line begins further in than the one before, as first lines of paragraphs do.
fn is_indented(last: &Line, next: &Line) -> bool {
    next.run.left - last.run.left > 0.8 * next.run.size && !(is_centred(last) && is_centred(next))
}

/// Words with one space between them.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}
