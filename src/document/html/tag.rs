//! The elements that matter to a reader.

macro_rules! tags {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// An element by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Tag { $(#[doc = $name] $variant,)* /// Any other.
            Other }

        impl Tag {
            /// The element of a name in small letters.
            pub(super) fn of(name: &[u8]) -> Self {
                let Ok(name) = std::str::from_utf8(name) else { return Self::Other };
                match name {
                    $($name => Self::$variant,)*
                    name if name.starts_with("amp-") => Self::Embed,
                    _ => Self::Other,
                }
            }

            /// Its name; empty for the rest.
            pub(super) fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* Self::Other => "" }
            }
        }
    };
}

tags! {
    A = "a", AmpImg = "amp-img", Address = "address", Article = "article", Aside = "aside",
    Audio = "audio", B = "b", Blockquote = "blockquote", Body = "body", Br = "br",
    Button = "button", Caption = "caption", Center = "center", Dd = "dd", Div = "div", Dl = "dl",
    Dt = "dt", Em = "em", Embed = "embed", Fieldset = "fieldset", Figcaption = "figcaption",
    Figure = "figure", Footer = "footer", Form = "form", H1 = "h1", H2 = "h2", H3 = "h3",
    H4 = "h4", H5 = "h5", H6 = "h6", Head = "head", Header = "header", Hr = "hr", Html = "html",
    I = "i", Iframe = "iframe", Img = "img", Input = "input", Li = "li", Link = "link",
    Main = "main", Marquee = "marquee", Math = "math", Meta = "meta", Nav = "nav",
    Noframes = "noframes", Noscript = "noscript", Object = "object", Ol = "ol",
    Option = "option", P = "p", Picture = "picture", Pre = "pre", Script = "script",
    Section = "section", Select = "select", Source = "source", Span = "span",
    Strong = "strong", Style = "style", Svg = "svg", Table = "table", Tbody = "tbody", Td = "td",
    Template = "template", Textarea = "textarea", Tfoot = "tfoot", Th = "th", Thead = "thead",
    Time = "time", Title = "title", Tr = "tr", Ul = "ul", Video = "video", Wbr = "wbr",
}

impl Tag {
    /// Whether it has no content and no end.
    pub(super) fn is_void(self) -> bool {
        use Tag::{Br, Hr, Img, Input, Link, Meta, Source, Wbr};
        matches!(self, Br | Hr | Img | Input | Link | Meta | Source | Wbr)
    }

    /// Whether it stands in the tree not at all: its content belongs to what is around it.
    pub(super) fn is_transparent(self) -> bool {
        use Tag::{Body, Form, Head, Html, Tbody, Tfoot, Thead};
        matches!(self, Body | Form | Head | Html | Tbody | Tfoot | Thead)
    }

    /// Whether its content is no text of the page.
    pub(super) fn is_mute(self) -> bool {
        use Tag::{Iframe, Noframes, Noscript, Script, Style, Template, Textarea};
        matches!(self, Iframe | Noframes | Noscript | Script | Style | Template | Textarea)
    }

    /// Whether what it holds never belongs to an article.
    pub(super) fn is_foreign(self) -> bool {
        use Tag::{
            Aside, Audio, Button, Embed, Footer, Marquee, Math, Nav, Object, Option, Select, Svg,
            Video,
        };
        matches!(
            self,
            Aside
                | Audio
                | Button
                | Embed
                | Footer
                | Marquee
                | Math
                | Nav
                | Object
                | Option
                | Select
                | Svg
                | Video
        )
    }

    /// Whether text before and behind it is apart from that in it.
    pub(super) fn is_block(self) -> bool {
        use Tag::{
            Address, Article, Aside, Blockquote, Caption, Center, Dd, Div, Dl, Dt, Fieldset,
            Figcaption, Figure, Footer, Header, Hr, Li, Main, Nav, Ol, P, Pre, Section, Table, Td,
            Th, Title, Tr, Ul,
        };
        self.heading().is_some()
            || matches!(
                self,
                Address
                    | Article
                    | Aside
                    | Blockquote
                    | Caption
                    | Center
                    | Dd
                    | Div
                    | Dl
                    | Dt
                    | Fieldset
                    | Figcaption
                    | Figure
                    | Footer
                    | Header
                    | Hr
                    | Li
                    | Main
                    | Nav
                    | Ol
                    | P
                    | Pre
                    | Section
                    | Table
                    | Td
                    | Th
                    | Title
                    | Tr
                    | Ul
            )
    }

    /// Whether an end behind which it still stands open is not its parent's.
    pub(super) fn is_cell(self) -> bool {
        matches!(self, Self::Td | Self::Th | Self::Table)
    }

    /// Level of a heading, from 1.
    pub(super) fn heading(self) -> Option<u8> {
        use Tag::{H1, H2, H3, H4, H5, H6};
        [H1, H2, H3, H4, H5, H6].iter().position(|&tag| tag == self).map(|at| at as u8 + 1)
    }
}
