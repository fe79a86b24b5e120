//! The picture of a selection as SVG.

use std::io::Write;

use super::columns::NodeRow;
use super::label::{FONT, LINE, Label};
use super::layout::Point;
use super::legend;
use super::picture::{
    COVER, Canvas, Dot, GROUND, HALO, INK, Layer, Line, Page, RIM, SIGN, Sign, draw,
};
use super::xml::escaped;
use super::{ExportError, Selection};

/// Writes a picture. Places that the selection lacks are found first.
///
/// # Errors
/// If `out` does not take it.
pub fn svg(selection: &Selection<'_>, out: impl Write) -> Result<(), ExportError> {
    let mut file = File { out, layers: 0 };
    draw(selection, &mut file)?;
    writeln!(file.out, "</g>\n</svg>")?;
    file.out.flush()?;
    Ok(())
}

struct File<W> {
    out: W,
    /// Number of layers begun.
    layers: u32,
}

impl<W: Write> Canvas for File<W> {
    fn page(&mut self, page: &Page) -> Result<(), ExportError> {
        let Page { low: Point { x, y }, wide, high, view } = page;
        let out = &mut self.out;
        writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide:.0}\" height=\"{high:.0}\" \
             viewBox=\"{x:.1} {y:.1} {wide:.1} {high:.1}\" font-size=\"{FONT}\" \
             font-family=\"'Noto Sans','DejaVu Sans','Segoe UI',Arial,sans-serif\">"
        )?;
        writeln!(out, "<title>chutri: {}</title>", view.name())?;
        writeln!(out, "<desc>Width of a line: {}.</desc>", view.weight_meaning())?;
        writeln!(
            out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{high:.1}\" fill=\"{GROUND}\"/>"
        )?;
        Ok(())
    }

    fn sign(&mut self, sign: Sign, at: Point, color: &str) -> Result<(), ExportError> {
        let (x, y) = (at.x, at.y);
        let out = &mut self.out;
        match sign {
            Sign::Node => {
                let x = x + 7.0;
                write!(out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\" fill=\"{color}\"/>")?;
            }
            Sign::Edge => write!(
                out,
                "<path d=\"M{x:.1} {y:.1}h14\" stroke=\"{color}\" stroke-width=\"{SIGN}\"/>"
            )?,
        }
        Ok(())
    }

    fn words(&mut self, words: &str, Point { x, y }: Point) -> Result<(), ExportError> {
        let words = escaped(words);
        writeln!(self.out, "<text x=\"{x:.1}\" y=\"{y:.1}\" fill=\"{INK}\">{words}</text>")?;
        Ok(())
    }

    fn layer(&mut self, layer: Layer) -> Result<(), ExportError> {
        let out = &mut self.out;
        if self.layers > 0 {
            writeln!(out, "</g>")?;
        }
        self.layers += 1;
        match layer {
            Layer::Lines => writeln!(out, "<g fill=\"none\" stroke-opacity=\"{COVER}\">")?,
            Layer::Circles => writeln!(out, "<g stroke=\"{GROUND}\" stroke-width=\"{RIM}\">")?,
            Layer::Names => writeln!(
                out,
                "<g fill=\"{INK}\" stroke=\"{GROUND}\" stroke-width=\"{HALO}\" stroke-linejoin=\"round\" \
                 paint-order=\"stroke\" text-anchor=\"middle\">"
            )?,
        }
        Ok(())
    }

    fn line(&mut self, line: &Line<'_>) -> Result<(), ExportError> {
        let Line { row, start, bend, end, head, wide } = line;
        let out = &mut self.out;
        write!(out, "<path d=\"M{:.1} {:.1}", start.x, start.y)?;
        match bend {
            None => write!(out, "L{:.1} {:.1}", end.x, end.y)?,
            Some(bend) => write!(out, "Q{:.1} {:.1} {:.1} {:.1}", bend.x, bend.y, end.x, end.y)?,
        }
        if let Some([left, right]) = head {
            write!(
                out,
                "M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}",
                left.x, left.y, end.x, end.y, right.x, right.y
            )?;
        }
        let label = |id| escaped(&row.graph.entity(id).label);
        let (source, target) = (label(row.source), label(row.target));
        let (color, words) = (row.color(), escaped(row.words()));
        writeln!(
            out,
            "\" stroke=\"{color}\" stroke-width=\"{wide:.1}\"><title>{source} \u{2013} {words} \u{2013} {target}</title></path>"
        )?;
        Ok(())
    }

    fn circle(&mut self, row: &NodeRow<'_>, dot: Dot) -> Result<(), ExportError> {
        let Dot { at: Point { x, y }, radius } = dot;
        let (color, label) = (row.color(), escaped(row.label()));
        let kind = escaped(legend::entry(row.node.entity.kind().name()).vi);
        writeln!(
            self.out,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"{color}\"><title>{label} ({kind})</title></circle>"
        )?;
        Ok(())
    }

    fn name(&mut self, label: &Label, top: Point) -> Result<(), ExportError> {
        write!(self.out, "<text>")?;
        for (number, line) in label.lines.iter().enumerate() {
            let y = top.y + LINE * (f64::from(number as u32) + 0.8);
            write!(self.out, "<tspan x=\"{:.1}\" y=\"{y:.1}\">{}</tspan>", top.x, escaped(line))?;
        }
        writeln!(self.out, "</text>")?;
        Ok(())
    }
}
