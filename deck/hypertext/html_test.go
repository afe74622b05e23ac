package hypertext_test

import (
	"testing"

	"touchpoint/deck/hypertext"
)

func TestHTML(t *testing.T) {
	o := hypertext.WriteOptions{
		Picture: func(path string) string { return "x-" + path[len("media/"):] },
		Link: func(path, words string) string {
			if path == "media/tone.wav" {
				return "[sound:tone.wav]"
			}
			return ""
		},
		Gaps: true,
	}
	tests := []struct{ name, markdown, want string }{
		{"empty", "", ""},
		{"line", "**a** *b* ~~c~~ `d<` e", "<b>a</b> <i>b</i> <s>c</s> <code>d&lt;</code> e"},
		{"paragraphs", "a\\\nb\n\nc", "<p>a<br>b</p><p>c</p>"},
		{"list", "- a\n- b\n   1. c", "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>"},
		{"list from a number", "3. a", `<ol start="3"><li>a</li></ol>`},
		{"table", "| a | b |\n|---|---|\n| 1 | 2 |", "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"},
		{"quote, rule, code", "> a\n\n***\n\n```\nb\n```", "<blockquote><p>a</p></blockquote><hr><pre><code>b</code></pre>"},
		{"heading", "### a", "<h3>a</h3>"},
		{"picture", "![a \"road\"](media/r.png)", `<img src="x-r.png" alt="a &#34;road&#34;">`},
		{
			"signs of gaps in a link and in words for a picture", "[a](https://e.org/{{c1::b}})\n\n![\\{\\{c2::c\\}\\} \\[d](media/e.png)",
			`<p><a href="https://e.org/&#123;&#123;c1&#58;&#58;b&#125;&#125;">a</a></p><img src="x-e.png" alt="&#123;&#123;c2&#58;&#58;c&#125;&#125; &#91;d">`,
		},
		{"link", "[a](https://example.org/?b&c)", `<a href="https://example.org/?b&amp;c">a</a>`},
		{"sound", "[Sound: tone](media/tone.wav) [b](media/c.pdf)", "[sound:tone.wav] b"},
		{"formula", "$`a<b`$", `\(a&lt;b\)`},
		{"formula as a block", "```math\nx\n```", `\[x\]`},
		{"gap", "{{a::h}} {{2:*b* c}}", "{{c1::a::h}} {{c2::<i>b</i> c}}"},
		{"formula in a gap", "{{1:$`\\frac{a}{\\sqrt{b}}`$}}", `{{c1::\(\frac{a}{\sqrt{b} }\)}}`},
		{"signs of gaps in text", `\{\{c1::a\}\} {{1:a\:\:b}}`, "{<!-- -->{c1::a}} {{c1::a:<!-- -->:b}}"},
		{"more signs of gaps than two", `{{1:a\:\:\:::\:b}\}}} \{\{\{`, "{{c1::a:<!-- -->:<!-- -->:<!-- -->:::b}<!-- -->}<!-- -->}} {<!-- -->{<!-- -->{"},
		{"signs of formulas in text", `\\(a\\) \[sound:b]`, `\<!-- -->(a\) [<!-- -->sound:b]`},
		{"citation", "a [@b]", "a"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := hypertext.HTML(test.markdown, o); got != test.want {
				t.Errorf("HTML(%q) =\n%s\nwant\n%s", test.markdown, got, test.want)
			}
		})
	}
	if got, want := hypertext.HTML("{{a}} $`x^2`$ [s](media/t.wav) ![](media/p.png)", hypertext.WriteOptions{Maths: "text"}),
		`<p>a x² s</p><img src="media/p.png" alt="">`; got != want {
		t.Errorf("without options: %q, want %q", got, want)
	}
}

// TestSameAgain holds that text with everything in it comes back byte for byte.
func TestSameAgain(t *testing.T) {
	for _, text := range []string{
		"A {{1:**big** city::a hint}} and {{2:$`\\frac{a}{b}`$}}.",
		"a\\\nb\n\n- c\n- d\n   1. e\n\n| f | g |\n|---|---|\n| h |  |\n\n```math\nx = 1\n```\n\n```\ncode\n  more\n```\n\nend",
		`\{\{c1::a\}\} \[sound:b.mp3\] \\(c\\) \[$\]`,
		"[Sound: tone](media/tone.wav)\n\n![a road](media/map%20%281%29.png)",
		"{{1:a\\:\\:b}} [c](https://example.org/d%5Fe)",
	} {
		html := hypertext.HTML(text, hypertext.WriteOptions{
			Gaps:    true,
			Picture: func(path string) string { return path[len("media/"):] },
			Link:    func(path, _ string) string { return "[sound:" + path[len("media/"):] + "]" },
		})
		if got := hypertext.Markdown(html, all).Text; got != text {
			t.Errorf("%q is\n%s\nand comes back as\n%q", text, html, got)
		}
	}
}

var samples = map[string]string{
	"plain": "What is the difference between customer satisfaction and customer engagement, as the paper of 2011 defines the two of them?",
	"tags":  "The <b>difference</b> between the two is that<br>satisfaction is a judgement,&nbsp;<div>and engagement an <i>investment</i> of resources.</div>",
	"rich":  `<p style="color: red">A <a href="https://example.org">link</a>, <img src="x.png"> and <span style="font-weight:bold">bold</span></p><ul><li>one</li><li>two</li></ul>`,
	"cloze": `The {{c1::capital::city}} of <b>Germany</b> is {{c2::Berlin}}, where \(x^2\) people live and the number is {{c3::odd}}.`,
}

func BenchmarkMarkdown(b *testing.B) {
	for name, s := range samples {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				hypertext.Markdown(s, all)
			}
		})
	}
}

func BenchmarkStrip(b *testing.B) {
	for name, s := range samples {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				hypertext.Strip(s)
			}
		})
	}
}

func BenchmarkHTML(b *testing.B) {
	text := hypertext.Markdown(samples["tags"], all).Text
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		hypertext.HTML(text, hypertext.WriteOptions{})
	}
}
