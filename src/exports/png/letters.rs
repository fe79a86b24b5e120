//! Outlines of letters from the fonts of the system: for each letter the first font that has it. Names are
//! composed (NFC), so that a letter with all its marks is one glyph; nothing else of shaping is needed.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use fontdb::{Database, FaceInfo, ID, Stretch, Style};
use tiny_skia::{Path, PathBuilder, Transform};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

use super::super::label::FONT;

/// The fonts of the system, looked for once.
pub(super) static SYSTEM: LazyLock<Database> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    fonts
});

/// Families that are asked for first, as the SVG does.
const FAMILIES: [&str; 5] = ["Noto Sans", "DejaVu Sans", "Segoe UI", "Arial", "Liberation Sans"];

/// A letter with two marks: fonts that have it have all of Vietnamese.
const MARKED: char = '\u{1ED5}';

/// Letters as they are drawn, each looked for once.
pub(super) struct Letters<'f> {
    fonts: &'f Database,
    /// Faces, the best first.
    faces: Vec<ID>,
    glyphs: BTreeMap<char, Glyph>,
}

#[derive(Clone)]
struct Glyph {
    /// Around the left end of its line, in points.
    outline: Option<Path>,
    /// To the next letter, in points.
    wide: f32,
}

impl<'f> Letters<'f> {
    pub(super) fn of(fonts: &'f Database) -> Self {
        let mut faces: Vec<_> = fonts.faces().collect();
        faces.sort_by(|a, b| order(a).cmp(&order(b)));
        let faces = faces.into_iter().map(|face| face.id).collect();
        Self { fonts, faces, glyphs: BTreeMap::new() }
    }

    /// Whether some font has the letters of Vietnamese.
    pub(super) fn has_vietnamese(&self) -> bool {
        self.faces.iter().any(|&face| self.in_face(face, |face| face.glyph_index(MARKED)).is_some())
    }

    /// Width of a text in points.
    pub(super) fn width(&mut self, text: &str) -> f32 {
        text.chars().map(|letter| self.glyph(letter).wide).sum()
    }

    /// Adds the outlines of a text whose line begins at a place.
    pub(super) fn write(&mut self, text: &str, mut x: f32, y: f32, outlines: &mut PathBuilder) {
        for letter in text.chars() {
            let glyph = self.glyph(letter);
            let outline = glyph.outline.as_ref();
            if let Some(path) =
                outline.and_then(|path| path.clone().transform(Transform::from_translate(x, y)))
            {
                outlines.push_path(&path);
            }
            x += glyph.wide;
        }
    }

    fn glyph(&mut self, letter: char) -> &Glyph {
        if !self.glyphs.contains_key(&letter) {
            let found = self.found(letter);
            self.glyphs.insert(letter, found);
        }
        &self.glyphs[&letter]
    }

    /// The glyph of a letter in the first face that has it, else what the best face shows for none.
    fn found(&self, letter: char) -> Glyph {
        let having = self.faces.iter().find_map(|&face| {
            self.in_face(face, |face| Some(glyph(face, face.glyph_index(letter)?)))
        });
        let missing = || {
            let best = self.faces.first()?;
            self.in_face(*best, |face| Some(glyph(face, GlyphId(0))))
        };
        having.or_else(missing).unwrap_or(Glyph { outline: None, wide: 0.0 })
    }

    /// What a face says; nothing where its file is no font.
    fn in_face<T>(&self, face: ID, ask: impl FnOnce(&Face<'_>) -> Option<T>) -> Option<T> {
        self.fonts.with_face_data(face, |data, index| ask(&Face::parse(data, index).ok()?))?
    }
}

/// Upright faces of common families and middle weight first; by name where nothing else decides.
fn order(face: &FaceInfo) -> impl Ord {
    let family = face.families.first().map(|(name, _)| name.clone()).unwrap_or_default();
    let asked = FAMILIES.iter().position(|name| *name == family).unwrap_or(FAMILIES.len());
    let slanted = face.style != Style::Normal;
    let narrow = face.stretch != Stretch::Normal;
    let weight = face.weight.0.abs_diff(400);
    (slanted, asked, narrow, weight, family, face.post_script_name.clone())
}

fn glyph(face: &Face<'_>, id: GlyphId) -> Glyph {
    let scale = FONT as f32 / f32::from(face.units_per_em());
    let mut outline = Outline { path: PathBuilder::new(), scale };
    face.outline_glyph(id, &mut outline);
    let wide = scale * f32::from(face.glyph_hor_advance(id).unwrap_or_default());
    Glyph { outline: outline.path.finish(), wide }
}

/// Takes outlines, whose y grows upwards, in units of the font.
struct Outline {
    path: PathBuilder,
    scale: f32,
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(x * self.scale, -y * self.scale);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(x * self.scale, -y * self.scale);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let scale = self.scale;
        self.path.quad_to(x1 * scale, -y1 * scale, x * scale, -y * scale);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let scale = self.scale;
        let [x1, y1, x2, y2] = [x1 * scale, -y1 * scale, x2 * scale, -y2 * scale];
        self.path.cubic_to(x1, y1, x2, y2, x * scale, -y * scale);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
