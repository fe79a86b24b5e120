//! Where the letters of a page stand: the operators of ISO 32000-1, 9.4, as far as they place text.

use std::collections::HashMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document as File, Object, ObjectId};

use super::font::{Font, told_by_table};

/// Forms within forms.
const DEPTH: u8 = 8;
/// Forms that are drawn in all.
const FORMS: u32 = 10_000;
/// Saved states that wait.
const SAVED: usize = 512;
/// Runs of a page.
const RUNS: usize = 1 << 18;
/// Ems between two letters that are a space which nobody wrote.
const GAP: f32 = 0.18;

/// Letters that stand on one line without a break, in points.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) left: f32,
    pub(super) right: f32,
    /// Of the line on which they stand, from the bottom of the page.
    pub(super) base: f32,
    /// Height of the font.
    pub(super) size: f32,
    pub(super) text: String,
}

/// What may still be read.
pub(super) struct Budget {
    bytes: usize,
    forms: u32,
}

impl Budget {
    pub(super) fn new(bytes: usize) -> Self {
        Self { bytes, forms: FORMS }
    }
}

/// The runs of a page, in the order in which they are drawn.
pub(super) fn runs(file: &File, page: ObjectId, budget: &mut Budget) -> lopdf::Result<Vec<Run>> {
    let content = file.get_page_content_with_limit(page, budget.bytes)?;
    budget.bytes -= content.len().min(budget.bytes);
    let (direct, referred) = file.get_page_resources(page)?;
    let referred = referred.into_iter().filter_map(|id| file.get_dictionary(id).ok());
    let resources: Vec<&Dictionary> = direct.into_iter().chain(referred).collect();
    let mut painter = Painter { file, budget, runs: Vec::new() };
    painter.draw(&content, &resources, Matrix::UNIT, DEPTH)?;
    Ok(painter.runs)
}

/// `[a b c d e f]`: how places are mapped.
#[derive(Clone, Copy, Debug)]
struct Matrix([f32; 6]);

impl Matrix {
    const UNIT: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The map that first does this and then `then`.
    fn then(self, then: Self) -> Self {
        let (own, to) = (self.0, then.0);
        let mapped = |x: f32, y: f32| [x * to[0] + y * to[2], x * to[1] + y * to[3]];
        let [right, up] = [mapped(own[0], own[1]), mapped(own[2], own[3])];
        let [x, y] = mapped(own[4], own[5]);
        Self([right[0], right[1], up[0], up[1], x + to[4], y + to[5]])
    }

    fn moved(self, x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }
}

/// What stays of the state between operators.
#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<Vec<u8>>,
    size: f32,
    between_letters: f32,
    between_words: f32,
    stretch: f32,
    leading: f32,
}

struct Painter<'f, 'b> {
    file: &'f File,
    budget: &'b mut Budget,
    runs: Vec<Run>,
}

impl Painter<'_, '_> {
    /// Draws a page or a form.
    fn draw(
        &mut self,
        content: &[u8],
        resources: &[&Dictionary],
        page: Matrix,
        depth: u8,
    ) -> lopdf::Result<()> {
        let dictionaries = fonts(resources, self.file);
        let mut fonts = HashMap::new();
        for (name, dictionary) in &dictionaries {
            fonts.insert(name.as_slice(), Font::new(dictionary, self.file)?);
        }
        let mut pen = Pen::new(page);
        let mut saved = Vec::new();
        for operation in Content::decode_iter(content) {
            let Ok(operation) = operation else { break };
            match operation.operator.as_str() {
                "q" if saved.len() < SAVED => saved.push(pen.state.clone()),
                "Q" => pen.state = saved.pop().unwrap_or(pen.state),
                "Do" => self.form(&operation, resources, pen.state.page, depth)?,
                _ if self.runs.len() < RUNS => pen.write(&operation, &fonts, &mut self.runs),
                _ => break,
            }
        }
        Ok(())
    }

    /// Draws the form that an operation names; pictures are none.
    fn form(
        &mut self,
        operation: &Operation,
        resources: &[&Dictionary],
        page: Matrix,
        depth: u8,
    ) -> lopdf::Result<()> {
        let file = self.file;
        let Some(Object::Name(name)) = operation.operands.first() else { return Ok(()) };
        let found = resources.iter().find_map(|resources| {
            let forms = resources.get_deref(b"XObject", file).ok()?.as_dict().ok()?;
            forms.get_deref(name, file).ok()?.as_stream().ok()
        });
        let is_form = |stream: &&lopdf::Stream| {
            stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form")
        };
        let Some(form) = found.filter(is_form) else { return Ok(()) };
        if depth == 0 || self.budget.forms == 0 {
            return Ok(());
        }
        self.budget.forms -= 1;
        let content = form.get_plain_content_with_limit(self.budget.bytes)?;
        self.budget.bytes -= content.len().min(self.budget.bytes);
        let own = form.dict.get_deref(b"Resources", file).and_then(Object::as_dict);
        let own = own.map_or_else(|_| resources.to_vec(), |own| vec![own]);
        let matrix = form.dict.get_deref(b"Matrix", file).and_then(Object::as_array);
        let matrix =
            matrix.ok().and_then(|matrix| numbers::<6>(matrix)).map_or(Matrix::UNIT, Matrix);
        self.draw(&content, &own, matrix.then(page), depth - 1)
    }
}

/// The fonts of resources by name; the first of a name counts.
fn fonts(resources: &[&Dictionary], file: &File) -> Vec<(Vec<u8>, Dictionary)> {
    let mut fonts: Vec<(Vec<u8>, Dictionary)> = Vec::new();
    for resources in resources {
        let Ok(own) = resources.get_deref(b"Font", file).and_then(Object::as_dict) else {
            continue;
        };
        for (name, font) in own {
            let font = file.dereference(font).and_then(|(_, font)| font.as_dict());
            if let Some(font) = font.ok().filter(|_| !fonts.iter().any(|(known, _)| known == name))
            {
                fonts.push((name.clone(), told_by_table(font, file)));
            }
        }
    }
    fonts
}

/// The text that is being placed.
struct Pen {
    state: State,
    /// Where the next letter stands, and where the line begins.
    text: Matrix,
    line: Matrix,
}

impl Pen {
    fn new(page: Matrix) -> Self {
        let state = State {
            page,
            font: None,
            size: 0.0,
            between_letters: 0.0,
            between_words: 0.0,
            stretch: 1.0,
            leading: 0.0,
        };
        Self { state, text: Matrix::UNIT, line: Matrix::UNIT }
    }

    fn write(&mut self, operation: &Operation, fonts: &HashMap<&[u8], Font>, runs: &mut Vec<Run>) {
        let operands = &operation.operands;
        let number = |at: usize| operands.get(at).and_then(|o| o.as_float().ok()).unwrap_or(0.0);
        match operation.operator.as_str() {
            "cm" => {
                let matrix = numbers::<6>(operands).map_or(Matrix::UNIT, Matrix);
                self.state.page = matrix.then(self.state.page);
            }
            "BT" => self.begin(Matrix::UNIT),
            "Tm" => self.begin(numbers::<6>(operands).map_or(Matrix::UNIT, Matrix)),
            "Td" => self.begin(self.line.moved(number(0), number(1))),
            "TD" => {
                self.state.leading = -number(1);
                self.begin(self.line.moved(number(0), number(1)));
            }
            "T*" => self.next_line(),
            "Tf" => {
                self.state.font =
                    operands.first().and_then(|o| o.as_name().ok()).map(<[u8]>::to_vec);
                self.state.size = number(1);
            }
            "Tc" => self.state.between_letters = number(0),
            "Tw" => self.state.between_words = number(0),
            "Tz" => self.state.stretch = number(0) / 100.0,
            "TL" => self.state.leading = number(0),
            "Tj" => self.show(operands, fonts, runs),
            "TJ" => {
                let items = operands.first().and_then(|o| o.as_array().ok());
                self.show(items.map(Vec::as_slice).unwrap_or_default(), fonts, runs);
            }
            "'" => {
                self.next_line();
                self.show(operands, fonts, runs);
            }
            "\"" => {
                (self.state.between_words, self.state.between_letters) = (number(0), number(1));
                self.next_line();
                self.show(operands.get(2..).unwrap_or_default(), fonts, runs);
            }
            _ => {}
        }
    }

    fn begin(&mut self, line: Matrix) {
        (self.text, self.line) = (line, line);
    }

    fn next_line(&mut self) {
        self.begin(self.line.moved(0.0, -self.state.leading));
    }

    /// Shows strings, with steps between them in thousandths of an em.
    fn show(&mut self, items: &[Object], fonts: &HashMap<&[u8], Font>, runs: &mut Vec<Run>) {
        let font = self.state.font.as_deref().and_then(|name| fonts.get(name));
        let Some(font) = font else { return };
        let mut run: Option<Run> = None;
        for item in items {
            if let Object::String(string, _) = item {
                let place = self.place();
                let text = font.letters(string);
                self.step(font, string);
                let right = self.place().0;
                match &mut run {
                    Some(run) => {
                        (run.right, run.text) = (right, std::mem::take(&mut run.text) + &text);
                    }
                    None => run = self.run(place, right, text),
                }
            } else if let Ok(step) = item.as_float() {
                let ems = -step / 1000.0;
                self.advance(ems * self.state.size * self.state.stretch);
                if let Some(run) = run.as_mut().filter(|run| ems > GAP && !run.text.ends_with(' '))
                {
                    run.text.push(' ');
                }
            }
        }
        runs.extend(run);
    }

    /// A run at a place; none where the letters stand on their heads or sides, or are no letters.
    fn run(&self, (left, base): (f32, f32), right: f32, text: String) -> Option<Run> {
        let Matrix([a, b, c, d, ..]) = self.text.then(self.state.page);
        let size = self.state.size.abs() * c.hypot(d);
        let upright = b.abs() < a && size.is_finite() && left.is_finite() && base.is_finite();
        (upright && right.is_finite() && size > 0.5).then_some(Run {
            left,
            right,
            base,
            size,
            text,
        })
    }

    fn place(&self) -> (f32, f32) {
        let Matrix([.., x, y]) = self.text.then(self.state.page);
        (x, y)
    }

    fn step(&mut self, font: &Font, string: &[u8]) {
        let State { size, between_letters, between_words, stretch, .. } = self.state;
        let widths = font.codes(string).map(|(width, is_space)| {
            width * size + between_letters + if is_space { between_words } else { 0.0 }
        });
        self.advance(widths.sum::<f32>() * stretch);
    }

    fn advance(&mut self, by: f32) {
        self.text = self.text.moved(by, 0.0);
    }
}

fn numbers<const N: usize>(objects: &[Object]) -> Option<[f32; N]> {
    let mut numbers = [0.0; N];
    for (number, object) in numbers.iter_mut().zip(objects.get(..N)?) {
        *number = object.as_float().ok()?;
    }
    Some(numbers)
}
