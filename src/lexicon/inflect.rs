//! English inflection: from the listed form of a word to all its forms.

use std::ops::{BitOr, BitOrAssign};

use serde::{Deserialize, Serialize};

use super::Inflection;
use crate::flat::wraps;

/// Which inflected forms a word can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Forms(u8);

impl Forms {
    /// No form in particular.
    pub const NONE: Self = Self(0);
    /// "say"
    pub const BASE: Self = Self(1);
    /// "says"
    pub const THIRD: Self = Self(2);
    /// "said", "wrote"
    pub const PAST: Self = Self(4);
    /// "said", "written"
    pub const PARTICIPLE: Self = Self(8);
    /// "saying"
    pub const GERUND: Self = Self(16);
    /// "source"
    pub const SINGULAR: Self = Self(32);
    /// "sources"
    pub const PLURAL: Self = Self(64);
    /// Any form that can be the verb of a clause by itself.
    pub const FINITE: Self = Self(1 | 2 | 4);

    /// Whether the two share a form.
    #[inline]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// One bit a form.
    #[inline]
    pub(crate) const fn bits(self) -> u8 {
        self.0
    }

    /// The forms of both.
    #[inline]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

wraps!(Forms(u8));

impl BitOr for Forms {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

impl BitOrAssign for Forms {
    fn bitor_assign(&mut self, other: Self) {
        *self = self.with(other);
    }
}

/// Verbs whose past or participle is not made with -ed: base, past, participle.
/// A listed verb with a prefix ("foretell", "overstate") follows the longest base that ends it.
const IRREGULAR_VERBS: &[(&str, &str, &str)] = &[
    ("be", "was", "been"),
    ("bear", "bore", "borne"),
    ("beat", "beat", "beaten"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("bid", "bid", "bid"),
    ("bite", "bit", "bitten"),
    ("blow", "blew", "blown"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("build", "built", "built"),
    ("burn", "burned", "burned"),
    ("buy", "bought", "bought"),
    ("cast", "cast", "cast"),
    ("catch", "caught", "caught"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("cost", "cost", "cost"),
    ("cut", "cut", "cut"),
    ("deal", "dealt", "dealt"),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("drive", "drove", "driven"),
    ("eat", "ate", "eaten"),
    ("fall", "fell", "fallen"),
    ("feed", "fed", "fed"),
    ("feel", "felt", "felt"),
    ("fight", "fought", "fought"),
    ("find", "found", "found"),
    ("fling", "flung", "flung"),
    ("flee", "fled", "fled"),
    ("fly", "flew", "flown"),
    ("forbid", "forbade", "forbidden"),
    ("forget", "forgot", "forgotten"),
    ("forgive", "forgave", "forgiven"),
    ("foresee", "foresaw", "foreseen"),
    ("get", "got", "gotten"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grow", "grew", "grown"),
    ("have", "had", "had"),
    ("hear", "heard", "heard"),
    ("hide", "hid", "hidden"),
    ("hit", "hit", "hit"),
    ("hold", "held", "held"),
    ("hurt", "hurt", "hurt"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("lay", "laid", "laid"),
    ("lead", "led", "led"),
    ("leave", "left", "left"),
    ("lend", "lent", "lent"),
    ("let", "let", "let"),
    ("lie", "lied", "lied"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("mean", "meant", "meant"),
    ("meet", "met", "met"),
    ("mislead", "misled", "misled"),
    ("pay", "paid", "paid"),
    ("plead", "pleaded", "pleaded"),
    ("put", "put", "put"),
    ("quit", "quit", "quit"),
    ("read", "read", "read"),
    ("ride", "rode", "ridden"),
    ("ring", "rang", "rung"),
    ("rise", "rose", "risen"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("seek", "sought", "sought"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("shake", "shook", "shaken"),
    ("shoot", "shot", "shot"),
    ("show", "showed", "shown"),
    ("shrink", "shrank", "shrunk"),
    ("shut", "shut", "shut"),
    ("sing", "sang", "sung"),
    ("sink", "sank", "sunk"),
    ("sit", "sat", "sat"),
    ("sleep", "slept", "slept"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("split", "split", "split"),
    ("spread", "spread", "spread"),
    ("stand", "stood", "stood"),
    ("steal", "stole", "stolen"),
    ("stick", "stuck", "stuck"),
    ("strike", "struck", "struck"),
    ("swear", "swore", "sworn"),
    ("sweep", "swept", "swept"),
    ("take", "took", "taken"),
    ("teach", "taught", "taught"),
    ("tear", "tore", "torn"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("throw", "threw", "thrown"),
    ("wake", "woke", "woken"),
    ("wear", "wore", "worn"),
    ("win", "won", "won"),
    ("withdraw", "withdrew", "withdrawn"),
    ("write", "wrote", "written"),
];

/// Verbs of several syllables that double their last letter all the same, being stressed on the last.
const DOUBLING: &[&str] = &[
    "admit", "commit", "submit", "permit", "omit", "rebut", "refer", "prefer", "infer", "concur", "demur",
    "deter", "occur", "incur", "confer", "defer", "transfer", "recur", "regret", "rebel", "compel", "expel",
    "propel", "dispel", "repel", "equip", "abet", "allot", "acquit", "remit", "transmit", "quip", "quit",
    "blog", "patrol", "control", "refuel",
];

/// Nouns whose plural is not made with -s.
const IRREGULAR_NOUNS: &[(&str, &str)] = &[
    ("man", "men"),
    ("woman", "women"),
    ("person", "people"),
    ("child", "children"),
    ("wife", "wives"),
    ("life", "lives"),
    ("half", "halves"),
    ("thief", "thieves"),
    ("crisis", "crises"),
    ("analysis", "analyses"),
    ("hypothesis", "hypotheses"),
    ("basis", "bases"),
    ("police", "police"),
    ("staff", "staff"),
    ("personnel", "personnel"),
    ("series", "series"),
    ("data", "data"),
    ("criterion", "criteria"),
    ("phenomenon", "phenomena"),
];

/// Every form of a listed word, each with what it can be.
pub(super) fn all_forms(word: &str, inflection: Inflection) -> Vec<(String, Forms)> {
    match inflection {
        Inflection::None => vec![(word.to_owned(), Forms::default())],
        Inflection::Noun => vec![(word.to_owned(), Forms::SINGULAR), (plural(word), Forms::PLURAL)],
        Inflection::Verb => verb_forms(word),
    }
}

/// Every form of a verb, each with what it can be.
pub(crate) fn verb_forms(base: &str) -> Vec<(String, Forms)> {
    if base == "be" {
        return [
            ("be", Forms::BASE),
            ("am", Forms::THIRD),
            ("is", Forms::THIRD),
            ("are", Forms::BASE),
            ("was", Forms::PAST),
            ("were", Forms::PAST),
            ("been", Forms::PARTICIPLE),
            ("being", Forms::GERUND),
        ]
        .map(|(form, forms)| (form.to_owned(), forms))
        .into();
    }
    let (past, participle) = past_forms(base);
    let british = doubling_l(base).then(|| {
        [(format!("{base}led"), Forms::PAST | Forms::PARTICIPLE), (format!("{base}ling"), Forms::GERUND)]
    });
    let mut forms = vec![
        (base.to_owned(), Forms::BASE),
        (if base == "have" { "has".to_owned() } else { add_s(base) }, Forms::THIRD),
        (past, Forms::PAST),
        (participle, Forms::PARTICIPLE),
        (gerund(base), Forms::GERUND),
    ];
    forms.extend(british.into_iter().flatten());
    forms
}

/// Whether British English doubles the l of a verb that American English leaves alone: signal, label, counsel.
fn doubling_l(base: &str) -> bool {
    let vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut ending = base.chars().rev();
    let short = ending.next() == Some('l')
        && ending.next().is_some_and(vowel)
        && ending.next().is_some_and(|letter| !vowel(letter));
    short && ending.any(vowel) && !doubled(base).ends_with("ll")
}

fn past_forms(base: &str) -> (String, String) {
    let irregular = IRREGULAR_VERBS
        .iter()
        .filter(|(stem, ..)| base == *stem || (stem.len() > 3 && has_prefix(base, stem)))
        .max_by_key(|(stem, ..)| stem.len());
    if let Some((stem, past, participle)) = irregular {
        let prefix = &base[..base.len() - stem.len()];
        return (format!("{prefix}{past}"), format!("{prefix}{participle}"));
    }
    let past = if base.ends_with('e') {
        format!("{base}d")
    } else if let Some(stem) = consonant_y(base) {
        format!("{stem}ied")
    } else {
        format!("{}ed", doubled(base))
    };
    (past.clone(), past)
}

/// Whether `base` is `stem` with one of the prefixes that leave a verb's inflection alone.
fn has_prefix(base: &str, stem: &str) -> bool {
    base.strip_suffix(stem).is_some_and(|prefix| {
        matches!(
            prefix,
            "re" | "un" | "over" | "under" | "fore" | "mis" | "out" | "with" | "re-" | "over-" | "co-"
        )
    })
}

fn gerund(base: &str) -> String {
    match base {
        "lie" | "die" | "tie" => format!("{}ying", &base[..base.len() - 2]),
        _ if base.ends_with('e') && !base.ends_with("ee") && !base.ends_with("oe") && !base.ends_with("ye") => {
            format!("{}ing", &base[..base.len() - 1])
        }
        _ => format!("{}ing", doubled(base)),
    }
}

/// What several of a noun are called.
pub(crate) fn plural(noun: &str) -> String {
    let irregular = IRREGULAR_NOUNS.iter().find(|(singular, _)| {
        noun == *singular
            || (noun.len() > singular.len() + 2
                && noun.ends_with(singular)
                && matches!(*singular, "man" | "woman" | "person"))
    });
    match irregular {
        Some((singular, plural)) => format!("{}{plural}", &noun[..noun.len() - singular.len()]),
        None => add_s(noun),
    }
}

fn add_s(word: &str) -> String {
    if let Some(stem) = consonant_y(word) {
        format!("{stem}ies")
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end))
        || matches!(word, "go" | "do" | "echo" | "veto")
    {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

/// The word without its y, where the y follows a consonant.
fn consonant_y(word: &str) -> Option<&str> {
    let stem = word.strip_suffix('y')?;
    (!stem.ends_with(['a', 'e', 'i', 'o', 'u'])).then_some(stem)
}

/// The stem as it stands before -ed and -ing: "plan" → "plann", "admit" → "admitt", "claim" → "claim".
fn doubled(base: &str) -> String {
    let letters: Vec<char> = base.chars().collect();
    let vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u');
    let closes_short = match letters.as_slice() {
        [.., before, middle, last] => {
            (!vowel(*before) || letters.len() > 3 && *before == 'u' && letters[letters.len() - 4] == 'q')
                && vowel(*middle)
                && !vowel(*last)
                && !matches!(last, 'w' | 'x' | 'y' | 'h')
        }
        _ => false,
    };
    let one_syllable = letters.iter().filter(|letter| vowel(**letter)).count() == 1;
    match letters.last() {
        Some(last) if closes_short && one_syllable || DOUBLING.contains(&base) => format!("{base}{last}"),
        _ => base.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verb(base: &str) -> String {
        verb_forms(base).into_iter().map(|(form, _)| form).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn verbs() {
        assert_eq!(verb("say"), "say says said said saying");
        assert_eq!(verb("deny"), "deny denies denied denied denying");
        assert_eq!(verb("signal"), "signal signals signaled signaled signaling signalled signalling");
        assert_eq!(verb("reveal"), "reveal reveals revealed revealed revealing");
        assert_eq!(verb("admit"), "admit admits admitted admitted admitting");
        assert_eq!(verb("claim"), "claim claims claimed claimed claiming");
        assert_eq!(verb("plan"), "plan plans planned planned planning");
        assert_eq!(verb("offer"), "offer offers offered offered offering");
        assert_eq!(verb("write"), "write writes wrote written writing");
        assert_eq!(verb("understand"), "understand understands understood understood understanding");
        assert_eq!(verb("stress"), "stress stresses stressed stressed stressing");
        assert_eq!(verb("agree"), "agree agrees agreed agreed agreeing");
        assert_eq!(verb("quip"), "quip quips quipped quipped quipping");
        assert_eq!(verb("tweet"), "tweet tweets tweeted tweeted tweeting");
        assert_eq!(verb("lie"), "lie lies lied lied lying");
        assert_eq!(verb("show"), "show shows showed shown showing");
    }

    #[test]
    fn nouns() {
        for (singular, expected) in [
            ("source", "sources"),
            ("spokeswoman", "spokeswomen"),
            ("person", "people"),
            ("ministry", "ministries"),
            ("boss", "bosses"),
            ("analysis", "analyses"),
            ("human", "humans"),
        ] {
            assert_eq!(plural(singular), expected);
        }
    }
}
