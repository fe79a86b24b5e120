//! The picture of a selection in pixels. Unlike all other forms its bytes depend on the machine, by the fonts
//! that are installed there.

mod letters;

use std::io::{self, Write};

use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, Transform,
};

use super::columns::NodeRow;
use super::label::{LINE, Label};
use super::layout::Point;
use super::legend::rgb;
use super::picture::{
    COVER, Canvas, Dot, GROUND, HALO, INK, Layer, Line, Page, RIM, SIGN, Sign, draw,
};
use super::value::clean;
use super::{ExportError, Fonts, Selection};
use letters::{Letters, SYSTEM};

/// Pixels of the largest picture, which takes four bytes for each while it is drawn.
const MOST: f64 = 67_108_864.0;
/// Pixels a point, where nothing else is asked for and they fit.
const USUAL: f64 = 2.0;

/// What names can be drawn with.
///
/// # Errors
/// If chutri is built without PNG.
pub fn fonts() -> Result<Fonts, ExportError> {
    Ok(if Letters::of(&SYSTEM).has_vietnamese() { Fonts::Found } else { Fonts::Missing })
}

/// Writes the picture of [`svg`](super::svg) as PNG, with `scale` pixels a point; 2, or as many as fit, where none
/// is given. Letters that no font has are boxes; without any font there are no names.
///
/// # Errors
/// If it has too many pixels, `out` does not take it, or chutri is built without PNG.
pub fn png(
    selection: &Selection<'_>,
    scale: Option<f32>,
    mut out: impl Write,
) -> Result<(), ExportError> {
    let drawn = drawn(selection, scale, Letters::of(&SYSTEM))?;
    out.write_all(&drawn.encode_png().map_err(io::Error::other)?)?;
    out.flush()?;
    Ok(())
}

fn drawn(
    selection: &Selection<'_>,
    scale: Option<f32>,
    letters: Letters<'_>,
) -> Result<Pixmap, ExportError> {
    let mut sheet = Sheet { pixels: None, scale, view: Transform::identity(), letters };
    draw(selection, &mut sheet)?;
    // The page was begun, or drawing has failed.
    sheet.pixels.ok_or(ExportError::Pixels { width: 0.0, height: 0.0, fitting: 1.0 })
}

/// Pixels that are drawn on.
struct Sheet<'f> {
    pixels: Option<Pixmap>,
    /// Pixels a point, where they are asked for.
    scale: Option<f32>,
    /// From points on the plane to pixels.
    view: Transform,
    letters: Letters<'f>,
}

impl Sheet<'_> {
    fn fill(&mut self, path: &Path, color: &str) {
        if let Some(pixels) = &mut self.pixels {
            pixels.fill_path(path, &paint(color, 1.0), FillRule::Winding, self.view, None);
        }
    }

    fn stroke(&mut self, path: &Path, paint: &Paint<'_>, wide: f32) {
        let stroke = Stroke {
            width: wide,
            line_cap: LineCap::Butt,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        if let Some(pixels) = &mut self.pixels {
            pixels.stroke_path(path, paint, &stroke, self.view, None);
        }
    }
}

impl Canvas for Sheet<'_> {
    #[allow(clippy::cast_sign_loss, reason = "the sides of a page are lengths")]
    fn page(&mut self, page: &Page) -> Result<(), ExportError> {
        let fitting = ((MOST / page.wide / page.high).sqrt() * 100.0).floor() / 100.0;
        let scale = self.scale.map_or(USUAL.min(fitting), f64::from);
        let (width, height) = ((page.wide * scale).round(), (page.high * scale).round());
        let fits = width * height <= MOST;
        let pixels = if fits { Pixmap::new(width as u32, height as u32) } else { None };
        let mut pixels = pixels.ok_or(ExportError::Pixels { width, height, fitting })?;
        pixels.fill(color_of(GROUND, 1.0));
        let Point { x, y } = page.low;
        self.view =
            Transform::from_translate(-x as f32, -y as f32).post_scale(scale as f32, scale as f32);
        self.pixels = Some(pixels);
        Ok(())
    }

    fn sign(&mut self, sign: Sign, at: Point, color: &str) -> Result<(), ExportError> {
        let (x, y) = (at.x as f32, at.y as f32);
        match sign {
            Sign::Node => {
                if let Some(circle) = PathBuilder::from_circle(x + 7.0, y, 5.0) {
                    self.fill(&circle, color);
                }
            }
            Sign::Edge => {
                let mut way = PathBuilder::new();
                way.move_to(x, y);
                way.line_to(x + 14.0, y);
                if let Some(way) = way.finish() {
                    self.stroke(&way, &paint(color, 1.0), SIGN);
                }
            }
        }
        Ok(())
    }

    fn words(&mut self, words: &str, at: Point) -> Result<(), ExportError> {
        let mut outline = PathBuilder::new();
        self.letters.write(words, at.x as f32, at.y as f32, &mut outline);
        if let Some(outline) = outline.finish() {
            self.fill(&outline, INK);
        }
        Ok(())
    }

    fn layer(&mut self, _: Layer) -> Result<(), ExportError> {
        Ok(())
    }

    fn line(&mut self, line: &Line<'_>) -> Result<(), ExportError> {
        let mut way = PathBuilder::new();
        let (x, y) = (line.end.x as f32, line.end.y as f32);
        way.move_to(line.start.x as f32, line.start.y as f32);
        match line.bend {
            None => way.line_to(x, y),
            Some(bend) => way.quad_to(bend.x as f32, bend.y as f32, x, y),
        }
        if let Some([left, right]) = line.head {
            way.move_to(left.x as f32, left.y as f32);
            way.line_to(x, y);
            way.line_to(right.x as f32, right.y as f32);
        }
        if let Some(way) = way.finish() {
            self.stroke(&way, &paint(line.row.color(), COVER), line.wide as f32);
        }
        Ok(())
    }

    fn circle(&mut self, row: &NodeRow<'_>, dot: Dot) -> Result<(), ExportError> {
        let (x, y) = (dot.at.x as f32, dot.at.y as f32);
        if let Some(circle) = PathBuilder::from_circle(x, y, dot.radius as f32) {
            self.fill(&circle, row.color());
            self.stroke(&circle, &paint(GROUND, 1.0), RIM);
        }
        Ok(())
    }

    fn name(&mut self, label: &Label, top: Point) -> Result<(), ExportError> {
        let mut outline = PathBuilder::new();
        for (number, line) in label.lines.iter().enumerate() {
            let line = clean(line);
            let y = top.y + LINE * (f64::from(number as u32) + 0.8);
            let x = top.x as f32 - self.letters.width(&line) / 2.0;
            self.letters.write(&line, x, y as f32, &mut outline);
        }
        if let Some(outline) = outline.finish() {
            self.stroke(&outline, &paint(GROUND, 1.0), HALO);
            self.fill(&outline, INK);
        }
        Ok(())
    }
}

/// A colour as `#RRGGBB` that covers a share of what is below.
fn paint(hex: &str, cover: f32) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(color_of(hex, cover));
    paint
}

fn color_of(hex: &str, cover: f32) -> Color {
    let [r, g, b] = rgb(hex);
    let mut color = Color::from_rgba8(r, g, b, 255);
    color.set_alpha(cover);
    color
}

#[cfg(test)]
mod tests {
    use tiny_skia::PremultipliedColorU8;

    use super::*;
    use crate::exports::View;
    use crate::graph::{DEFAULT_BASE, KnowledgeGraph};
    use crate::links::{Detail, Entity, Links};
    use fontdb::Database;

    fn named(label: &str) -> KnowledgeGraph {
        let person = Entity {
            path: "person/a".to_owned(),
            label: label.to_owned(),
            names: Vec::new(),
            sort_key: String::new(),
            detail: Detail::Person,
            quotes: Vec::new(),
            documents: 1,
            candidates: Vec::new(),
        };
        KnowledgeGraph::new(Links { entities: vec![person], ..Links::default() }, DEFAULT_BASE)
    }

    fn picture(label: &str, fonts: &Database) -> Pixmap {
        let graph = named(label);
        let selection = Selection::of_view(&graph, View::Full);
        drawn(&selection, None, Letters::of(fonts)).unwrap()
    }

    fn dark(pixels: &Pixmap) -> usize {
        let is_dark = |pixel: &&PremultipliedColorU8| pixel.red() < 80 && pixel.blue() < 80;
        pixels.pixels().iter().filter(is_dark).count()
    }

    #[test]
    fn without_fonts_all_but_names_is_drawn() {
        let bare = picture("A", &Database::new());
        assert_eq!(dark(&bare), 0);
        assert!(bare.pixels().iter().any(|pixel| pixel.red() < 250));
        assert!(!Letters::of(&Database::new()).has_vietnamese());
    }

    #[test]
    #[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
    fn every_mark_of_a_letter_is_drawn() {
        if fonts().unwrap() == Fonts::Missing {
            eprintln!("skipped: no font is installed");
            return;
        }
        let ink = |label: &str| dark(&picture(label, &SYSTEM));
        for steps in [["O", "Ô", "Ổ"], ["u", "ư", "ự"], ["A", "Ă", "Ẵ"]] {
            let [plain, one, two] = steps.map(|letter| ink(letter.repeat(8).as_str()));
            assert!(0 < plain && plain < one && one < two, "{steps:?} {plain} {one} {two}");
        }
        // Composed or not, it is the same letter.
        assert_eq!(picture("O\u{302}\u{309}", &SYSTEM), picture("Ổ", &SYSTEM));
    }

    #[test]
    fn large_pages_get_as_many_pixels_as_fit() {
        let fonts = Database::new();
        for (side, pixels) in [(500.0, 1_000), (16_384.0, 8_192)] {
            let (view, letters) = (Transform::identity(), Letters::of(&fonts));
            let mut sheet = Sheet { pixels: None, scale: None, view, letters };
            let low = Point { x: 0.0, y: 0.0 };
            sheet.page(&Page { low, wide: side, high: side, view: View::Full }).unwrap();
            assert_eq!(
                sheet.pixels.map(|drawn| [drawn.width(), drawn.height()]),
                Some([pixels; 2])
            );
        }
    }

    #[test]
    fn pictures_of_too_many_pixels_name_the_scale_that_fits() {
        let graph = named("A");
        let selection = Selection::of_view(&graph, View::Full);
        let error = |scale| png(&selection, Some(scale), io::sink()).unwrap_err();
        let ExportError::Pixels { width, fitting, .. } = error(300.0) else { panic!() };
        assert!(width > 100_000.0 && fitting > 10.0 && fitting < 300.0, "{fitting}");
        assert!(png(&selection, Some(fitting as f32), io::sink()).is_ok());
        assert!(matches!(error(0.0), ExportError::Pixels { .. }));
        assert!(matches!(error(f32::NAN), ExportError::Pixels { .. }));
    }
}
