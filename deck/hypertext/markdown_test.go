package hypertext_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/brisk"
	"touchpoint/deck/hypertext"
)

// all are options under which everything is read.
var all = hypertext.Options{
	Picture: func(src string) (string, bool) { return "media/" + src, src != "gone.png" },
	Sound:   func(name string) (string, bool) { return "media/" + name, name != "gone.mp3" },
	Gaps:    true,
	Maths:   true,
}

func TestMarkdown(t *testing.T) {
	tests := []struct{ name, html, want string }{
		{"inline", "<b>Trust</b> is <i>not</i> <code>x*y</code>", "**Trust** is *not* `x*y`"},
		{"nested wrongly", "<b>a <i>b</b> c</i>", "**a *b*** *c*"},
		{"empty emphasis", "a <b></b> <b>b</b>", "a **b**"},
		{"space in emphasis", "a<b> b </b>c", "a **b** c"},
		{"emphasis over lines", "<b>a<br>b</b>", "**a**\\\n**b**"},
		{"emphasis side by side", "<b>a</b><b>b</b><i>c</i>", "**ab***c*"},
		{"emphasis that ends in a sign", "<b>a.</b>b <b>中文。</b>中文", "**a**.b **中文**。中文"},
		{"emphasis of signs only", "a<b>.</b>b", "a.b"},
		{"by style", `<span style="font-weight: bold">a</span> <span style="color:red">b</span>`, "**a** b"},
		{"paragraphs", "<p>One\n two</p><p>Three<br>four</p>", "One two\n\nThree\\\nfour"},
		{"lines of an editor", "a<div>b</div><div><br></div><div>c</div>", "a\\\nb\n\nc"},
		{"breaks", "a<br><br>b<br>", "a\n\nb"},
		{"list", "<ul><li>a</li><li><p>b</p><ol><li>c<li>d</ol></li></ul>after", "- a\n- b\n   1. c\n   2. d\n\nafter"},
		{"list without items around it", "<ul><ul><li>a</li></ul></ul>", "- a"},
		{"list goes on after one within", "<ul><li>a<ul><li>b</li></ul>c</li><li>d</li></ul>", "- a\n   - b\n\n   c\n- d"},
		{"list from a number", "<ol start=9><li>a</li><li>b</li></ol>", "9. a\n10. b"},
		{"text in a list", "<ul>a<li>b</li></ul>", "a\n\n- b"},
		{"heading makes no note", "<h1>Trust</h1><p>is</p>", "### Trust\n\nis"},
		{"quote", "<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"},
		{"link", `<a href="https://example.org/x_(y)">there</a>, <a href="javascript:x()">not</a>`, "[there](https://example.org/x%5F%28y%29), not"},
		{"link with the mark of a box", `<ul><li><a href="https://example.org">x</a></li></ul>`, "- x"},
		{"table", "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2|3</td><td>4</td></tr></table>", "| a | b |  |\n|---|---|---|\n| 1 | 2\\|3 | 4 |"},
		{"table in a table", "<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>", "| a b | c |\n|---|---|"},
		{"table of one column", "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "a\\\nb"},
		{"code", "<pre><code>a < b\n  c</code></pre>", "```\na < b\n  c\n```"},
		{"code that shows a heading", "<pre>## a {#b}</pre>", "````\n## a {#b}\n````"},
		{"code side by side", "<code>a</code><code>`b</code>", "``a`b``"},
		{"code with a pipe in a table", "<table><tr><td><code>a|b</code></td><td>c</td></tr></table>", "| a\\|b | c |\n|---|---|"},
		{"entities", "<p>a &lt;b&gt; &amp; c&nbsp;d &amp;amp;</p>", "a \\<b> & c d \\&amp;"},
		{"marks of Markdown are text", "<p># 1. *a* _b_ [c]</p><p>1. x</p><p>= y</p>", "\\# 1. \\*a\\* \\_b\\_ \\[c\\]\n\n1\\. x\n\n\\= y"},
		{"names with underscores", "snake_case_name", "snake_case_name"},
		{"rules", "a<br>---<br>- - -<br>***", "a\\\n\\---\\\n\\- - -\\\n\\*\\*\\*"},
		{"row of a table", "a<br>:-", "a\\\n\\:-"},
		{"what is not shown", "<html><head><title>t</title><style>p{}</style></head><body><script>x</script><p>a</p></body>", "a"},
		{"office", "<!--StartFragment--><span style='x'>a</span><o:p></o:p><!--EndFragment-->", "a"},
		{"wrapped by an editor", `<meta charset="utf-8"><b style="font-weight:normal;"><p>a</p><p>b <b>c</b></p></b>`, "a\n\nb **c**"},
		{"picture", `see <img src="a (1).png" alt="a [road]">!`, `see ![a \[road\]](media/a%20%281%29.png)!`},
		{"picture that is not there", `<p>see <img src="gone.png" alt="a road"></p>`, "see a road"},
		{"picture in a table", `<table><tr><td>a</td><td><img src="x.png"></td></tr></table>`, "| a |  |\n|---|---|\n\n![](media/x.png)"},
		{"sound", "a [sound:tone.wav][sound:gone.mp3]", `a [Sound: tone](media/tone.wav)\[sound:gone.mp3\]`},
		{"raised and lowered", "H<sub>2</sub>O, x<sup>2</sup>, 1<sup>st</sup>, a<sup>[1]</sup>", `H₂O, x², 1st, a\[1\]`},
		{"ruby", "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>", "漢(かん)"},
		{"dollars and exclamation marks before marks", `$<code>a</code>$ !<a href="https://e.org">b</a>`, "\\$`a`$ \\![b](https://e.org)"},
		{"gap", "{{c1::Berlin::a city}} is {{c2::<b>big</b>}}", "{{1:Berlin::a city}} is {{2:**big**}}"},
		{"gap with colons and braces", "{{c1::a:}b::h{i}}", "{{1:a:\\}b::h\\{i}}"},
		{"gap over lines", "{{c1::a<br>b}}", "{{1:a}}\\\n{{1:b}}"},
		{"gap in gap", "{{c1::a {{c2::b}} c}}", "{{1:a}} {{2:b}} {{1:c}}"},
		{"gap that is only a gap", "{{c1::{{c2::b}}}}", "{{2:b}}\n\n{{1:…}}"},
		{"gap with two numbers", "{{c1,2::a}} {{c1,2::b}}", "{{1:a}} {{2:b}}"},
		{"gap that nothing closes", "{{c1::a {{c2::b}}", "\\{\\{c1::a {{2:b}}"},
		{"end of no gap", "a}}", "a\\}\\}"},
		{"picture in a gap", `{{c1::<img src="x.png">}}`, "{{1:[x.png](media/x.png)}}"},
		{"gap in code", "<code>a {{c1::b}}</code>", "`a` {{1:`b`}}"},
		{"formula", `a \(x_1 &lt; \frac{a}{b}\) b`, "a $`x_1 < \\frac{a}{b}`$ b"},
		{"formula as a block", `a \[x<br>y\] b`, "a\n\n```math\nx\ny\n```\n\nb"},
		{"older formulas", `[$]a[/$] [latex]$b$[/latex] [latex]c $d$ e[/latex] [latex]\alpha[/latex]`, "$`a`$ $`b`$ c $`d`$ e $`\\alpha`$"},
		{"mathjax", `<anki-mathjax>a^2</anki-mathjax> <anki-mathjax block="true">b</anki-mathjax>`, "$`a^2`$\n\n```math\nb\n```"},
		{"formula that nothing closes", `\(a {{c1::b}} \(c\)`, "$`a`$ {{1:$`b`$}} $`\\(c`$"},
		{"formula that nothing closes at all", `a \(b {{c1::c}}`, "a \\\\(b {{1:c}}"},
		{"gap in a formula", `\(a = {{c1::\frac{b}{c}::d}}\)`, "$`a =`$ {{1:$`\\frac{b}{c}`$::d}}"},
		{"gap in an exponent", `\(a^{ {{c1::b}} }\)`, "{{1:$`a^{ b }`$}}"},
		{"formula in a gap", `{{c1::\(x\)}}`, "{{1:$`x`$}}"},
		{"block of a formula in a list", `<ul><li>a \[b\]</li></ul>`, "- a $`b`$"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := hypertext.Markdown(test.html, all).Text; got != test.want {
				t.Errorf("Markdown(%q) =\n%s\nwant\n%s", test.html, got, test.want)
			}
		})
	}
}

func TestMarkdownWithoutOptions(t *testing.T) {
	tests := []struct {
		name, html, want string
		o                hypertext.Options
	}{
		{"marks are text", `{{c1::a}} \(b\) [sound:c.mp3]`, `\{\{c1::a\}\} \\(b\\) \[sound:c.mp3\]`, hypertext.Options{}},
		{"plain text", "a <b>\r\n- c\n\n{{d}} &amp;", "a \\<b>\\\n\\- c\n\n\\{\\{d\\}\\} \\&amp;", hypertext.Options{Plain: true}},
		{"plain text with a gap", "a {{c1::b}}", "a {{1:b}}", hypertext.Options{Plain: true, Gaps: true}},
		{"quotes unmade", "<blockquote>a</blockquote>b", "a\n\nb", hypertext.Options{Unquote: true}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := hypertext.Markdown(test.html, test.o).Text; got != test.want {
				t.Errorf("Markdown(%q) =\n%s\nwant\n%s", test.html, got, test.want)
			}
		})
	}
}

func TestLostIsTold(t *testing.T) {
	got := hypertext.Markdown(`<font color="red">a</font><iframe src="x">b</iframe><font color="red">c</font><img src="gone.png"><svg><text>d</text></svg>`, all)
	want := hypertext.Result{Text: "ac", Lost: []string{"colours", "an embedded page", "a picture", "a drawing"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLine(t *testing.T) {
	tests := []struct {
		html, want string
		one        bool
	}{
		{"What is <b>trust</b>?", "What is **trust**?", true},
		{"<div>What is trust?</div>", "What is trust?", true},
		{"<p>a</p><p></p>", "a", true},
		{`\[x\]`, "$`x`$", true},
		{"<h1>a #</h1>", `a \#`, true},
		{`<img src="x.png">`, "![](media/x.png)", true},
		{"", "", true},
		{"a<br>b", "a\\\nb", false},
		{"a<p>b", "a\n\nb", false},
		{"<ul><li>a</ul>", "- a", false},
		{"<blockquote>a</blockquote>", "> a", false},
		{"<table><tr><td>a</td><td>b</td></tr></table>", "| a | b |\n|---|---|", false},
	}
	for _, test := range tests {
		got, one := hypertext.Line(test.html, all)
		if got.Text != test.want || one != test.one {
			t.Errorf("Line(%q) = %q, %v, want %q, %v", test.html, got.Text, one, test.want, test.one)
		}
	}
}

func TestStrip(t *testing.T) {
	tests := []struct{ html, want string }{
		{"", ""},
		{"What is trust?", "What is trust?"},
		{" a  <b>b</b>c&nbsp;&lt;d&gt;", "a bc <d>"},
		{"a<br>b<div>c</div>d", "a\nb\nc\nd"},
		{"<style>x</style>a<script>y</script><!-- z -->b", "ab"},
		{`<img src=x alt="a road">H<sub>2</sub>O`, "a roadH₂O"},
		{"1 < 2", "1 < 2"},
		{"<pre>a\n b</pre>c", "a\nb\nc"},
	}
	for _, test := range tests {
		if got := hypertext.Strip(test.html); got != test.want {
			t.Errorf("Strip(%q) = %q, want %q", test.html, got, test.want)
		}
	}
}

// hostile are texts that cost much where work is not bound to their size.
var hostile = []string{
	strings.Repeat("<div>", 200_000), strings.Repeat("<ul><li>", 100_000) + "x", strings.Repeat("<ul><li>x", 100_000), strings.Repeat("<b>", 300_000),
	strings.Repeat("<b>a<i>", 100_000), "<p>" + strings.Repeat("<", 900_000), "<p a='" + strings.Repeat("x", 2<<20), strings.Repeat("<blockquote>a", 70_000),
	strings.Repeat("<table><tr><td>", 60_000), strings.Repeat("<td>a<td>", 100_000), strings.Repeat("<pre>`", 100_000), strings.Repeat("`", 100_000),
	"<code>" + strings.Repeat("`` ` ", 100_000), strings.Repeat("流", 1<<20), strings.Repeat("<a href=https://x.org>", 40_000), strings.Repeat("<a href=https://x.org>b", 40_000),
	strings.Repeat("<b></b>", 140_000), strings.Repeat("<b>x <i></i>", 80_000), strings.Repeat("{{c1::", 100_000), strings.Repeat("{{c1::a", 50_000) + strings.Repeat("}}", 50_000),
	strings.Repeat(`\(`, 200_000), strings.Repeat(`\(a[latex]b[$]c`, 50_000), strings.Repeat("[sound:", 100_000), strings.Repeat("<sup>", 200_000),
	strings.Repeat("<code>a</code>", 50_000), strings.Repeat("<b>.</b>a", 50_000), strings.Repeat("<span style='font-weight:bold'>a", 50_000),
	strings.Repeat("&amp;", 300_000), `\(` + strings.Repeat("{{c1::a}}", 50_000) + `\)`, strings.Repeat("<code>`a</code>", 20_000),
	strings.Repeat("}}", 300_000), strings.Repeat("{{c1,2::a}}", 50_000), strings.Repeat("<img src=x.png alt='[['>", 50_000),
	"<table><tr>" + strings.Repeat("<td>a", 600_000), `\(` + strings.Repeat("{{c1::{{{ }} ", 100_000) + `\)`, "<b>a" + strings.Repeat(`\`, 1<<20) + "</b>b",
}

func TestHostileTextIsBound(t *testing.T) {
	for _, text := range hostile {
		for _, o := range []hypertext.Options{{}, all, {Plain: true, Gaps: true, Maths: true}} {
			var got string
			brisk.Within(t, 20*time.Second, fmt.Sprintf("%.20q", text), func() {
				got = hypertext.Markdown(text, o).Text
				hypertext.Strip(text)
				hypertext.Line(text, o)
			})
			if len(got) > 32<<20 || !utf8.ValidString(got) {
				t.Errorf("%.20q becomes %d bytes", text, len(got))
			}
		}
	}
	wide := hypertext.Markdown("<table><tr>"+strings.Repeat("<td>a</td>", 50)+"<td>last</td></tr></table>", hypertext.Options{})
	if !strings.Contains(wide.Text, "last") {
		t.Errorf("of a wide table is left %q", wide.Text)
	}
}
