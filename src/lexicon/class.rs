//! Classes of words, and sets of them.

use serde::{Deserialize, Serialize};

use super::Forms;
use crate::flat::wraps;

/// A class, as the position of its bit in a [`ClassSet`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClassId(u8);

impl ClassId {
    pub(super) fn new(index: usize) -> Option<Self> {
        (index < ClassSet::CAPACITY).then_some(Self(index as u8))
    }

    #[inline]
    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A set of classes.
///
/// In words of 32 bits, so that what holds one of every token needs no room beside it to be aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct ClassSet([u32; 8]);

impl ClassSet {
    /// How many classes there can be.
    pub const CAPACITY: usize = 256;

    /// The set of these classes that the grammars know by name.
    pub const fn of(classes: &[Class]) -> Self {
        let mut set = Self([0; 8]);
        let mut index = 0;
        while index < classes.len() {
            let bit = classes[index] as usize;
            set.0[bit / 32] |= 1 << (bit % 32);
            index += 1;
        }
        set
    }

    /// Adds a class.
    #[inline]
    pub fn insert(&mut self, class: ClassId) {
        self.0[class.index() / 32] |= 1 << (class.index() % 32);
    }

    /// Whether the set holds a class.
    #[inline]
    pub fn contains(self, class: ClassId) -> bool {
        self.0[class.index() / 32] >> (class.index() % 32) & 1 == 1
    }

    /// Whether the set holds a class that the grammars know by name.
    #[inline]
    pub fn has(self, class: Class) -> bool {
        self.contains(class.id())
    }

    /// Whether the two sets share a class.
    #[inline]
    pub fn any(self, other: Self) -> bool {
        // No branch, so that what is known when the program is built falls away.
        let (mine, theirs) = (self.wide(), other.wide());
        let common = |at: usize| mine[at] & theirs[at];
        common(0) | common(1) | common(2) | common(3) != 0
    }

    /// The classes of both.
    #[inline]
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let mut both = self;
        for (mine, theirs) in both.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
        both
    }

    /// Hands each of the classes in both to `each`, by position.
    #[inline]
    pub(crate) fn for_each_common(self, other: Self, mut each: impl FnMut(ClassId)) {
        for ((mine, theirs), first) in self.wide().into_iter().zip(other.wide()).zip((0u8..).step_by(64)) {
            let mut common = mine & theirs;
            while common != 0 {
                each(ClassId(first + common.trailing_zeros() as u8));
                common &= common - 1;
            }
        }
    }

    /// The same bits in words that are taken from memory two at a time.
    #[inline]
    fn wide(self) -> [u64; 4] {
        let wide = |at: usize| u64::from(self.0[at]) | u64::from(self.0[at + 1]) << 32;
        [wide(0), wide(2), wide(4), wide(6)]
    }

    /// How many classes of the set stand before one.
    #[inline]
    pub(crate) fn rank(self, class: ClassId) -> usize {
        let (word, bit) = (class.index() / 32, class.index() % 32);
        let before = self.0[..word].iter().map(|bits| bits.count_ones()).sum::<u32>();
        (before + (self.0[word] & !(u32::MAX << bit)).count_ones()) as usize
    }

    /// The classes in the set, by position.
    pub fn iter(self) -> impl Iterator<Item = ClassId> {
        self.0.into_iter().zip(0u8..).flat_map(|(bits, word)| {
            std::iter::successors(Some(bits), |bits| Some(bits & bits.wrapping_sub(1)))
                .take_while(|bits| *bits != 0)
                .map(move |bits| ClassId(word * 32 + bits.trailing_zeros() as u8))
        })
    }

    /// Whether the set holds nothing.
    #[inline]
    pub fn is_empty(self) -> bool {
        let [a, b, c, d] = self.wide();
        a | b | c | d == 0
    }
}

/// A set as it is written down: few numbers are quick to read.
type Written = [u64; 4];

impl From<Written> for ClassSet {
    fn from(written: Written) -> Self {
        Self(std::array::from_fn(|index| (written[index / 2] >> (index % 2 * 32)) as u32))
    }
}

impl From<ClassSet> for Written {
    fn from(set: ClassSet) -> Self {
        set.wide()
    }
}

wraps!(ClassSet([u32; 8]));

impl From<Class> for ClassSet {
    fn from(class: Class) -> Self {
        Self::of(&[class])
    }
}

macro_rules! classes {
    ($($(#[$about:meta])* $variant:ident = $name:literal,)*) => {
        /// The classes that the grammars know by name. Lexicon files may define any number more, for patterns.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Class { $($(#[$about])* $variant,)* }

        impl Class {
            /// All of them, in the order of their bits.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name in `rules/lexicon/*.toml` and in patterns.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The same as a position in a set.
            #[inline]
            pub const fn id(self) -> ClassId {
                ClassId(self as u8)
            }
        }
    };
}

// The learned models of cues know a class by its position: new ones go at the end.
classes! {
    // Words of grammar.
    /// "the", "a", "this", "every", "his": opens a noun phrase.
    Determiner = "determiner",
    /// "the", "a", "an".
    Article = "article",
    /// "a", "an", "one", "another".
    IndefiniteArticle = "indefinite-article",
    /// "some", "many", "most", "several", "two".
    Quantifier = "quantifier",
    /// "he", "they", "it", "I": can be the subject of a clause.
    SubjectPronoun = "subject-pronoun",
    /// "him", "them", "us", "me".
    ObjectPronoun = "object-pronoun",
    /// "he", "him", "his".
    Masculine = "masculine",
    /// "she", "her", "hers".
    Feminine = "feminine",
    /// "it", "its".
    NeuterPronoun = "neuter-pronoun",
    /// "they", "them", "their".
    PluralPronoun = "plural-pronoun",
    /// "I", "we", "my", "our".
    FirstPerson = "first-person",
    /// "his", "their", "its".
    Possessive = "possessive",
    /// "who", "which", "whom", "whose".
    Relative = "relative",
    /// "of", "in", "for".
    Preposition = "preposition",
    /// "according", "per": opens a phrase that names a source.
    According = "according",
    /// "view", "words": in the … of somebody.
    ViewNoun = "view-noun",
    /// "in"
    In = "in",
    /// "by"
    By = "by",
    /// "like"
    Like = "like",
    /// "of", "about", "for", "over": holds the theme of a noun or adjective.
    ThemePreposition = "theme-preposition",
    /// "as"
    As = "as",
    /// "of"
    Of = "of",
    /// "of", "for", "at", "with": hangs a phrase on a noun.
    NounPreposition = "noun-preposition",
    /// "to", which can stand before a verb.
    InfinitiveMarker = "infinitive-marker",
    /// "both"
    Both = "both",
    /// "and", "or", "but".
    Conjunction = "conjunction",
    /// "because", "when", "after", "if": opens a clause.
    Subordinator = "subordinator",
    /// "what", "how", "why", "whether": opens an indirect question.
    QuestionWord = "question-word",
    /// Forms of be, have, do, and the modals, with their negated forms.
    Auxiliary = "auxiliary",
    /// Forms of be.
    Be = "be",
    /// Forms of have.
    Have = "have",
    /// "will", "may", "could".
    Modal = "modal",
    /// "not", "never", "didn’t".
    Negation = "negation",
    /// Adverbs that stand between subject and verb, and words in -ly.
    Adverb = "adverb",
    /// Any verb.
    Verb = "verb",
    /// Any common noun.
    Noun = "noun",
    /// Any adjective.
    Adjective = "adjective",
    /// "one", "two", "dozens".
    NumberWord = "number-word",
    /// "January", "Monday", "yesterday", "week".
    Time = "time",
    /// "this", "late": opens a phrase of time.
    TimeOpener = "time-opener",
    /// "nearly", "about", "only": can open a noun phrase.
    Approximator = "approximator",

    // Names.
    /// "Mr", "Sen.", "President": stands before a name.
    Title = "title",
    /// "Mr", "king": says that a name is a man's.
    MaleTitle = "male-title",
    /// "Ms", "queen": says that a name is a woman's.
    FemaleTitle = "female-title",
    /// Given names of men.
    MaleName = "male-name",
    /// Given names of women.
    FemaleName = "female-name",
    /// Given names of both.
    EitherName = "either-name",
    /// "de", "van", "al", "bin": inside a name.
    NameParticle = "name-particle",
    /// "Jr.", "III": closes a name.
    NameSuffix = "name-suffix",
    /// Countries, capitals: "Washington", "Iran".
    Place = "place",
    /// "New", "San": opens the name of a place.
    PlaceOpener = "place-opener",
    /// "in", "near": stands before the name of a place.
    PlacePreposition = "place-preposition",
    /// "American", "Russian".
    Nationality = "nationality",
    /// News outlets and agencies of one word: "Reuters", "CNN".
    Outlet = "outlet",

    // Heads of noun phrases that can be sources.
    /// "source", "insider": nothing but a source.
    UnnamedHead = "unnamed-head",
    /// "official", "aide", "diplomat": a role that many hold.
    VeiledRole = "veiled-role",
    /// "governor", "spokesman", "director": a role that one person holds at a time in a body.
    Office = "office",
    /// "expert", "critic", "observer": a collective nobody could call.
    VagueHead = "vague-head",
    /// "people", "voters", "residents": a class of people.
    GroupHead = "group-head",
    /// Any other noun for a person: "neighbour", "nurse", "brother".
    PersonNoun = "person-noun",
    /// "ministry", "police", "company": an institution.
    OrgHead = "org-head",
    /// "report", "study", "poll", "data": a document.
    DocumentHead = "document-head",
    /// "media", "press", "outlets".
    MediaHead = "media-head",
    /// "some", "many", "others": stand alone for people.
    CrowdPronoun = "crowd-pronoun",

    /// "public", "crowd", "family": in the singular, people taken together.
    Collective = "collective",
    /// "senator", "lawyer", "mother": an office that so many hold that "a" one tells nothing of who it is.
    ManyHeld = "many-held",
    /// "percent", "two-thirds": a share of those who were asked in a poll.
    ShareNoun = "share-noun",
    /// "authorities", "police": a plural that stands for one institution.
    PluralBody = "plural-body",
    /// "any", "no", "every": opens a phrase that means nobody in particular.
    Distributive = "distributive",

    /// "number", "group", "one": stands before "of" and those who are meant.
    QuantityNoun = "quantity-noun",
    /// "group", "pair", "team": a few who act together.
    BandNoun = "band-noun",
    /// "spokesman", "lawyer": speaks for another.
    SpokesRole = "spokes-role",
    /// "Inc.", "Times", "Bank": with a capital, part of the name of an institution.
    OrgWord = "org-word",
    /// "shares", "executives": stands after the name of a company.
    CompanyNoun = "company-noun",
    /// "government", "industry": a body that is named by its kind only.
    GenericBody = "generic-body",
    /// "state", "district": a place rather than a body with the word in its name.
    PlaceBody = "place-body",
    /// "company", "airline": what a company is called once it has been named.
    CompanyHead = "company-head",
    /// "senior", "opposition": figures of this sort are people, not numbers.
    FigureRank = "figure-rank",

    /// "familiar", "briefed": says how a source knows.
    BasisWord = "basis-word",
    /// "close": says whom a source is near to.
    ClosenessWord = "closeness-word",
    /// "anonymity", "named", "identified": speaks of naming the source.
    AnonymityWord = "anonymity-word",
    /// "because", "fearing": gives a ground.
    ReasonWord = "reason-word",
    /// "authorised", "permitted", "allowed": to speak, or not.
    PermissionWord = "permission-word",

    // Cues.
    /// Verbs of saying and writing: what they tie is told by somebody.
    CueSpeech = "cue-speech",
    /// Verbs of thinking, feeling, wanting: nobody need have told.
    CueMental = "cue-mental",
    /// Verbs of judging and supporting: "criticise", "endorse".
    CueStance = "cue-stance",
    /// A cue wherever it has a subject, whatever follows.
    FrameAny = "frame-any",
    /// Takes a quotation: "… ," she *quipped*.
    FrameQuote = "frame-quote",
    /// Takes a that-clause, or a clause with no "that".
    FrameClause = "frame-clause",
    /// Takes an indirect question: *asked* whether, *explained* how.
    FrameQuestion = "frame-question",
    /// Takes to and a verb: *vowed* to.
    FrameInfinitive = "frame-infinitive",
    /// Takes somebody and to: *urged* them to.
    FrameOrder = "frame-order",
    /// Takes the person told, then a clause: *told* reporters that.
    FrameTold = "frame-told",
    /// Takes an object that is the content: *criticised* the plan, *predicted* a rise.
    FrameObject = "frame-object",
    /// Takes an object and as: *described* it as.
    FrameAs = "frame-as",
    /// Takes a phrase with a preposition: *called* for, *spoke* of.
    FrameAbout = "frame-about",
    /// "seem", "appear": no source at all.
    Raising = "raising",
    /// Participles that stand in a passive without agent: is *said* to, it is *believed*.
    AgentlessParticiple = "agentless-participle",
    /// "claim", "statement", "warning": a noun that ties a source to a content.
    CueNoun = "cue-noun",
    /// Never a cue, whatever the learned model thinks. For the house to strike one.
    NoCue = "no-cue",
    /// A word that the house has put into a class of cues: a cue where the grammar reads one, whatever the model thinks.
    HouseCue = "house-cue",
    /// "want", "aim", "see": tells what somebody is after.
    MotiveVerb = "motive-verb",
    /// "fear", "stance": a cue noun for a state of mind, which nobody need have told.
    MentalNoun = "mental-noun",
    /// "indication", "sign", "speculation": evidence that nobody gives.
    EvidenceNoun = "evidence-noun",
    /// "confident", "worried": an adjective that ties a holder to a content.
    CueAdjective = "cue-adjective",
    /// "reportedly", "allegedly", "apparently".
    HearsayAdverb = "hearsay-adverb",

    /// "agree", "decline": with no clause and no quotation, a deed that others can witness.
    Deed = "deed",

    // What goes on with the sentence before.
    /// "it", "this", "the": opens a subject that was just spoken of.
    Anaphor = "anaphor",
    /// "would", "had": what was said, told one step back in time.
    Backshifted = "backshifted",
    /// "also", "moreover": adds to what was said.
    Additive = "additive",

    /// "analysis", "opinion", "video": before a colon, says what kind of piece follows.
    SectionLabel = "section-label",
    /// "what", "whom", "which": opens a clause that lacks its object or subject.
    ObjectQuestion = "object-question",
    /// "street", "square", "park": ends the name of a place.
    StreetWord = "street-word",
}

/// What an unknown word in lower case is by its ending; the first that fits. It gets an entry of its own.
pub(super) const ENDINGS: &[(&str, Class, Forms)] = &[
    ("ly", Class::Adverb, Forms::NONE),
    ("ing", Class::Verb, Forms::GERUND),
    ("ed", Class::Verb, Forms::PAST.with(Forms::PARTICIPLE)),
    ("tion", Class::Noun, Forms::SINGULAR),
    ("ment", Class::Noun, Forms::SINGULAR),
    ("ness", Class::Noun, Forms::SINGULAR),
    ("ity", Class::Noun, Forms::SINGULAR),
    ("ism", Class::Noun, Forms::SINGULAR),
    ("ists", Class::PersonNoun, Forms::PLURAL),
    ("ist", Class::PersonNoun, Forms::SINGULAR),
    ("ians", Class::PersonNoun, Forms::PLURAL),
    ("ers", Class::PersonNoun, Forms::PLURAL),
    ("ors", Class::PersonNoun, Forms::PLURAL),
    ("ees", Class::PersonNoun, Forms::PLURAL),
    ("ites", Class::PersonNoun, Forms::PLURAL),
    ("goer", Class::PersonNoun, Forms::SINGULAR),
    ("worker", Class::PersonNoun, Forms::SINGULAR),
    ("crats", Class::PersonNoun, Forms::PLURAL),
    ("smen", Class::PersonNoun, Forms::PLURAL),
    ("women", Class::PersonNoun, Forms::PLURAL),
    ("sman", Class::PersonNoun, Forms::SINGULAR),
    ("woman", Class::PersonNoun, Forms::SINGULAR),
    ("ous", Class::Adjective, Forms::NONE),
    ("ful", Class::Adjective, Forms::NONE),
    ("ive", Class::Adjective, Forms::NONE),
    ("al", Class::Adjective, Forms::NONE),
    ("ic", Class::Adjective, Forms::NONE),
    ("ss", Class::Noun, Forms::SINGULAR),
    ("us", Class::Noun, Forms::SINGULAR),
    ("s", Class::Noun, Forms::PLURAL),
];

/// For each byte, the endings that it is the last of: bit N for the Nth.
const BY_LAST: [u64; 256] = {
    assert!(ENDINGS.len() <= 64);
    let mut by_last = [0; 256];
    let mut index = 0;
    while index < ENDINGS.len() {
        let ending = ENDINGS[index].0.as_bytes();
        by_last[ending[ending.len() - 1] as usize] |= 1 << index;
        index += 1;
    }
    by_last
};

/// The first of the endings that an unknown word has: an index into them.
pub(super) fn ending(word: &[u8]) -> Option<usize> {
    let mut left = BY_LAST[usize::from(*word.last()?)];
    while left != 0 {
        let index = left.trailing_zeros() as usize;
        let (ending, ..) = ENDINGS[index];
        if word.len() > ending.len() + 2 && word.ends_with(ending.as_bytes()) {
            return Some(index);
        }
        left &= left - 1;
    }
    None
}
