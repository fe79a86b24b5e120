//! `export`: the graph in the forms of other programs.

mod names;

use std::io::Write;

use jiff::civil::Date;

use super::Outcome;
use super::args::{Export, Places, RowFormat};
use super::error::CliError;
use super::inputs::ontology;
use super::output::{Output, complain};
use super::table::Rows;
use crate::exports::{
    self, ByteOrderMark, Columns, Filter, Fonts, Format, PLACEABLE, Packing, READABLE, Selection,
    Settings, Smaller,
};
use crate::graph::KnowledgeGraph;
use crate::links::{EntityId, EntityKind, Interval, PartialDate};
use crate::pipeline::open_graph;
use crate::reports::holds;

const NO_FONT: &str = "no font with the letters of Vietnamese is installed, so names in the picture lack letters; \
    install one, for example the package fonts-dejavu-core";

/// Writes the graph to standard output or a file, or checks a file.
pub(super) fn export(arguments: &Export, output: &mut Output) -> Result<Outcome, CliError> {
    if let Some(path) = &arguments.check {
        return check(path, output);
    }
    let settings = settings(arguments)?;
    if settings.format == Format::Png && exports::fonts()? == Fonts::Missing {
        complain(&NO_FONT);
    }
    let ontology = ontology(arguments.ontology.as_deref())?;
    let graph = open_graph(&arguments.graph.graph, &ontology)?;
    let filter = filter(arguments, &graph)?;
    let mut selection = Selection::new(&graph, &filter);
    selection.size_by(arguments.size_by.into());
    if settings.format.has_places() {
        place(&mut selection, &filter, settings.format, arguments.places)?;
    }
    write(&selection, &filter, &settings, arguments, output)?;
    Ok(Outcome::Done)
}

fn write(
    selection: &Selection<'_>,
    filter: &Filter,
    settings: &Settings,
    arguments: &Export,
    output: &mut Output,
) -> Result<(), CliError> {
    let to_folder = arguments.slice.is_some() || settings.format == Format::Neo4j;
    match &arguments.output {
        None if to_folder => return Err(CliError::Folder),
        None => exports::export(selection, settings, output)?,
        Some(folder) if to_folder => {
            let written = match arguments.slice {
                Some(_) => exports::export_years(selection, filter, settings, folder),
                None => exports::export_folder(selection, settings, folder),
            };
            written.map_err(|error| CliError::of_file(error, folder))?;
        }
        // Too large a picture leaves the file as it was.
        Some(path) if settings.format == Format::Png => {
            let mut bytes = Vec::new();
            exports::export(selection, settings, &mut bytes)?;
            let mut file = Output::file(path)?;
            file.write_all(&bytes)?;
            file.flush()?;
        }
        Some(path) => {
            let file = Output::file(path)?;
            let packing = Packing::of_path(path);
            exports::packed(packing, file, |out| exports::export(selection, settings, out))?;
        }
    }
    Ok(())
}

/// What the arguments ask for; the form is that of the file's ending where none is given.
fn settings(arguments: &Export) -> Result<Settings, CliError> {
    let told = arguments.format.map(Format::from);
    let sliced = arguments.slice.map(|_| Format::Gexf);
    let format = told.or(sliced).or_else(|| Format::of_path(arguments.output.as_deref()?));
    let columns = Columns::named(arguments.columns.clone())
        .map_err(|name| CliError::Column { name, known: Columns::known() })?;
    let settings = Settings {
        format: format.ok_or(CliError::NoFormat)?,
        flavour: arguments.flavour.into(),
        table: arguments.table.into(),
        mark: if arguments.bom { ByteOrderMark::With } else { ByteOrderMark::Without },
        columns,
        scale: arguments.scale,
    };
    settings.check()?;
    Ok(settings)
}

fn filter(arguments: &Export, graph: &KnowledgeGraph) -> Result<Filter, CliError> {
    let found = |name: &Option<String>, kind| match name {
        None => Ok(Vec::new()),
        Some(name) => named(graph, kind, name),
    };
    let window = arguments.window.checked()?;
    Ok(Filter {
        view: arguments.view.into(),
        people: found(&arguments.person, EntityKind::Person)?,
        bodies: found(&arguments.body, EntityKind::Organization)?,
        units: found(&arguments.unit, EntityKind::Unit)?,
        hops: arguments.hops,
        days: days(window.since, window.until),
        kinds: arguments.kinds.iter().map(|&kind| kind.into()).collect(),
    })
}

/// Things of a kind one of whose names holds these words.
fn named(graph: &KnowledgeGraph, kind: EntityKind, words: &str) -> Result<Vec<EntityId>, CliError> {
    let of_kind = graph.nodes().filter(|(_, node)| node.entity.kind() == kind);
    let fits = of_kind.filter(|(_, node)| {
        let names = std::iter::once(&node.entity.label).chain(&node.entity.names);
        names.into_iter().any(|name| holds(name, words))
    });
    let found: Vec<_> = fits.map(|(id, _)| id).collect();
    if found.is_empty() {
        return Err(CliError::Unknown { what: words.to_owned(), near: Vec::new() });
    }
    Ok(found)
}

fn days(since: Option<PartialDate>, until: Option<PartialDate>) -> Option<Interval> {
    if since.is_none() && until.is_none() {
        return None;
    }
    let from = since.map_or(Date::MIN, PartialDate::earliest);
    Some(Interval { from, until: until.map_or(Date::MAX, PartialDate::latest) })
}

/// Gives nodes places where there are not too many, and tells where there are.
fn place(
    selection: &mut Selection<'_>,
    filter: &Filter,
    format: Format,
    places: Places,
) -> Result<(), CliError> {
    let nodes = selection.node_count();
    if places == Places::Never && !format.is_picture() {
        return Ok(());
    }
    let most = if format.is_picture() { READABLE } else { PLACEABLE };
    let advice = if nodes > most { advice(selection.graph(), filter) } else { String::new() };
    if nodes > PLACEABLE && places != Places::Always {
        if format.is_picture() {
            return Err(CliError::TooLarge { nodes, advice });
        }
        complain(&format_args!(
            "{nodes} nodes are too many to draw, so they have no places (--places always gives them all the \
             same); {advice}"
        ));
        return Ok(());
    }
    if nodes > most {
        complain(&format_args!("{nodes} nodes are too many to read in one picture; {advice}"));
    }
    selection.place();
    Ok(())
}

/// What to ask for instead of too much.
fn advice(graph: &KnowledgeGraph, filter: &Filter) -> String {
    let parts = exports::smaller(graph, filter);
    let told = parts.into_iter().take(3).map(|part| match part {
        Smaller::View { view, nodes, edges } => {
            format!("--view {} ({nodes} nodes, {edges} edges)", view.name())
        }
        Smaller::Unit { unit, nodes, edges } => {
            format!("--unit \"{}\" ({nodes} nodes, {edges} edges)", graph.entity(unit).label)
        }
    });
    let told: Vec<_> = told.collect();
    if told.is_empty() {
        return "narrow it by --person, --body, --unit, --since and --until".to_owned();
    }
    format!("try {}", told.join(" or "))
}

/// Prints what readers would drop or change of a file.
fn check(path: &std::path::Path, output: &mut Output) -> Result<Outcome, CliError> {
    let check = exports::check_file(path)?;
    let mut rows = Rows::new(&["readers", "what they do", "line", "places", "what", "remedy"]);
    for finding in &check.findings {
        let readers: Vec<_> = finding.rule.readers().iter().map(ToString::to_string).collect();
        rows.push([
            readers.join(", "),
            finding.rule.effect().to_owned(),
            finding.line.to_string(),
            finding.places.to_string(),
            finding.what.clone(),
            finding.rule.remedy().to_owned(),
        ]);
    }
    if !check.findings.is_empty() {
        rows.print(RowFormat::Table, output)?;
    }
    let (nodes, edges, findings) = (check.nodes, check.edges, check.findings.len());
    super::output::tell(&format_args!(
        "{}: {nodes} nodes, {edges} edges, {findings} findings",
        path.display()
    ));
    Ok(if findings == 0 { Outcome::Done } else { Outcome::Rejected })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::DEFAULT_BASE;
    use crate::links::{Detail, Entity, Links, Predicate, Qualifier, Statement};

    /// So many people; the first two chair a meeting.
    fn people(count: u32) -> KnowledgeGraph {
        let entity = |path, detail| Entity {
            path,
            label: "A".to_owned(),
            names: Vec::new(),
            sort_key: String::new(),
            detail,
            quotes: Vec::new(),
            documents: 1,
            candidates: Vec::new(),
        };
        let meeting = Detail::Meeting {
            kind: crate::facts::MeetingKind::Conference,
            date: None,
            ordinal: None,
            convocation: None,
            place: None,
        };
        let person = |n| entity(format!("person/{n:06}"), Detail::Person);
        let meeting = entity("meeting/m".to_owned(), meeting);
        let chairs = |n| Statement {
            path: None,
            subject: EntityId(n),
            predicate: Predicate::Chairs,
            object: EntityId(count),
            qualifier: Qualifier::None,
            documents: Vec::new(),
            independent: 1,
            quotes: Vec::new(),
            confidence: 1.0,
        };
        let entities = (0..count).map(person).chain([meeting]).collect();
        let statements = vec![chairs(0), chairs(1)];
        KnowledgeGraph::new(Links { entities, statements, ..Links::default() }, DEFAULT_BASE)
    }

    #[test]
    fn too_much_for_a_picture_is_told_with_what_is_not() {
        let graph = people(PLACEABLE as u32);
        let filter = Filter::default();
        let place =
            |format, places| place(&mut Selection::new(&graph, &filter), &filter, format, places);
        let error = place(Format::Svg, Places::Auto).unwrap_err().to_string();
        assert_eq!(
            error,
            "20001 nodes are too many for a picture; try --view co-attendance (2 nodes, 1 edges) or \
             --view co-chairing (2 nodes, 1 edges)"
        );
        // Other forms are written without places.
        assert!(place(Format::GraphMl, Places::Auto).is_ok());
        assert!(place(Format::GraphMl, Places::Never).is_ok());
    }

    #[test]
    fn days_are_open_where_nothing_is_asked() {
        assert_eq!(days(None, None), None);
        let year = days(PartialDate::parse("2020"), PartialDate::parse("2020-02")).unwrap();
        assert_eq!(
            (year.from.to_string(), year.until.to_string()),
            ("2020-01-01".to_owned(), "2020-02-29".to_owned())
        );
        assert_eq!(days(None, PartialDate::parse("2020")).unwrap().from, Date::MIN);
    }
}
