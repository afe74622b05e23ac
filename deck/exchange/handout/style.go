package handout

import (
	"fmt"
	"image/color"
	"strings"

	"touchpoint/deck/exchange/paper"
)

// roles are the colours of a palette under the names that the style sheet has for them.
func roles(p *paper.Palette) []struct {
	name   string
	colour color.NRGBA
} {
	return []struct {
		name   string
		colour color.NRGBA
	}{
		{"surface", p.Surface},
		{"ink", p.Ink},
		{"muted", p.Muted},
		{"hairline", p.Hairline},
		{"accent", p.Accent},
		{"on-accent", p.OnAccent},
		{"wash", p.Wash},
		{"again", p.Again},
		{"hard", p.Hard},
		{"good", p.Good},
		{"easy", p.Easy},
	}
}

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// variables names the colours of a ground.
func variables(p *paper.Palette) string {
	var b strings.Builder
	fmt.Fprintf(&b, " --ground: %s;", hex(p.Ground)) // no figure is drawn in it
	for _, r := range roles(p) {
		fmt.Fprintf(&b, " --%s: %s;", r.name, hex(r.colour))
	}
	return b.String() + " "
}

// redrawn gives the figures, which are drawn for a light ground, the colours of a dark
// one. White is both what boxes are filled with and what is written on the accent, so
// that letters are told apart from shapes.
func redrawn() string {
	var b strings.Builder
	dark := roles(&paper.Dark)
	for i, r := range roles(&paper.Light) {
		if r.name == "on-accent" {
			fmt.Fprintf(&b, "svg text[fill=%q] { fill: %s; }\n", hex(r.colour), hex(dark[i].colour))
			continue
		}
		fmt.Fprintf(&b, "svg [fill=%q] { fill: %s; }\n", hex(r.colour), hex(dark[i].colour))
		fmt.Fprintf(&b, "svg [stroke=%q] { stroke: %s; }\n", hex(r.colour), hex(dark[i].colour))
	}
	return b.String()
}

// sheetStyle is how the parts of a page look.
const sheetStyle = `* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 Inter, "Segoe UI", "Helvetica Neue", Arial, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
main { max-width: 720px; margin: 0 auto; padding: 40px 16px 80px; }
h1 { font-size: 28px; line-height: 1.25; margin: 0 0 4px; font-weight: 600; }
h2 { font-size: 20px; line-height: 1.3; margin: 40px 0 16px; padding-bottom: 8px; border-bottom: 1px solid var(--hairline); color: var(--accent); font-weight: 600; }
h3 { font-size: 16px; margin: 0 0 8px; font-weight: 600; }
p { margin: 0 0 8px; }
a { color: var(--accent); }
.facts, .cites, nav span { color: var(--muted); font-size: 13px; }
nav ul { list-style: none; margin: 16px 0 0; padding: 0; }
nav li { margin: 4px 0; }
article { background: var(--surface); border: 1px solid var(--hairline); border-radius: 10px; padding: 16px; margin: 0 0 16px; overflow-wrap: anywhere; }
.number { color: var(--muted); font-weight: 400; margin-right: 8px; }
summary { color: var(--accent); cursor: pointer; padding: 4px 0; }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
details[open] > summary { margin-bottom: 8px; border-bottom: 1px solid var(--hairline); }
ul, ol { margin: 0 0 8px; padding-left: 24px; }
li > p { margin: 0; }
.options { list-style: lower-alpha; }
.items { list-style: square; }
.right { list-style: none; padding: 0; }
.right b { color: var(--good); margin-right: 8px; }
blockquote { margin: 8px 0; padding-left: 16px; border-left: 2px solid var(--hairline); color: var(--muted); }
.gap { display: inline-block; min-width: 64px; border-bottom: 1px solid var(--ink); color: var(--muted); font-size: 13px; font-style: italic; text-align: center; padding: 0 8px; }
mark { background: none; color: var(--accent); font-weight: 600; border-bottom: 1px solid; }
code, pre { background: var(--wash); border-radius: 4px; font-family: ui-monospace, Consolas, Menlo, monospace; font-size: 14px; }
code { padding: 0 4px; }
pre { padding: 8px; overflow-x: auto; }
table { border-collapse: collapse; display: block; overflow-x: auto; margin: 0 0 8px; }
th, td { text-align: left; padding: 4px 8px; border-bottom: 1px solid var(--hairline); vertical-align: top; }
th { border-bottom-color: var(--muted); font-weight: 600; }
img, svg { max-width: 100%; height: auto; }
figure { margin: 0 0 8px; }
.model { background: var(--surface); border: 1px solid var(--hairline); border-radius: 10px; padding: 16px; margin: 0 0 16px; overflow-x: auto; }
.masks { position: relative; display: inline-block; }
.masks img { display: block; }
.masks span { position: absolute; border: 1px solid var(--accent); border-radius: 4px; color: var(--accent); font-weight: 600; font-size: 13px; display: flex; overflow: hidden; }
.closed span { background: var(--wash); align-items: center; justify-content: center; }
.open span { padding-left: 4px; line-height: 1.2; }
.sources { font-size: 14px; }
.sources li { margin-bottom: 4px; overflow-wrap: anywhere; }
.sources li:target { background: var(--wash); }
@media print { body { background: none; } article { break-inside: avoid; } nav { display: none; } }
`
