package deck_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/brisk"
)

// brief returns the one-line forms of faults.
func brief(faults []deck.Fault) []string {
	var out []string
	for _, f := range faults {
		out = append(out, f.Brief())
	}
	return out
}

const head = "---\nid: d\ntitle: D\n---\n"

func TestPositions(t *testing.T) {
	tests := map[string]struct {
		src  string
		want string // the beginning of the only fault's one-line form
	}{
		"columns count characters":      {head + "## é流🙂 {#Bad}\nx\n", "a.md:5:10: error: "},
		"carriage returns do not count": {strings.ReplaceAll(head+"## A {#a}\nx [@é b]\n", "\n", "\r\n"), "a.md:6:3: error: "},
		"byte order mark does not":      {"\ufeff---\nid: Bad Id\ntitle: D\n---\n", "a.md:2:5: error: "},
		"tabs count one":                {head + "## A {#a .cloze}\n\t\n-\tx\t{{}}\n", "a.md:7:5: error: "},
		"no line break at the end":      {head + "## A {#a}", "a.md:5:1: error: "},
		"front matter only":             {"---\ntitle: D\nid: d e\n---", "a.md:3:5: error: "},
		"inside a quote":                {head + "## A {#a}\nx\n> y\n> z [@ b]\n", "a.md:8:5: error: "},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, faults := deck.ParseFile("a.md", []byte(test.src))
			if len(faults) != 1 || !strings.HasPrefix(faults[0].Brief(), test.want) {
				t.Errorf("faults = %q, want one that begins with %q", brief(faults), test.want)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	tests := map[string]struct {
		src   string
		want  []string
		notes int
	}{
		"in a note": {
			head + "## A {#a}\nx\n## B {#b}\ncaf\xe9\n## C {#c}\nz\n",
			[]string{"a.md:8:4: error: the byte 0xE9 is not UTF-8 text; save the file as UTF-8, or write é, for which it most likely stands [encoding]"},
			2,
		},
		"in the front matter": {
			"---\nid: d\ntitle: Caf\xe9\n---\n## A {#a}\nx\n",
			[]string{"a.md:3:11: error: the byte 0xE9 is not UTF-8 text; save the file as UTF-8, or write é, for which it most likely stands [encoding]"},
			1,
		},
		"in a section": {
			head + "# Caf\xe9\n## A {#a}\nx\n",
			[]string{"a.md:5:6: error: the byte 0xE9 is not UTF-8 text; save the file as UTF-8, or write é, for which it most likely stands [encoding]"},
			1,
		},
		"a zero byte": {
			head + "## A {#a}\nx\x00y\n",
			[]string{"a.md:6:2: error: the byte 0x00 cannot stand in a text; save the file as UTF-8 [encoding]"},
			0,
		},
		"several in a note": {
			head + "## A {#a}\r\nx \x93y\x94 \xc3\r\n",
			[]string{"a.md:6:3: error: the byte 0x93 is not UTF-8 text, nor are 2 others behind it; save the file as UTF-8, or write “, for which it most likely stands [encoding]"},
			0,
		},
		"side by side": {
			head + "## A {#a}\nx \xe2\x80y\n",
			[]string{"a.md:6:3: error: the byte 0xE2 is not UTF-8 text, nor is another behind it; save the file as UTF-8 [encoding]"},
			0,
		},
		"UTF-16":                              {"\xff\xfe#\x00", []string{"a.md:1:1: error: the file is UTF-16 text; save it as UTF-8 [encoding]"}, 0},
		"a replacement character is no fault": {head + "## A {#a}\n\ufffd\n", nil, 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d, faults := deck.ParseFile("a.md", []byte(test.src))
			if diff := cmp.Diff(test.want, brief(faults)); diff != "" {
				t.Errorf("faults differ (-want +got):\n%s", diff)
			}
			if len(d.Notes) != test.notes {
				t.Errorf("%d notes, want %d", len(d.Notes), test.notes)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	tests := map[string]struct{ src, rule string }{
		"a file":            {head + strings.Repeat("x", 33<<20), "too-large"},
		"a note":            {head + "## A {#a}\n" + strings.Repeat("word ", 8<<10) + "\n## B {#b}\nx\n", "too-large"},
		"a heading":         {head + "## " + strings.Repeat("word ", 500) + "\nx\n## B {#b}\nx\n", "too-large"},
		"quotes":            {head + "## A {#a}\n" + strings.Repeat("> ", 40) + "x\n## B {#b}\nx\n", "nesting"},
		"lists":             {head + "## A {#a}\n" + nestedList(80) + "## B {#b}\nx\n", "nesting"},
		"brackets":          {head + "## A {#a}\n" + strings.Repeat("[a", 300) + "\n## B {#b}\nx\n", "too-large"},
		"emphasis":          {head + "## A {#a}\n" + strings.Repeat("*a_", 3000) + "\n## B {#b}\nx\n", "too-large"},
		"gaps":              {head + "## A {#a .cloze}\n" + strings.Repeat("{{a}} ", 100) + "\n## B {#b}\nx\n", "gap"},
		"front matter":      {"---\nid: d\ntitle: D\n" + strings.Repeat("# comment\n", 20_000) + "---\n## B {#b}\nx\n", "too-large"},
		"a line of it":      {"---\nid: d\ntitle: D\n# " + strings.Repeat("x", 5000) + "\n---\n## B {#b}\nx\n", "too-large"},
		"open brackets":     {"---\nid: d\ntitle: " + strings.Repeat("[\n", 3000) + "\n---\n## B {#b}\nx\n", "too-large"},
		"notes of the deck": {head + strings.Repeat("##\n", 200_001), "too-large"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d, faults := deck.ParseFile("a.md", []byte(test.src))
			if len(faults) != 1 || faults[0].Rule != test.rule || faults[0].Severity != deck.Error {
				t.Errorf("faults = %q, want one error of the rule %s", brief(faults), test.rule)
			}
			if _, ok := d.Note("b"); !ok && strings.Contains(test.src, "{#b}") {
				t.Error("the note after it is lost")
			}
		})
	}
}

func nestedList(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat("  ", i) + "- x\n")
	}
	return b.String()
}

// TestHostileTexts reads texts that make careless parsers slow. The bound is far above
// what they take and far below what a cost by the square of their size would take.
func TestHostileTexts(t *testing.T) {
	const size, bound = 256 << 10, 20 * time.Second
	repeat := func(s string) string { return strings.Repeat(s, size/len(s)) }
	note := func(body string) string { return repeat("## A\n" + body[:min(len(body), 30<<10)] + "\n") }
	tests := map[string]string{
		"one heading many times":  repeat("## A\nx\n"),
		"headings of one id":      repeat("## A {#a}\nx\n"),
		"sections":                repeat("# A\n"),
		"unclosed code":           repeat("```\n## A\n"),
		"code closed by notes":    repeat("```\n## A {#a}\n"),
		"empty lines":             repeat("\n"),
		"one line":                repeat("x"),
		"rules":                   repeat("---\n"),
		"backticks":               note(repeat("`a``b```c")),
		"unclosed gaps":           note(strings.Repeat("{{a ", 8<<10)),
		"braces":                  note(strings.Repeat("{", 30<<10)),
		"links":                   note(strings.Repeat("[a](b", 190)),
		"nested links":            note(strings.Repeat("[", 95) + strings.Repeat("](b)", 95)),
		"ends of links":           note(strings.Repeat("](", 15<<10)),
		"tags":                    note(strings.Repeat("<a ", 10<<10)),
		"references":              note(strings.Repeat("[a]: b\n", 190)),
		"emphasis":                note(strings.Repeat("*a_ ", 950)),
		"citations":               note(strings.Repeat("[@a", 190)),
		"lazy quotes":             note("> a\n" + strings.Repeat("b\n", 15<<10)),
		"lists":                   note(strings.Repeat("1. a\n", 6<<10)),
		"entities":                note(strings.Repeat("&#", 15<<10)),
		"attributes of a heading": repeat("## A {#a " + strings.Repeat("x ", 900) + "}\nx\n"),
		"braces of a heading":     repeat("## " + strings.Repeat("{", 1900) + "}\nx\n"),
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			whole := []byte(head + text + "\n## Last {#last}\nx\n")
			var d *deck.Deck
			var faults, checked []deck.Fault
			brisk.Within(t, bound, fmt.Sprintf("reading %d bytes", len(text)), func() {
				d, faults = deck.ParseFile("a.md", whole)
				checked = deck.Check(d, nil)
			})
			if sound := name == "sections" || name == "empty lines"; sound != (len(faults)+len(checked) == 0) {
				t.Errorf("%d faults, want none: %t", len(faults)+len(checked), sound)
			}
		})
	}
}

// brokenFS is a file system of which one file cannot be read.
type brokenFS struct {
	fstest.MapFS
	broken string
}

func (f brokenFS) Open(name string) (fs.File, error) {
	if name == f.broken {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.MapFS.Open(name)
}

func (f brokenFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == f.broken {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.MapFS.ReadDir(name)
}

func TestParseUnreadable(t *testing.T) {
	files := fstest.MapFS{
		"deck.md": {Data: []byte(head)}, "a.md": {Data: []byte("## A {#a}\nx\n")},
		"models/m.yaml": {Data: []byte("id: m\ntitle: M\nkind: journey\nstanding: inference\n")},
	}
	tests := map[string]struct {
		fsys    fs.FS
		wantErr bool
		want    []string
	}{
		"no folder":      {brokenFS{files, "."}, true, nil},
		"no .md file":    {fstest.MapFS{"a.txt": {}}, true, nil},
		"no file opens":  {brokenFS{fstest.MapFS{"a.md": files["a.md"]}, "a.md"}, true, nil},
		"one file":       {brokenFS{files, "a.md"}, false, []string{"a.md: error: the file cannot be read: permission denied; see to its permissions, or restore it [unreadable]"}},
		"the head":       {brokenFS{files, "deck.md"}, false, []string{"deck.md: error: the file cannot be read: permission denied; see to its permissions, or restore it [unreadable]"}},
		"a model":        {brokenFS{files, "models/m.yaml"}, false, []string{"models/m.yaml: error: the file cannot be read: permission denied; see to its permissions, or restore it [unreadable]"}},
		"nothing at all": {files, false, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, faults, err := deck.Parse(test.fsys)
			if (err != nil) != test.wantErr {
				t.Errorf("Parse error = %v, want one: %t", err, test.wantErr)
			}
			if diff := cmp.Diff(test.want, brief(faults)); diff != "" {
				t.Errorf("faults differ (-want +got):\n%s", diff)
			}
		})
	}
	if _, _, err := deck.Parse(brokenFS{files, "."}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("Parse of an unreadable folder = %v, want an error that is fs.ErrPermission", err)
	}
}

func TestFaultForms(t *testing.T) {
	f := deck.Fault{
		Pos: deck.Pos{File: "a.md", Line: 3, Column: 4}, Severity: deck.Error, Rule: "a-rule",
		Line: "## A {#a", Message: "it is wrong", Fix: "mend it",
	}
	if got, want := f.Brief(), "a.md:3:4: error: it is wrong; mend it [a-rule]"; got != want {
		t.Errorf("Brief = %q, want %q", got, want)
	}
	if got, want := f.String(), "a.md:3:4: error: it is wrong [a-rule]\n    ## A {#a\n    mend it"; got != want {
		t.Errorf("String = %q, want %q", got, want)
	}
	f.Pos, f.Severity, f.Line, f.Fix = deck.Pos{File: "a.md"}, deck.Warning, "", ""
	if got, want := f.String(), "a.md: warning: it is wrong [a-rule]"; got != want || f.Brief() != want {
		t.Errorf("String = %q, Brief = %q, want %q for both", got, f.Brief(), want)
	}
}

func TestFaultsCannotSteerATerminal(t *testing.T) {
	_, faults := deck.ParseFile("a\x1b.md", []byte(head+"## A {#a .\x1b[31m\u202e}\nx\n"))
	if len(faults) != 1 {
		t.Fatalf("faults = %q, want one", brief(faults))
	}
	if s := faults[0].String() + faults[0].Brief(); strings.ContainsAny(s, "\x1b\u202e") {
		t.Errorf("the fault is written as %q, want it without control characters", s)
	}
}
