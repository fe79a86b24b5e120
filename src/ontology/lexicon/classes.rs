//! Classes of words, and their names in the tables.

macro_rules! classes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every class with its name in the tables.
            pub const ALL: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),*];
        }

        impl super::cells::FromCell for $name {
            const COLUMN: &'static str = stringify!($name);
            fn known() -> &'static [(&'static str, Self)] { Self::ALL }
        }
    };
}

classes! {
    /// How many people a form of address announces.
    Number {
        /// One person.
        One = "one",
        /// Several, as a list.
        Many = "many",
        /// A rank or degree before a name.
        Title = "title",
    }
}
classes! {
    /// How surely a word is a family name.
    Strength {
        /// Hardly anything else.
        Strong = "strong",
        /// Also a common word.
        Weak = "weak",
    }
}
classes! {
    /// What a verb says.
    Class {
        /// Presides.
        Chair = "chair",
        /// Speaks.
        Speak = "speak",
        /// Says something, at a meeting or anywhere.
        Say = "say",
        /// Is present.
        Attend = "attend",
        /// Works with another body.
        Work = "work",
        /// Visits, inspects, receives.
        Visit = "visit",
        /// Hands over decisions.
        Confer = "confer",
        /// Sits as an assembly: debates, votes, asks.
        Deliberate = "deliberate",
        /// Is held, holds.
        Hold = "hold",
        /// Elects.
        Elect = "elect",
        /// Appoints.
        Appoint = "appoint",
        /// Ends an office.
        End = "end",
        /// Takes an office.
        HoldOffice = "hold-office",
        /// Held before.
        Former = "former",
        /// Tells of earlier offices.
        Past = "past",
        /// Tells of the offices held now.
        Present = "present",
        /// Names whom somebody succeeds.
        Replace = "replace",
        /// Links an office to its person.
        Toward = "toward",
        /// Opens a list.
        List = "list",
        /// Does something else at an event.
        Act = "act",
    }
}
classes! {
    /// How a clause is to be taken.
    Cue {
        /// Denied.
        Negation = "negation",
        /// Still to come.
        Plan = "plan",
        /// Mentioned, not reported.
        Cite = "cite",
        /// Somebody's report.
        Report = "report",
        /// Proposed.
        Propose = "propose",
        /// Still to come, and nothing else: `will`.
        Future = "future",
        /// Where something is.
        At = "at",
        /// Ties what follows to what was told.
        Link = "link",
        /// Looks back or aside.
        Aside = "aside",
        /// A party of people on the way.
        Party = "party",
        /// People sent to an event.
        Delegates = "delegates",
        /// Only looks like a verb or an event.
        Idiom = "idiom",
    }
}
classes! {
    /// Words between the parts of a citation.
    Cite {
        /// The number of a document follows.
        Number = "number",
        /// Who issued it follows.
        Of = "of",
        /// A plenum of the Central Committee.
        Plenum = "plenum",
        /// Its meeting.
        Session = "session",
        /// The year of a law.
        Year = "year",
        /// The convocation of the Central Committee.
        Convocation = "convocation",
    }
}
classes! {
    /// What words do beside figures.
    Counting {
        /// A unit of measure.
        Unit = "unit",
        /// Money of the country.
        Currency = "currency",
        /// A power of ten before a unit.
        Scale = "scale",
        /// What a share is a share of.
        Base = "base",
        /// A noun whose number says something.
        Count = "count",
        /// A noun for how often, whoever was present.
        Turn = "turn",
        /// People present, whose number says little.
        Guest = "guest",
        /// A stretch of time.
        Time = "time",
        /// How many times as much.
        Times = "times",
        /// Speaks of a vote.
        Vote = "vote",
        /// A noun whose number says nothing.
        None = "none",
        /// A noun that a number behind it names.
        Label = "label",
        /// A word that only ends like the one for a number.
        Total = "total",
        /// Words that stay together in a name.
        Term = "term",
        /// About how many.
        About = "about",
        /// Links a name to its figure.
        Link = "link",
        /// Says that a figure rose or fell.
        Change = "change",
        /// What a figure is held against.
        Compare = "compare",
    }
}
classes! {
    /// Words of time.
    Time {
        /// Morning, afternoon, day.
        Daypart = "daypart",
        /// The day of publication.
        Today = "today",
        /// The day before.
        Yesterday = "yesterday",
        /// Month.
        Month = "month",
        /// Year.
        Year = "year",
        /// Term of office.
        Term = "term",
        /// Convocation.
        Convocation = "convocation",
        /// Ordinal number follows.
        Ordinal = "ordinal",
        /// First.
        First = "first",
        /// From a day.
        From = "from",
        /// Until a day.
        Until = "until",
        /// Until now.
        Present = "present",
        /// Date of birth follows.
        Birth = "birth",
        /// The day named last.
        SameDay = "same-day",
        /// Day of the week.
        Weekday = "weekday",
        /// Says when a page was put up.
        Stamp = "stamp",
        /// Occasion or thing that a date names.
        Occasion = "occasion",
        /// Which part of a year.
        Part = "part",
        /// A quarter of the year follows.
        Quarter = "quarter",
        /// Joins the days of a list.
        And = "and",
        /// From the beginning until now.
        Throughout = "throughout",
    }
}
classes! {
    /// Page chrome.
    Debris {
        /// Everything behind it belongs to other articles.
        Tail = "tail",
        /// The line is chrome.
        Line = "line",
        /// A credit or by-line follows.
        Photo = "photo",
    }
}
classes! {
    /// Words about names.
    NameWord {
        /// A figure of history.
        Historical = "historical",
        /// A street, prize or school is named after the person.
        Street = "street",
        /// Opens the credit of a photo.
        Photo = "photo",
        /// A news agency in a credit.
        Agency = "agency",
        /// Joins the members of a list.
        And = "and",
        /// Joins a body to the one it is part of.
        Of = "of",
        /// For whom somebody acts follows.
        Behalf = "behalf",
        /// Joins the words of a name.
        Joint = "joint",
        /// With whom a body does something follows.
        Jointly = "jointly",
        /// Has left office.
        Retired = "retired",
        /// Leaves office for good.
        Retires = "retires",
        /// Behind a unit: is no more.
        Gone = "gone",
        /// Stands between an act and the office without changing it.
        Bridge = "bridge",
        /// Makes somebody a member.
        Join = "join",
        /// Ties a sentence to the decision told before it.
        Accordingly = "accordingly",
        /// Says that somebody goes on in an office.
        Continued = "continued",
        /// What came before something.
        Before = "before",
        /// Counts how old somebody is.
        Age = "age",
        /// Adds an office to another.
        Besides = "besides",
        /// Elects somebody named behind it.
        Votes = "votes",
        /// Tells when something else was.
        When = "when",
        /// Tells that somebody has died.
        Dies = "dies",
        /// Where somebody comes from, or lives, follows.
        Origin = "origin",
        /// Says that somebody takes an office.
        TakeOffice = "take-office",
        /// Means the office named last.
        SameOffice = "same-office",
        /// Puts a name under a decision.
        Signs = "signs",
        /// Says what for.
        Purpose = "purpose",
        /// Says for whom.
        For = "for",
        /// Makes a subject the one who gets.
        Passive = "passive",
        /// Belongs to the name of an event.
        EventWord = "event-word",
        /// A country or a region.
        Country = "country",
        /// A country that has ministries of its own.
        Foreign = "foreign",
        /// Never goes on with a name.
        Never = "never",
        /// Stands between family and given name.
        Middle = "middle",
        /// Below the commune.
        Hamlet = "hamlet",
        /// May stand in small letters at the head of a school's name.
        SchoolWord = "school-word",
        /// Means the body named last.
        Itself = "itself",
        /// The people and authorities of a unit, beside a body of it.
        Populace = "populace",
        /// A word of several syllables that only its first writes with a capital.
        Compound = "compound",
        /// Announces several.
        Plural = "plural",
        /// The centre, as against the provinces.
        Centre = "centre",
    }
}
classes! {
    /// Words without meaning of their own.
    Stop {
        /// Ends a name.
        Stop = "stop",
        /// May stand between a subject and its verb.
        Light = "light",
        /// A verb that no name of a body goes on with.
        Verb = "verb",
    }
}
