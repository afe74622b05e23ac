package anki

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// TestSourceComesBack: whatever a note's text is, the field gives it back byte for byte,
// also after a program has composed its letters or broken its lines anew.
func TestSourceComesBack(t *testing.T) {
	noZero := func(s string) bool { return !strings.Contains(s, "\x00") } // no text has one
	text := rapid.OneOf(rapid.String().Filter(noZero), rapid.StringMatching(`(?:--?>|<!--|&#?[a-z0-9]{1,4};|\[sound:a\]|\{\{c1::|[ \t\r\n]|[a-zé]|e\x{301}|å){0,20}`))
	title := rapid.StringMatching(`[^\t\r\n \x00]([^\t\r\n\x00]{0,10}[^\t\r\n \x00])?`)
	rapid.Check(t, func(t *rapid.T) {
		visible := rapid.SliceOfN(rapid.StringMatching(`[a-zé <>&]{0,8}`), 1, 4).Draw(t, "visible")
		s := Source{Text: text.Draw(t, "text"), Section: title.Draw(t, "section")}
		if rapid.Bool().Draw(t, "more") {
			s.Path, s.Files, s.Facets = "models/drivers.yaml", map[string]string{"a b.png": "media/a b.png", "x.png": "x.png"}, map[int]string{3: "name:trust", 12: "rebuild"}
		}
		field := s.Field(visible...)
		if strings.ContainsAny(field, "\n\r\t\x1f[{") || strings.Count(field, "--") != 2 {
			t.Fatalf("a program may change or read this: %q", field)
		}
		got, same, ok := ReadSource(norm.NFC.String(field), visible...)
		if !ok || !same {
			t.Fatalf("ok %v, same %v: %q", ok, same, field)
		}
		if diff := cmp.Diff(s, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestSourceKnowsWhatWasChanged(t *testing.T) {
	field := Source{Text: "## What? {#a}\nThis.\n"}.Field("What?", "<p>This.</p>", "e\u0301")
	for _, test := range []struct {
		name    string
		visible []string
		same    bool
	}{
		{"nothing", []string{"What?", "<p>This.</p>", "e\u0301"}, true},
		{"letters composed", []string{"What?", "<p>This.</p>", "é"}, true},
		{"a line broken", []string{"What?", "<p>\nThis.</p>", "é"}, true},
		{"a word", []string{"What?", "<p>That.</p>", "é"}, false},
		{"moved to another field", []string{"What?<p>", "This.</p>", "é"}, false},
		{"a field more", []string{"What?", "<p>This.</p>", "é", ""}, false},
	} {
		if _, same, ok := ReadSource(field, test.visible...); !ok || same != test.same {
			t.Errorf("%s changed: same %v, ok %v, want %v", test.name, same, ok, test.same)
		}
	}
}

func TestSourceOfWhatIsNone(t *testing.T) {
	for _, field := range []string{"", "text", "<!-- touchpoint -->", sourceOpen, sourceOpen + sourceClose, sourceOpen + "sum: a" + sourceClose} {
		if s, _, ok := ReadSource(field, "a"); ok {
			t.Errorf("%q read as %+v", field, s)
		}
	}
	s, _, ok := ReadSource("<p>About it.</p>" + Source{Text: "---\nid: a\n---\n"}.Field() + "<br>")
	if !ok || s.Text != "---\nid: a\n---\n" {
		t.Errorf("from among other text: %q, %v", s.Text, ok)
	}
}

// FuzzReadSource reads fields as strangers may write them: what is read can be written, and
// is the same then.
func FuzzReadSource(f *testing.F) {
	f.Add(Source{Text: "## What? {#a}\r\nThis -- and <b>that</b>.\n", Section: "A: b"}.Field("What?"))
	f.Add(Source{Text: "id: a\n", Path: "models/a.yaml", Facets: map[int]string{1: "rebuild"}, Files: map[string]string{"a.png": "media/a.png"}}.Field())
	f.Add("text <!--touchpoint:1 sum: x&#10;facet: 0&#9;a&#10;file: a&#10;&#10;-->")
	f.Add("<!--touchpoint:1 &#10;&#10;&#0;&#xD800;&notit;&amp;amp;")
	f.Fuzz(func(t *testing.T, field string) {
		s, _, ok := ReadSource(field, "a")
		if !ok || strings.Contains(field, "\x00") || strings.ContainsAny(s.Section+s.Path, "\t\r\n") {
			return
		}
		again, same, ok := ReadSource(s.Field("a"), "a")
		if !ok || !same || again.Text != s.Text && utf8.ValidString(s.Text) {
			t.Fatalf("%+v comes back as %+v", s, again)
		}
	})
}
