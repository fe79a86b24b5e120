//! Documents: what one page says, and what is known about it.

/// One page of text with what its source tells about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Name of the document, unique in a run: the `id` of a record, or a file's name without extension.
    pub id: String,
    /// Address of the page.
    pub url: Option<String>,
    /// Day of publication, ISO 8601, as precise as the source gives it (`2020-07-10`, `2023-12`).
    pub published: Option<String>,
    /// Headline, where the source gives it apart from the text.
    pub title: Option<String>,
    /// The raw text. Every offset of a fact counts its Unicode code points.
    pub text: String,
}
