//! Pictures as PNG, or what is said where chutri is built without it.

use crate::cli::{command, finish, graph};

#[cfg(not(feature = "png"))]
#[test]
fn without_png_the_way_to_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("graph.png");
    let run =
        finish(command().args(["export", "--output"]).arg(&file).env("CHUTRI_GRAPH", graph()));
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (
            2,
            "chutri: this chutri is built without PNG: write --format svg, or install it by `cargo install --path . \
             --features png`\n"
        )
    );
    assert!(!file.exists());
}

#[cfg(feature = "png")]
mod with_png {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use chutri::exports::{Fonts, Selection, View, fonts, png, svg};
    use chutri::graph::KnowledgeGraph;
    use tiny_skia::{Pixmap, PremultipliedColorU8};

    use crate::cli::on_examples;
    use crate::graphs::{empty, hostile, ring, single};

    use super::*;

    fn drawn(graph: &KnowledgeGraph, scale: f32) -> Pixmap {
        let mut selection = Selection::of_view(graph, View::Full);
        selection.place();
        let mut bytes = Vec::new();
        png(&selection, Some(scale), &mut bytes).unwrap();
        Pixmap::decode_png(&bytes).unwrap()
    }

    fn colours(drawn: &Pixmap) -> BTreeSet<[u8; 3]> {
        drawn.pixels().iter().map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect()
    }

    /// Width and height that the SVG states, in points.
    fn points(graph: &KnowledgeGraph) -> [f32; 2] {
        let mut selection = Selection::of_view(graph, View::Full);
        selection.place();
        let mut bytes = Vec::new();
        svg(&selection, &mut bytes).unwrap();
        let picture = String::from_utf8(bytes).unwrap();
        ["width", "height"].map(|name| {
            let value = picture.split(&format!("{name}=\"")).nth(1).unwrap();
            value.split('"').next().unwrap().parse().unwrap()
        })
    }

    #[test]
    fn every_graph_gives_a_picture_of_its_size() {
        for graph in [hostile(), single(), empty(), ring(30)] {
            for scale in [0.5, 1.0, 3.0] {
                let picture = drawn(&graph, scale);
                let read = [picture.width(), picture.height()];
                for (pixels, points) in read.into_iter().zip(points(&graph)) {
                    // The SVG tells whole points.
                    let off = (f64::from(pixels) - f64::from(points * scale)).abs();
                    assert!(
                        off <= f64::from(f32::midpoint(scale, 1.0)),
                        "{pixels} {points} {scale}"
                    );
                }
                assert!(picture.pixels().iter().all(PremultipliedColorU8::is_opaque));
            }
        }
    }

    #[test]
    fn what_the_svg_colours_is_coloured() {
        assert_eq!(colours(&drawn(&empty(), 1.0)), BTreeSet::from([[255; 3]]));
        let graph = ring(30);
        let seen = colours(&drawn(&graph, 2.0));
        assert!(seen.len() > 50, "{}", seen.len());
        let mut selection = Selection::of_view(&graph, View::Full);
        selection.place();
        let mut bytes = Vec::new();
        svg(&selection, &mut bytes).unwrap();
        let picture = String::from_utf8(bytes).unwrap();
        let fills = picture.lines().filter(|line| line.starts_with("<circle"));
        let fills: BTreeSet<_> =
            fills.map(|line| &line.split("fill=\"#").nth(1).unwrap()[..6]).collect();
        assert!(fills.len() >= 2, "{fills:?}");
        for fill in fills {
            let number = u32::from_str_radix(fill, 16).unwrap().to_be_bytes();
            assert!(seen.contains(&number[1..]), "{fill}");
        }
    }

    fn export(file: &Path, arguments: &[&str]) -> crate::cli::Run {
        let mut command = command();
        command.args(["export", "--view", "people-meetings", "--output"]).arg(file);
        finish(command.args(arguments).env("CHUTRI_GRAPH", graph()))
    }

    #[test]
    fn the_command_writes_a_png_of_the_examples() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("graph.png");
        on_examples(&["export", "--view", "people-meetings", "-o", file.to_str().unwrap()]);
        let bytes = fs::read(&file).unwrap();
        assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
        let usual = Pixmap::decode_png(&bytes).unwrap();
        assert!(colours(&usual).len() > 100);
        assert_eq!(export(&file, &["--scale", "1"]).code, 0);
        let half = Pixmap::load_png(&file).unwrap();
        assert!(usual.width().abs_diff(2 * half.width()) <= 1);
    }

    #[test]
    fn too_many_pixels_leave_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("graph.png");
        fs::write(&file, "old").unwrap();
        let run = export(&file, &["--scale", "10"]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains("pixels cannot be drawn; give --scale "), "{}", run.stderr);
        assert_eq!(fs::read_to_string(&file).unwrap(), "old");
        for scale in ["0", "11", "nan", "wide"] {
            let run = export(&file, &["--scale", scale]);
            assert_eq!(run.code, 2);
            assert!(run.stderr.contains("give a number from 0.1 to 10"), "{}", run.stderr);
        }
    }

    /// Draws the examples where only the fonts of a folder are installed.
    #[cfg(target_os = "linux")]
    fn with_fonts_of(folder: &Path) -> (Pixmap, String) {
        let list = folder.join("fonts.conf");
        let place = folder.join("fonts");
        let written = format!("<fontconfig><dir>{}</dir></fontconfig>", place.display());
        fs::write(&list, written).unwrap();
        let file = folder.join("graph.png");
        let mut command = command();
        command.args(["export", "--view", "people-meetings", "--output"]).arg(&file);
        command.env("CHUTRI_GRAPH", graph()).env("FONTCONFIG_FILE", &list);
        let run = finish(&mut command);
        assert_eq!(run.code, 0, "{}", run.stderr);
        (Pixmap::load_png(&file).unwrap(), run.stderr)
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn without_fonts_the_picture_comes_with_a_warning() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("fonts")).unwrap();
        let (bare, warning) = with_fonts_of(folder.path());
        assert_eq!(
            warning,
            "chutri: no font with the letters of Vietnamese is installed, so names in the picture lack letters; \
             install one, for example the package fonts-dejavu-core\n"
        );
        assert!(colours(&bare).len() > 50);
        if fonts().unwrap() == Fonts::Missing {
            eprintln!("skipped: no font is installed");
            return;
        }
        let file = folder.path().join("named.png");
        let run = export(&file, &[]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        let named = Pixmap::load_png(&file).unwrap();
        let dark =
            |picture: &Pixmap| picture.pixels().iter().filter(|pixel| pixel.red() < 64).count();
        assert!(2 * dark(&named) > 3 * dark(&bare).max(100), "{} {}", dark(&named), dark(&bare));
    }
}
