//! XML as far as reports need it: elements with attributes, escaped.

/// What every file begins with.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// An element. The content is XML already.
pub(super) fn element(name: &str, attributes: &[(&str, &str)], content: &str) -> String {
    let attributes: String =
        attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", escaped(value))).collect();
    match content {
        "" => format!("<{name}{attributes}/>\n"),
        _ => format!("<{name}{attributes}>{content}</{name}>\n"),
    }
}

/// A text, in an element or an attribute. What XML cannot hold becomes the mark for it.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", character as u32)),
            '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out() {
        assert_eq!(
            element("error", &[("message", "a < b && \"c\"\n\0\u{1b}\u{ffff}é😀")], ""),
            "<error message=\"a &lt; b &amp;&amp; &quot;c&quot;&#10;\u{fffd}\u{fffd}\u{fffd}é😀\"/>\n"
        );
        assert_eq!(element("a", &[], &escaped("]]>")), "<a>]]&gt;</a>\n");
    }
}
