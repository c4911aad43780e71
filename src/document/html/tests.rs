//! Example pages: what their blocks are, and where the words stand in the file.

use super::*;
use crate::document::example::{block, blocks, in_file};
use crate::document::{Kind, Role};

fn read_page(file: &str) -> Document {
    read(file, &Limits::default()).expect("a page")
}

/// The role and the words of every block of a page.
fn blocks_of(file: &str) -> Vec<(Role, String)> {
    blocks(&read_page(file)).into_iter().map(|(role, words)| (role, words.to_owned())).collect()
}

/// The same of a piece of HTML.
fn blocks_in(file: &str) -> Vec<(Role, String)> {
    let document = fragment(file, false, &Limits::default()).expect("a fragment");
    blocks(&document).into_iter().map(|(role, words)| (role, words.to_owned())).collect()
}

fn links(document: &Document) -> Vec<(&str, &str)> {
    document.links.iter().map(|link| (link.span.of(&document.text), link.target.as_str())).collect()
}

const PAGE: &str = r##"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Ferry owners knew of cracked hulls, inspectors say | The Harbour Gazette</title>
<meta property="og:site_name" content="The Harbour Gazette">
<meta name="onrecord" content='allow A003 reason="agreed with the desk"'>
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
  {"@type": "WebSite", "name": "The Harbour Gazette"},
  {"@type": "AnalysisNewsArticle", "headline": "Ferry owners knew of cracked hulls, inspectors say"}
]}
</script>
<style>p { color: red }</style>
</head>
<body class="single comments-open has-sidebar">
<a class="skip-link" href="#main">Skip to content</a>
<header class="site-header" role="banner">
  <h1><a href="/">The Harbour Gazette</a></h1>
  <nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>
</header>
<div class="cookie-banner">We use cookies. By reading on, you accept that we do. It is the usual thing.</div>
<ol class="breadcrumbs"><li><a href="/">Home</a></li><li>Local</li></ol>
<main id="main">
<article class="post tag-newsletter">
  <header>
    <h1>Ferry owners knew of cracked hulls, inspectors&nbsp;say</h1>
    <p class="article__standfirst">Three letters warned the company in spring, and nobody answered them.</p>
    <div class="byline">By <a rel="author" href="/ana">Ana Ruiz</a> and <a rel="author" href="/bo">Bo Lind</a></div>
    <time class="published" datetime="2026-05-03">May 3, 2026</time>
    <div class="share-bar"><button>Share</button><a href="https://social.example/share">Share on Social</a></div>
  </header>
  <figure>
    <img src="ferry.jpg" alt="A ferry">
    <figcaption>The ferry Aurora in the dock on Friday. <span class="credit">Photo: Cy de Graaf</span></figcaption>
  </figure>
  <div class="article-body">
    <p><span class="dateline">OSLO (AP) —</span> The owners of two ferries that sank in April knew of cracks in
    their hulls, according to <a href="https://inspectors.example/report?a=1&amp;b=2">a report</a>.</p>
    <p>&ldquo;They had the letters,&rdquo; said Ana Holm, who led the inquiry. &#8220;Nobody read&#x20;them.&#8221;</p>
    <aside class="related"><h3>Related</h3><p><a href="/a">The night two ferries sank off the coast.</a></p></aside>
    <h2>What the letters say</h2>
    <p>The first letter, dated March&nbsp;2, says that the hull <q>would not last<br>the <q>summer</q></q>.</p>
    <blockquote cite="https://inspectors.example/letter"><p>We ask you to act at once.</p>
      <footer>— the inspectors, March 2</footer></blockquote>
    <div class="newsletter-signup"><p>Sign up for our letter, and get the news every morning before breakfast.</p></div>
    <ul><li>The Aurora had twelve cracks.<LI>The Borealis had <b>nine</b>.</ul>
    <script>document.write("<p>Not read.</p>")</script>
    <aside><blockquote class="pullquote">Nobody read them.</blockquote></aside>
    <!-- onrecord: allow A001 reason="said in court" -->
    <p>A spokesman declined to comment<sup><a href="#fn1" id="ref1">1</a></sup>, as did <del>its owner</del><ins>two
    owners</ins>.</p>
    <p hidden>Hidden words of the page.</p>
    <table><tr><th>Ship<th>Cracks<tr><td>Aurora<td>12</table>
    <p><a href="/b">More stories about the harbour</a></p>
    <section class="footnotes" role="doc-endnotes"><ol><li id="fn1">See <a href="https://court.example/17">the
    record</a>. <a href="#ref1">↩</a></li></ol></section>
  </div>
  <footer class="tags">Filed under: <a href="/t">Ferries</a></footer>
</article>
<section id="comments"><h2>2 comments</h2>
<article class="comment"><p>I always said that these ships were rotten, and that somebody would die on them.</p></article>
<article class="comment"><p>My cousin worked on the Aurora, and he told us about the cracks years ago.</p></article>
</section>
</main>
<aside class="sidebar"><h2>Most read</h2><ol><li><a href="/c">Whale seen in the bay</a></li></ol></aside>
<footer role="contentinfo"><p>© 2026 The Harbour Gazette. All rights reserved.</p></footer>
</body>
</html>
"##;

#[test]
fn a_page_of_news() {
    let document = read_page(PAGE);
    let expected = [
        (Role::Headline, "Ferry owners knew of cracked hulls, inspectors\u{a0}say"),
        (Role::Deck, "Three letters warned the company in spring, and nobody answered them."),
        (Role::Byline, "By Ana Ruiz and Bo Lind"),
        (Role::Dateline, "May 3, 2026"),
        (Role::Caption, "The ferry Aurora in the dock on Friday."),
        (Role::Boilerplate, "Photo: Cy de Graaf"),
        (Role::Dateline, "OSLO (AP) —"),
        (
            Role::Paragraph,
            "The owners of two ferries that sank in April knew of cracks in their hulls, according to a report.",
        ),
        (Role::Paragraph, "“They had the letters,” said Ana Holm, who led the inquiry. “Nobody read them.”"),
        (Role::Heading, "What the letters say"),
        (
            Role::Paragraph,
            "The first letter, dated March\u{a0}2, says that the hull “would not last\nthe ‘summer’”.",
        ),
        (Role::Quote, "We ask you to act at once."),
        (Role::Quote, "— the inspectors, March 2"),
        (Role::ListItem, "The Aurora had twelve cracks."),
        (Role::ListItem, "The Borealis had nine."),
        (Role::Quote, "Nobody read them."),
        (Role::Paragraph, "A spokesman declined to comment, as did two owners."),
        (Role::Table, "Ship"),
        (Role::Table, "Cracks"),
        (Role::Table, "Aurora"),
        (Role::Table, "12"),
        (Role::Boilerplate, "More stories about the harbour"),
    ];
    assert_eq!(blocks(&document), expected);
    assert_eq!(document.kind, Some(Kind::Analysis));
}

#[test]
fn words_of_a_page_have_their_place() {
    let document = read_page(PAGE);
    for (words, expected) in [
        ("inspectors\u{a0}say", "inspectors&nbsp;say"),
        ("cracks in their hulls", "cracks in\n    their hulls"),
        ("read them.”", "read&#x20;them.&#8221;"),
        ("“They", "&ldquo;They"),
        (
            "according to a report.",
            "according to <a href=\"https://inspectors.example/report?a=1&amp;b=2\">a report</a>.",
        ),
        ("last\nthe", "last<br>the"),
        ("summer’”.", "summer</q></q>."),
        ("two owners", "two\n    owners"),
    ] {
        assert_eq!(in_file(PAGE, &document, words), expected);
    }
    for block in &document.blocks {
        let place = document.map.to_file(block.span).of(PAGE);
        assert!(!place.starts_with(char::is_whitespace) && !place.ends_with(char::is_whitespace), "{place}");
    }
}

#[test]
fn links_of_a_page_are_citations() {
    let document = read_page(PAGE);
    let expected = [
        ("Ana Ruiz", "/ana"),
        ("Bo Lind", "/bo"),
        ("a report", "https://inspectors.example/report?a=1&b=2"),
        ("We ask you to act at once.\n\n— the inspectors, March 2", "https://inspectors.example/letter"),
        ("comment", "https://court.example/17"),
        ("More stories about the harbour", "/b"),
    ];
    assert_eq!(links(&document), expected);
    let file =
        "<p><a href='mailto:a@b.example'>Write</a>, <a href=' JavaScript:go()'>click</a>, <a href=#top>up</a>.";
    assert_eq!(links(&fragment(file, false, &Limits::default()).unwrap()), []);
}

#[test]
fn notes_stand_in_comments_and_in_the_head() {
    let document = read_page(PAGE);
    let reach: Vec<&str> = document.notes.iter().map(|note| note.reach.of(&document.text)).collect();
    assert_eq!(reach.len(), 2);
    assert!(document.notes.iter().all(|note| note.says.is_ok()), "{:?}", document.notes);
    assert!(reach.contains(&"A spokesman declined to comment, as did two owners."), "{reach:?}");
    let file = "<script>// onrecord: allow A001</script><p>[onrecord: allow A001 reason=\"x\"] it rained.</p>";
    assert_eq!(read_page(file).notes, []);
}

#[test]
fn a_page_on_one_line_has_notes_on_its_blocks() {
    let note = "<!-- onrecord: allow A001 reason=\"x\" -->";
    let before = format!("<p>One fell.</p>{note}<p>Two fell.</p><p>Three fell.</p>");
    let within = format!("<p>One fell.</p><p>Two {note}fell.</p><p>Three fell.</p>");
    for file in [before, within] {
        let document = read_page(&file);
        assert_eq!(document.notes[0].reach.of(&document.text), "Two fell.", "{file}");
    }
}

/// A story in a page, with enough words to be told from others.
const STORY: &str = "<p>The quay froze on Sunday, and no ferry left the harbour before noon, its master said.</p>\
    <p>The ice was the first in nine years, according to the harbour office of the town.</p>";

/// Words beside it.
const OTHER: &str = "<p>The best tents of the year were tested by us for eleven days in the rain.</p>";

#[test]
fn the_story_is_found_by_what_the_page_says() {
    let story: Vec<_> = blocks_in(STORY);
    assert_eq!(story.len(), 2);
    for (before, after) in [
        ("<div itemprop='articleBody'>", "</div>"),
        ("<div class='hentry'><div class='entry-content'>", "</div></div>"),
        ("<div itemscope itemtype='https://schema.org/NewsArticle'>", "</div>"),
        ("<div class='StoryBody'>", "</div>"),
        ("<article>", "</article>"),
        ("<main>", "</main>"),
        ("<div role=main>", "</div>"),
        (
            "<script type='application/ld+json'>[{\"@type\": [\"NewsArticle\"], \"articleBody\": \"The quay froze on \
             Sunday, and no ferry left. The ice was the first in nine years, according to the harbour office of the \
             town.\"}]</script><div>",
            "</div>",
        ),
    ] {
        let file = format!("<body><div>{OTHER}</div>{before}{STORY}{after}<div>{OTHER}</div>");
        assert_eq!(blocks_of(&file), story, "{before}");
    }
    // Cards of other stories are no story.
    let card = "<article><h2>Tents</h2><p>The best tents of the year were tested by us for days.</p></article>";
    let file =
        format!("<body><div><h1>Ice stops ferries</h1>{STORY}</div><div class=related>{card}{card}</div>");
    assert_eq!(blocks_of(&file)[0], block(Role::Headline, "Ice stops ferries"));
    assert_eq!(blocks_of(&file)[1..], story);
}

#[test]
fn where_a_page_says_nothing_the_prose_tells() {
    let links = "<a href=/a>One</a> | <a href=/b>Two</a> | <a href=/c>Three</a>";
    let file = format!("<table><tr><td>{links}<td><h1>Ice stops ferries</h1>{STORY}{OTHER}<td>{links}</table>");
    let blocks = blocks_of(&file);
    assert_eq!(blocks[0], block(Role::Headline, "Ice stops ferries"));
    assert!(blocks[1..].iter().all(|(role, _)| *role == Role::Paragraph), "{blocks:?}");
    assert_eq!(blocks.len(), 4, "{blocks:?}");
}

#[test]
fn what_stands_beside_a_story_in_it_is_left_out() {
    for beside in [
        "<nav>Home News Sport</nav>",
        "<aside>Elsewhere</aside>",
        "<footer>About us</footer>",
        "<div role=complementary>Elsewhere</div>",
        "<p aria-hidden=true>Unseen</p>",
        "<p style='display : none'>Unseen</p>",
        "<template><p>Unseen</p></template>",
        "<noscript><p>Turn scripts on.</p></noscript>",
        "<span class='sr-only'>Opens in a new tab</span>",
        "<div class='ad-slot'>Buy now.</div>",
        "<form>Your address</form>",
        "<!--[if IE]><p>Old.</p><![endif]-->",
        "<textarea><p>Typed</p></textarea>",
        "<svg><title>A boat</title><path/></svg>",
    ] {
        assert_eq!(blocks_in(&format!("{STORY}{beside}")), blocks_in(STORY), "{beside}");
    }
    for class in ["share-price", "is-related", "lead", "comment-piece", "subscriber"] {
        let file = format!("<div class='{class}-no'>{STORY}</div>");
        let kept = blocks_in(&file).len();
        assert!(class == "share-price" || kept == 2, "{class}");
    }
    // The whole story is never beside itself.
    let long = STORY.repeat(4);
    assert_eq!(blocks_in(&format!("<div class='sidebar-layout promo'>{long}</div>")).len(), 8);
    assert_eq!(blocks_in(&format!("<form id=page><h1>Ice</h1>{STORY}</form>")).len(), 3);
}

#[test]
fn headlines_without_a_heading() {
    let file = format!("<title>Ice &amp; snow stop ferries - The Harbour Gazette</title><div>{STORY}</div>");
    let document = read_page(&file);
    assert_eq!(blocks(&document)[0], (Role::Headline, "Ice & snow stop ferries"));
    assert_eq!(in_file(&file, &document, "Ice & snow"), "Ice &amp; snow");
    let file = format!("<meta property='og:title' content='Ice &quot;stops&quot; ferries'><div>{STORY}</div>");
    let document = read_page(&file);
    assert_eq!(in_file(&file, &document, "\"stops\""), "&quot;stops&quot;");
    let file =
        format!("<title>Ice stops ferries | Gazette</title><h1>Gazette</h1><h2>Ice stops ferries</h2>{STORY}");
    assert!(blocks_of(&file).contains(&block(Role::Headline, "Ice stops ferries")));
}

#[test]
fn a_page_that_a_script_writes() {
    let file = "<title>Wait</title><script type=\"application/ld+json\">{\"@type\": \"ReportageNewsArticle\", \
        \"headline\": \"Ice stops ferries\", \"articleBody\": \"The quay froze, \\u201cfor once,\\u201d she said.\
        \\n\\nNo ferry left before noon.\"}</script><div id=root>Loading</div>";
    let document = read_page(file);
    let expected = [
        (Role::Headline, "Ice stops ferries"),
        (Role::Paragraph, "The quay froze, “for once,” she said."),
        (Role::Paragraph, "No ferry left before noon."),
    ];
    assert_eq!(blocks(&document), expected);
    assert_eq!(in_file(file, &document, "“for"), "\\u201cfor");
    assert_eq!(document.kind, Some(Kind::News));
}

#[test]
fn an_export_of_pandoc() {
    let file = "<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><head>\
        <title>Ice stops ferries</title><script src=\"a.js\"/></head><body>\n<header id=\"title-block-header\">\n\
        <h1 class=\"title\">Ice stops ferries</h1>\n<p class=\"author\">Ana Ruiz</p>\n<p class=\"date\">May 3, 2026</p>\n\
        </header>\n<p>The quay froze.<a href=\"#fn1\" class=\"footnote-ref\" id=\"fnref1\" \
        role=\"doc-noteref\"><sup>1</sup></a></p>\n<section id=\"footnotes\" role=\"doc-endnotes\">\n<hr />\n<ol>\
        <li id=\"fn1\"><p>A letter to the council, 2025.<a href=\"#fnref1\" role=\"doc-backlink\">↩︎</a></p></li></ol>\
        \n</section>\n</body></html>";
    let document = read_page(file);
    let expected = [
        (Role::Headline, "Ice stops ferries"),
        (Role::Byline, "Ana Ruiz"),
        (Role::Dateline, "May 3, 2026"),
        (Role::Paragraph, "The quay froze."),
    ];
    assert_eq!(blocks(&document), expected);
    assert_eq!(links(&document), [("froze.", "A letter to the council, 2025.")]);
}

#[test]
fn an_export_of_a_word_processor() {
    let file = "<HTML><HEAD><TITLE></TITLE><STYLE>P { margin: 0 }</STYLE></HEAD><BODY LANG=en>\
        <H1 CLASS=western><A NAME=top></A>Ice stops ferries</H1>\
        <P CLASS=western><FONT FACE=Serif>The quay <B>froze</B>.</FONT><A CLASS=sdfootnoteanc NAME=sdfootnote1anc \
        HREF=#sdfootnote1sym><SUP>1</SUP></A>\r\n<P CLASS=western>No ferry left&shy;.<BR><BR>One came.\
        <DIV ID=sdfootnote1><P CLASS=sdfootnote><A CLASS=sdfootnotesym NAME=sdfootnote1sym HREF=#sdfootnote1anc>1</A>\
        The log of the harbour.</DIV></BODY></HTML>";
    let document = read_page(file);
    let expected = [
        (Role::Headline, "Ice stops ferries"),
        (Role::Paragraph, "The quay froze."),
        (Role::Paragraph, "No ferry left."),
        (Role::Paragraph, "One came."),
    ];
    assert_eq!(blocks(&document), expected);
    assert_eq!(links(&document), [("froze.", "The log of the harbour.")]);
}

#[test]
fn plain_text_in_a_page_and_code() {
    let file = "<pre>The quay froze\non Sunday.\n\nNo ferry left.</pre><pre><code>let ice = 1;</code></pre>";
    let expected =
        [block(Role::Paragraph, "The quay froze\non Sunday."), block(Role::Paragraph, "No ferry left.")];
    assert_eq!(blocks_in(file), expected);
    assert_eq!(blocks_of(""), []);
    assert_eq!(blocks_of("<title>Only a title</title>"), []);
}

#[test]
fn a_piece_below_a_headline_has_none() {
    let document = fragment("<h1>Who pays</h1><p>Nobody pays for it.", true, &Limits::default()).unwrap();
    assert_eq!(blocks(&document)[0], (Role::Heading, "Who pays"));
    assert_eq!(blocks_in("<h2>Who pays</h2><p>Nobody pays for it.")[0], block(Role::Headline, "Who pays"));
}

#[test]
fn long_pages_take_no_longer_than_they_must() {
    // Each of these took time by the square of its length where some element was looked for again for each other.
    for (around, mark) in [
        ("", "<!-- onrecord: allow A001 -->"),
        ("<i>", "<a href=#n id=n>1</a>"),
        ("<div class=p-name>", "<article>It froze. "),
        ("<i>", "a <b></b>"),
        ("", "</b><p>"),
        ("", "<h1 itemprop=articleBody>It froze."),
    ] {
        let file = format!("{}{}", around.repeat(5_000), mark.repeat(20_000));
        let _ = read(&file, &Limits::default());
    }
    for mark in ["<div>", "<b>", "<table><tr><td>", "<q>", "<svg>"] {
        assert!(
            matches!(read(&mark.repeat(100_000), &Limits::default()), Err(DocumentError::Limit { .. })),
            "{mark}"
        );
    }
}

#[test]
fn no_words_are_lost_behind_an_entity() {
    for (written, expected) in [
        ("No.&nbsp;“Nobody told me,” she said.", "No.\u{a0}“Nobody told me,” she said."),
        ("The quay &mdash;“late”&mdash; is &amp;éclair", "The quay —“late”— is &éclair"),
        ("&ldquo;\u{1f6a2}&rdquo;&rdquo;’&hellip;", "“\u{1f6a2}””’…"),
        ("Ana &é; Ben&nbsp;日本&#160;", "Ana &é; Ben\u{a0}日本\u{a0}"),
    ] {
        let file = format!("<h1>Quay</h1><p>{written}</p>");
        let document = read_page(&file);
        assert_eq!(blocks(&document)[1].1.trim(), expected.trim(), "{written}");
        for word in expected.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            assert_eq!(in_file(&file, &document, word), word);
        }
    }
}

#[test]
fn what_the_style_of_a_page_holds_apart_is_apart() {
    let file = "<h1>Quay late</h1><div><span>By <a href=/ana>Ana Ruiz</a></span><span>Staff writer</span>\
                <time>3 May 2020</time><span>4 min read</span></div>\
                <p><span>The qu</span><span>ay is l</span><b>a</b><span>te at 5</span><span>0.</span><span>Nobody knows.</span></p>\
                <div><a href=/a>Quays</a><a href=/b>Storms</a></div>";
    assert_eq!(
        blocks_in(file)[1..],
        [
            block(Role::Byline, "By Ana Ruiz\nStaff writer\n3 May 2020\n4 min read"),
            block(Role::Paragraph, "The quay is late at 50.\nNobody knows."),
            block(Role::Paragraph, "Quays\nStorms"),
        ]
    );
}

#[test]
fn a_quotation_is_signed_with_a_dash() {
    for (file, expected) in [
        ("<blockquote><p>It is late.</p><cite>Bo Lind</cite></blockquote>", "— Bo Lind"),
        ("<blockquote><p>It is late.</p><p><cite>Bo Lind</cite></p></blockquote>", "— Bo Lind"),
        ("<blockquote><p>It is late.</p><footer>— <cite>Bo Lind</cite></footer></blockquote>", "— Bo Lind"),
        (
            "<blockquote><p>It is late.</p><footer><cite>Bo Lind</cite>, mayor</footer></blockquote>",
            "— Bo Lind, mayor",
        ),
        (
            "<figure><blockquote><p>It is late.</p></blockquote><figcaption>Bo Lind</figcaption></figure>",
            "— Bo Lind",
        ),
        (
            "<figure><aside><blockquote>It is late.</blockquote><footer><cite>Bo Lind</cite></footer></aside></figure>",
            "— Bo Lind",
        ),
        ("<blockquote><p>It is late.</p><p><cite>The Quay</cite> sank.</p></blockquote>", "The Quay sank."),
        ("<blockquote><p>It is late.</p><cite></cite></blockquote>", "It is late."),
    ] {
        let document = fragment(file, true, &Limits::default()).expect("a fragment");
        let words = blocks(&document).last().map(|(_, words)| *words);
        assert_eq!(words, Some(expected), "{file}");
    }
    let file = "<p>One.</p><blockquote><p>It is late.</p><cite>Bo Lind</cite></blockquote>";
    assert_eq!(in_file(file, &read_page(file), "— Bo Lind"), "Bo Lind");
}

#[test]
fn pages_made_by_programs_name_their_parts() {
    let file = "<h1>Quay late</h1><p class=css-1 data-testid=standfirst>Nobody knows by how much.</p>\
                <p class=css-2>The quay is late, the harbour office said on Sunday, and it will be later.</p>\
                <div data-component=newsletter><p>All of the harbour in your post box, every day.</p></div>\
                <amp-ad><div>No ad</div></amp-ad>\
                <p><a href=/a>Print this page</a> | <a href=mailto:a@b.example>Write to us</a></p>";
    assert_eq!(
        blocks_in(file)[1..],
        [
            block(Role::Deck, "Nobody knows by how much."),
            block(
                Role::Paragraph,
                "The quay is late, the harbour office said on Sunday, and it will be later."
            ),
            block(Role::Boilerplate, "Print this page | Write to us"),
        ]
    );
}

#[test]
fn what_programs_that_write_pages_add() {
    let file = "<title>Quay late</title><div class=body role=main><h1>Quay late<a class=headerlink href=#a>¶</a></h1>\
                <p>The quay is late, the harbour office said on Sunday, and it will be later.</p>\
                <div class='highlight-c notranslate'><div class=highlight><pre><span>quay</span>()</pre></div></div>\
                <div id=catlinks>Categories: <a>Quays</a></div></div>";
    let words: Vec<String> = blocks_of(file).into_iter().map(|(_, words)| words).collect();
    assert_eq!(
        words,
        ["Quay late", "The quay is late, the harbour office said on Sunday, and it will be later."]
    );
}

#[test]
fn paragraphs_may_be_wrapped_one_by_one() {
    let file = "<title>Quay late</title><div><h1>Quay late</h1><div>\
                <div class=p><p>The quay is late, the harbour office said on Sunday, and it will be later.</p></div>\
                <div class='p b'><p>Ana Ruiz agrees.</p></div></div></div>";
    assert_eq!(blocks_of(file)[2], block(Role::Paragraph, "Ana Ruiz agrees."));
}

#[test]
fn a_headline_may_be_a_paragraph() {
    let file = "<title>The quay is late</title><body><p align=center><b>The quay\nis late</b></p>\
                <p>The quay is late, the harbour office said on Sunday, and it will be later.</p>";
    assert_eq!(
        blocks_of(file),
        [
            block(Role::Headline, "The quay is late"),
            block(
                Role::Paragraph,
                "The quay is late, the harbour office said on Sunday, and it will be later."
            ),
        ]
    );
}
