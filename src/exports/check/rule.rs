//! What readers drop or change, and how to avoid it.

use std::fmt;

/// A program that reads exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    /// Gephi.
    Gephi,
    /// networkx.
    Networkx,
    /// igraph.
    Igraph,
    /// Cytoscape.
    Cytoscape,
    /// yEd.
    Yed,
}

impl fmt::Display for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gephi => "Gephi",
            Self::Networkx => "networkx",
            Self::Igraph => "igraph",
            Self::Cytoscape => "Cytoscape",
            Self::Yed => "yEd",
        })
    }
}

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $rule:ident: [$($reader:ident),+] $effect:literal, $remedy:literal;)+) => {
        /// What a file must not hold for a reader to take it as it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rule {
            $($(#[doc = $doc])+ $rule,)+
        }

        impl Rule {
            /// The readers that drop or change it.
            pub fn readers(self) -> &'static [Reader] {
                match self {
                    $(Self::$rule => &[$(Reader::$reader),+],)+
                }
            }

            /// What they do.
            pub fn effect(self) -> &'static str {
                match self {
                    $(Self::$rule => $effect,)+
                }
            }

            /// How to avoid it.
            pub fn remedy(self) -> &'static str {
                match self {
                    $(Self::$rule => $remedy,)+
                }
            }
        }
    };
}

rules! {
    /// A mark before the declaration.
    Mark: [Igraph] "may refuse the byte order mark", "write UTF-8 without it";
    /// Elements with a prefix.
    Prefix: [Cytoscape, Gephi] "do not know elements with a prefix", "make the namespace the default";
    /// A namespace that is missing or another.
    Namespace: [Networkx, Igraph] "find no graph without the namespace", "declare it as the default";
    /// GEXF of another version.
    Version: [Gephi] "guesses what older versions mean", "write version 1.3";
    /// Days without a zone.
    Zone: [Gephi] "takes days in the zone of the machine", "give the graph a timezone";
    /// A type that is none of the six.
    AttributeType: [Networkx, Igraph] "refuse the file for a type they do not know", "use boolean, int, long, float, double, string";
    /// A name with spaces or signs.
    AttributeName: [Yed] "may refuse a name that is no name token", "use letters, digits, _ . - :";
    /// A key of nodes and of edges.
    KeyTwice: [Cytoscape] "keeps one type for both", "give each key its own id";
    /// Two keys that differ by case alone.
    KeyCase: [Gephi] "lower-cases ids and joins the two", "make them differ beyond case";
    /// Two keys of one name.
    NameTwice: [Igraph] "refuses two columns of one name", "rename one";
    /// A column that is called `id`.
    NameId: [Igraph] "drops the ids of nodes for it", "rename it";
    /// A name that Gephi has for itself.
    NameOwn: [Gephi] "takes the column for its own", "rename it";
    /// A key for all.
    ForAll: [Igraph] "ignores the column", "declare it for node and for edge";
    /// A key with a default.
    Default: [Cytoscape] "ignores defaults", "write the value at each element";
    /// A description.
    Desc: [Gephi] "takes it for the label", "write a comment";
    /// A graph within a node, a port or a hyperedge.
    Nested: [Gephi, Networkx, Igraph, Cytoscape] "flatten or refuse nested graphs, ports and hyperedges", "write nodes and edges alone";
    /// An id that is no name token.
    Token: [Igraph, Cytoscape, Gephi] "change or warn of ids with spaces or signs", "use letters, digits, _ . - : and keep the address as data";
    /// Two nodes of one id.
    NodeTwice: [Gephi, Networkx, Igraph, Cytoscape, Yed] "join the two or refuse the file", "make ids unique";
    /// An end that is no node.
    End: [Gephi, Igraph, Cytoscape] "drop the edge or refuse the file", "write both nodes";
    /// An edge before its node.
    EdgeFirst: [Cytoscape] "does not find the end of an edge that stands before it", "write all nodes first";
    /// Several edges of one kind between the same nodes.
    Parallel: [Gephi] "makes one edge of them and sums their weights", "write one edge a kind, and its kind as Gephi reads it: --flavour gephi";
    /// Directed and undirected edges in one file.
    Mixed: [Networkx, Igraph, Cytoscape] "refuse the file or ignore the direction", "write two files";
    /// A weight that is not above 0.
    Weight: [Gephi] "deletes edges of weight 0 and warns of less", "write weights above 0";
    /// A size that is not above 0.
    Size: [Gephi] "does not show the node", "write sizes above 0";
    /// `INF` within a text.
    Inf: [Gephi] "reads INF in any text as Infinity", "--flavour gephi parts it by an invisible mark";
    /// An attribute of an edge that is in no column.
    EdgeKind: [Networkx, Igraph] "drop the kind of an edge that stands in no column", "write it as data too";
    /// A whole number that no `double` holds.
    Long: [Igraph] "makes numbers beyond 2^53 inexact", "write them as text";
    /// A value that is none of its type.
    Value: [Gephi, Networkx, Igraph, Cytoscape] "drop the value or refuse the file", "write a value of the type";
    /// A value of no declared column.
    Undeclared: [Gephi, Networkx, Igraph, Cytoscape] "drop the value or refuse the file", "declare its key";
    /// A node without a name.
    Label: [Gephi, Yed] "shows the id, or nothing", "give every node a label";
    /// A day that is none.
    Day: [Gephi] "refuses days that are not whole", "write YYYY-MM-DD";
    /// Two spells with a day in common.
    Overlap: [Gephi] "drops spells that overlap", "join them";
    /// An edge on days when its node is not there.
    Outside: [Gephi] "hides the edge on those days", "widen the spells of the node";
}
