//! The text of a rule file → a [`Definition`] that is ready to run: classes looked up, patterns and messages
//! compiled, and everything checked that can be checked without a story.

use super::{
    adjust::Set,
    definition::{Definition, Example, Unless},
    setting::Number,
    visit::Visits,
};
use crate::{
    Spanned,
    lexicon::{ClassId, Lexicon},
    mistake::{self, Mistake},
    nearest,
    phrase::PatternError,
};

/// Loads one rule file.
pub(super) struct Loader<'a> {
    /// The path, for messages.
    pub(super) file: &'a str,
    /// What the file says.
    pub(super) text: &'a str,
    pub(super) lexicon: &'a mut Lexicon,
}

impl Loader<'_> {
    /// Reads and checks the file.
    pub(super) fn load(&mut self) -> Result<Definition, Mistake> {
        let mut rule: Definition =
            toml::from_str(self.text).map_err(|error| Mistake::in_toml(self.file, self.text, &error))?;
        self.check_code(&rule)?;
        self.load_visits(&mut rule.visits)?;
        self.check_numbers(&rule)?;
        self.check_reasons(&rule.unless, &rule.code)?;
        rule.unless.change(|unless| self.load_unless(unless))?;
        rule.wants.change(|wants| wants.iter_mut().try_for_each(|want| self.load_unless(&mut want.found)))?;
        let report = &mut rule.report;
        for line in [&mut report.message, &mut report.label, &mut report.help] {
            line.change(|template| template.load(self))?;
        }
        report.second.change(|second| second.iter_mut().try_for_each(|template| template.load(self)))?;
        report.notes.change(|notes| notes.iter_mut().try_for_each(|template| template.load(self)))?;
        rule.fix.change(|fix| fix.iter_mut().try_for_each(|remedy| remedy.load(self, &rule.code)))?;
        self.check_wikitext(&rule)?;
        self.check_examples(&rule)?;
        rule.set = Set::of_file(self.file, rule.opt_in);
        Ok(rule)
    }

    /// Compiles the phrases of circumstances.
    pub(super) fn load_unless(&mut self, unless: &mut [Unless]) -> Result<(), Mistake> {
        unless.iter_mut().try_for_each(|unless| {
            unless.words.load(self)?;
            unless.phrase.load(self)?;
            unless.except.load(self)?;
            unless.opens.load(self)?;
            unless.not_cue.load(self)?;
            unless.not_after.load(self)
        })
    }

    fn load_visits(&mut self, visits: &mut Visits) -> Result<(), Mistake> {
        for test in &mut visits.source {
            test.head.load(self)?;
            test.not_head.load(self)?;
            test.cue.load(self)?;
            test.words.load(self)?;
            test.not_words.load(self)?;
            test.not_beside.load(self)?;
        }
        let counts = visits.story.iter_mut().flat_map(|test| test.counts.iter_mut().chain(&mut test.sources));
        let attributions = (visits.attribution.iter_mut())
            .chain(visits.opening.iter_mut().flat_map(|test| &mut test.rests_on))
            .chain(visits.echo.iter_mut().flat_map(|test| &mut test.passes_on))
            .chain(counts.flat_map(|test| test.of.iter_mut().chain(&mut test.among)));
        for test in attributions {
            test.head.load(self)?;
            test.not_head.load(self)?;
            test.cue.load(self)?;
            test.words.load(self)?;
            test.not_words.load(self)?;
            test.content.load(self)?;
            test.sentence.load(self)?;
        }
        for test in &mut visits.quotation {
            test.head.load(self)?;
        }
        for test in &mut visits.claim {
            test.words.load(self)?;
        }
        for test in &mut visits.sentence {
            test.words.load(self)?;
            test.not_words.load(self)?;
        }
        for test in &mut visits.echo {
            test.find.load(self)?;
            test.not_words.load(self)?;
        }
        for test in &mut visits.phrase {
            test.find.load(self)?;
        }
        Ok(())
    }

    fn check_code(&self, rule: &Definition) -> Result<(), Mistake> {
        let code = rule.code.get_ref().as_bytes();
        let right = code.len() == 4 && code[0].is_ascii_uppercase() && code[1..].iter().all(u8::is_ascii_digit);
        if right {
            return Ok(());
        }
        let message = format!("`{}` is no rule code", rule.code.get_ref());
        Err(self.at(&rule.code, message, Some("a code is a capital letter and three digits: A001".into())))
    }

    fn check_wikitext(&self, rule: &Definition) -> Result<(), Mistake> {
        let Some(tag) = &rule.report.wikitext else { return Ok(()) };
        let name = tag.get_ref().template.trim();
        if !name.is_empty() && !name.contains(['{', '}', '\n']) {
            return Ok(());
        }
        let help = "give the name alone: { template = \"citation needed\", behind = \"sentence\" }";
        Err(self.at(tag, format!("`{name}` is no name of a template"), Some(help.into())))
    }

    /// Whether each circumstance says why it is one; `place` is what to point at where one does not.
    pub(super) fn check_reasons(&self, unless: &[Unless], place: &Spanned<String>) -> Result<(), Mistake> {
        if unless.iter().all(|unless| !unless.because.is_empty()) {
            return Ok(());
        }
        let help = "add `because = \"…\"`: `onrecord explain` tells it under “Silent when”";
        Err(self.at(place, "an [[unless]] does not say why".into(), Some(help.into())))
    }

    fn check_numbers(&self, rule: &Definition) -> Result<(), Mistake> {
        let visits = &rule.visits;
        let wanted = rule.wants.iter().flat_map(|want| &want.found);
        let counts = visits.story.iter().flat_map(|test| test.counts.iter().chain(&test.sources));
        let numbers = (visits.quotation.iter().flat_map(|test| [&test.min_words, &test.max_words]))
            .chain(visits.sentence.iter().map(|test| &test.min_words))
            .chain(visits.paragraph.iter().flat_map(|test| [&test.min_triggers, &test.min_words]))
            .chain(visits.story.iter().map(|test| &test.min_words))
            .chain(visits.opening.iter().map(|test| &test.sentences))
            .chain(visits.echo.iter().flat_map(|test| [&test.shared, &test.names]))
            .chain(counts.flat_map(|test| [&test.least, &test.most, &test.over_percent]).flatten())
            .chain(&rule.enough)
            .chain(rule.unless.iter().chain(wanted).flat_map(|unless| [&unless.before, &unless.after]));
        let named = numbers.filter_map(|number| match number {
            Number::Option(name) => Some(name),
            Number::Fixed(_) => None,
        });
        for name in named.chain(rule.unless.iter().filter_map(|unless| unless.option.as_ref())) {
            if !rule.options.contains_key(name) {
                let known = rule.options.keys().map(String::as_str);
                return Err(self.at(&rule.code, nearest::unknown("option", name, known), None));
            }
        }
        Ok(())
    }

    fn check_examples(&self, rule: &Definition) -> Result<(), Mistake> {
        self.check_each(&rule.example, &rule.code)?;
        let given = |bad: bool| rule.example.iter().any(|example| example.bad.is_some() == bad);
        if given(true) && given(false) {
            return Ok(());
        }
        let missing = if given(true) { "good" } else { "bad" };
        let message = format!("the rule has no {missing} example");
        let help =
            format!("add an [[example]] with `{missing} = \"…\"`: it shows what the rule means, and tests it");
        Err(self.at(&rule.code, message, Some(help)))
    }

    /// Whether each example is one.
    pub(super) fn check_each(&self, examples: &[Example], code: &Spanned<String>) -> Result<(), Mistake> {
        for example in examples {
            match (&example.bad, &example.good) {
                (Some(bad), None) if !bad.get_ref().contains("[[") => {
                    let help = "put what the rule must flag between [[ and ]]";
                    return Err(self.at(bad, "the bad example marks nothing".into(), Some(help.into())));
                }
                (Some(_), None) => {}
                (None, Some(_)) => {
                    if let Some(fixed) = &example.fixed {
                        let message = "a good example has nothing to fix".into();
                        return Err(self.at(fixed, message, Some("leave `fixed` out".into())));
                    }
                }
                (Some(both), Some(_)) => {
                    return Err(self.at(both, "an example is either bad or good, not both".into(), None));
                }
                (None, None) => {
                    let message = "an example has neither `bad` nor `good`".into();
                    return Err(self.at(code, message, Some("give one of the two".into())));
                }
            }
        }
        Ok(())
    }

    /// The class of this name.
    pub(super) fn class(&self, name: &Spanned<String>) -> Result<ClassId, Mistake> {
        self.lexicon.class(name.get_ref()).ok_or_else(|| {
            let message = nearest::unknown("word class", name.get_ref(), self.lexicon.class_names());
            self.at(name, message, None)
        })
    }

    /// Where a value stands: "onrecord.toml:12".
    pub(super) fn place<T>(&self, value: &Spanned<T>) -> String {
        mistake::place(self.file, self.text, value)
    }

    /// A mistake in a value.
    pub(super) fn at<T>(&self, value: &Spanned<T>, message: String, help: Option<String>) -> Mistake {
        Mistake { file: self.file.into(), text: self.text.into(), span: value.span(), message, help }
    }

    /// A mistake in a pattern.
    pub(super) fn in_pattern(&self, value: &Spanned<String>, error: PatternError) -> Mistake {
        let names_class = error.message.starts_with("there is no");
        let help = "a pattern is made of words, <word classes> and {parts of speech}; (a|b) is either, what stands in \
                    [brackets] is flagged, and every bracket needs its other half";
        Mistake {
            help: (!names_class).then(|| help.to_owned()),
            ..self.in_string(value, error.at, error.message)
        }
    }

    /// A mistake inside a string, `at` bytes from its start.
    pub(super) fn in_string(&self, value: &Spanned<String>, at: usize, message: String) -> Mistake {
        Mistake::in_string(self.file, self.text, value, at, message)
    }
}
