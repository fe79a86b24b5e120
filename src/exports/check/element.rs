//! Elements of an XML file, with their attributes and text, one after another.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements in the order of their starts; ends are told too.
pub(super) struct Elements<'t> {
    reader: Reader<&'t [u8]>,
    /// What a start without an end, `<a/>`, still has to tell.
    ended: Option<String>,
}

/// The start of an element, or its end with the text in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: BTreeMap<String, String>,
    /// Offset in the file.
    pub(super) at: usize,
    /// The text before its end; `None` of a start.
    pub(super) text: Option<String>,
}

impl Element {
    /// An attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// An attribute, empty where it is missing.
    pub(super) fn text_of(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }
}

impl<'t> Elements<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let text = text.trim_start_matches('\u{FEFF}');
        Self { reader: Reader::from_reader(text.as_bytes()), ended: None }
    }

    /// Offset of what comes next.
    pub(super) fn position(&self) -> usize {
        self.reader.buffer_position() as usize
    }

    /// The next start or end; `None` at the end of the file.
    pub(super) fn next(&mut self) -> Result<Option<Element>, quick_xml::Error> {
        if let Some(name) = self.ended.take() {
            return Ok(Some(self.end(name, String::new())));
        }
        let mut text = String::new();
        loop {
            let at = self.position();
            match self.reader.read_event()? {
                Event::Start(start) => {
                    let element = started(&start, at)?;
                    return Ok(Some(element));
                }
                Event::Empty(start) => {
                    let element = started(&start, at)?;
                    self.ended = Some(element.name.clone());
                    return Ok(Some(element));
                }
                Event::Text(words) => text.push_str(&words.unescape()?),
                Event::CData(words) => text.push_str(&String::from_utf8_lossy(&words)),
                Event::End(end) => {
                    let name = String::from_utf8_lossy(end.name().as_ref()).into_owned();
                    return Ok(Some(self.end(name, text)));
                }
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    fn end(&mut self, name: String, text: String) -> Element {
        let at = self.position();
        Element { name, at, text: Some(text), ..Element::default() }
    }
}

fn started(start: &BytesStart<'_>, at: usize) -> Result<Element, quick_xml::Error> {
    let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
    let mut attributes = BTreeMap::new();
    for attribute in start.attributes() {
        let attribute = attribute?;
        let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        attributes.insert(key, attribute.unescape_value()?.into_owned());
    }
    Ok(Element { name, attributes, at, text: None })
}
