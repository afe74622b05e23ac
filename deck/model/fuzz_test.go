package model

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"touchpoint/deck/brisk"
)

// FuzzParse wants that nothing in a file ends the program, that what can be used stays the
// same when it is written and read again, and that faults name places of the file.
func FuzzParse(f *testing.F) {
	for _, dir := range []string{"testdata/kinds/*.yaml", "../../assets/decks/*/models/*.yaml"} {
		paths, err := filepath.Glob(dir)
		if err != nil {
			f.Fatal(err)
		}
		for _, path := range paths {
			src, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(src)
		}
	}
	for _, h := range hostile {
		f.Add([]byte(h.file(64)))
	}
	f.Add([]byte("id: m\nkind: path\nconstructs: {a: b}\nrelations: [[[a]], {from: {}}, {from: [a], to: &x b}]\norder: {}\nnet: [[], [1, 2]]\n"))
	f.Add([]byte("id: m\nkind: contingency\nrules:\n  - {id: r, when: {a: [b]}, says: favours}\n  - {id: r, when: [a], says: }\nconditions: [{id: a, values: [{id: a:b}, {}]}]\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		m, faults := Parse(src)
		lines := strings.Count(string(src), "\n") + 1
		broken := m == nil
		for _, x := range faults {
			broken = broken || x.Severity == Error
			if x.Pos.Line < 1 || x.Pos.Line > lines || x.Pos.Column < 1 || x.Message == "" || x.Rule == "" {
				t.Errorf("the fault %+v has no place in %d lines, or says nothing", x, lines)
			}
		}
		if m == nil {
			if len(faults) == 0 {
				t.Error("there is neither a model nor a fault")
			}
			return
		}
		Check(m)
		again, faults := Parse(Format(m))
		if broken || again == nil {
			return
		}
		for _, x := range faults {
			if x.Severity == Error {
				t.Errorf("written and read again it has the fault %s\n%s", briefFault(x), Format(m))
			}
		}
	})
}

// A hostileFile is something small, many times.
type hostileFile struct{ name, head, each, end string }

// hostile are files made for a parser to be slow at.
var hostile = []hostileFile{
	{"aliases", "question: &a [x, x]\norder: [", "*a, ", "]\n"},
	{"anchors", "order:\n", "  - &a x\n", ""},
	{"open brackets", "order: ", "[", "\n"},
	{"brackets", "order: [", "[], ", "]\n"},
	{"braces", "order:\n", "  - {a: {b: {}}}\n", ""},
	{"hyphens", "order:\n  ", "- ", "x\n"},
	{"short hyphens", "order:\n", "  - - - - x\n", ""},
	{"question marks", "", "? ", "x\n"},
	{"a long scalar", "about: |\n", "  some text\n", ""},
	{"a plain scalar", "about: a\n", "  some text\n", ""},
	{"a quoted scalar", "about: \"", "some text\n  ", "\"\n"},
	{"an open quotation", "about: \"", "x\n", ""},
	{"comments", "", "# a comment\n", ""},
	{"comments after keys", "order:\n", "  - a # a comment\n", ""},
	{"one key", "", "k:\n", ""},
	{"unknown keys", "", "k%d: x\n", ""},
	{"unknown keys of an element", "constructs:\n  - id: a\n", "    k%d: x\n", ""},
	{"constructs", "constructs:\n", "  - {id: c%d, label: C, role: focal, standing: inference}\n", ""},
	{"relations that dangle", "constructs: [{id: a, label: A, role: focal, standing: inference}]\nrelations:\n", "  - {from: a, to: b%d, sign: \"+\", standing: inference}\n", ""},
	{"an order that dangles", "order:\n", "  - [a%d, b%d, c%d]\n", ""},
	{"tags", "order:\n", "  - !!a x\n", ""},
	{"merges", "", "<<: {a: b}\n", ""},
	{"documents", "", "---\n", ""},
	{"colons", "", ":", ""},
	{"quotation marks", "order: [", "'', ", "]\n"},
	{"blank lines", "", "\n", ""},
}

// file returns a hostile file of about some size.
func (h hostileFile) file(size int) string {
	var b strings.Builder
	b.WriteString("id: m\ntitle: M\nkind: path\n" + h.head)
	for i := 0; b.Len()+len(h.each)+len(h.end)+20 < size || i == 0; i++ {
		b.WriteString(strings.ReplaceAll(h.each, "%d", strconv.Itoa(i)))
	}
	return b.String() + h.end
}

// TestHostile wants that a file of the largest size, whatever is in it, is read in a time
// that nobody minds. It takes a fraction of a second; without limits some take minutes.
func TestHostile(t *testing.T) {
	const most = 5 * time.Second
	for _, h := range hostile {
		for _, size := range []int{yamlLimits.Bytes / 4, yamlLimits.Bytes} {
			text := []byte(h.file(size))
			brisk.Within(t, most, fmt.Sprintf("%s of %d bytes", h.name, size), func() {
				if m, faults := Parse(text); m == nil && len(faults) == 0 {
					t.Errorf("%s: there is neither a model nor a fault", h.name)
				}
			})
		}
	}
}

// TestTooManyConstructs wants one word about a model that is far too large.
func TestTooManyConstructs(t *testing.T) {
	for _, h := range hostile {
		if h.name != "constructs" {
			continue
		}
		m, faults := Parse([]byte(h.file(500 * len(h.each))))
		faults = slices.DeleteFunc(faults, func(f Fault) bool { return f.Severity == Warning })
		if m != nil || len(faults) != 1 || faults[0].Rule != "too-large" {
			t.Errorf("Parse of some 500 constructs = %v, %+v, want nothing and one error too-large", m, faults)
		}
	}
}
