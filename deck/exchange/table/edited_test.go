package table_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/table"
)

// TestSpreadsheetEdits holds that a table which was opened in a spreadsheet, changed and
// saved as that spreadsheet likes it brings the change back and nothing else.
func TestSpreadsheetEdits(t *testing.T) {
	d, _ := deck.ParseFile("kinds.md", []byte(kinds))
	for _, o := range []table.WriteOptions{{}, {Headers: true, Delimiter: ','}, {HTML: true}, {HTML: true, Headers: true, Delimiter: ','}} {
		var b bytes.Buffer
		if err := table.Write(&b, d, o); err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(&b)
		r.FieldsPerRecord, r.LazyQuotes = -1, true
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, delimiter := range []string{",", ";", "\t"} {
			for _, quoted := range []bool{false, true} {
				t.Run(fmt.Sprintf("%+v %q %v", o, delimiter, quoted), func(t *testing.T) {
					s, err := table.Read([]byte(saved(rows, delimiter, quoted)), table.Options{})
					if err != nil {
						t.Fatal(err)
					}
					b, err := s.Bundle(table.Target{ID: d.ID, Match: table.UpdateThere}, nil)
					if err != nil {
						t.Fatal(err)
					}
					m, err := exchange.Merge(b.Parcels[0], fstest.MapFS{"deck.md": {Data: []byte(kinds)}})
					if err != nil {
						t.Fatal(err)
					}
					for _, item := range m.Items {
						want := exchange.Unchanged
						if item.Note == "one" || item.Note == "none" && o.HTML { // which has a tab in it, and HTML has none
							want = exchange.Updated
						}
						if item.Outcome != want {
							t.Errorf("%+v, want %s", item, want)
						}
					}
				})
			}
		}
	}
}

// saved writes rows as a spreadsheet does, all of one length, with the answer of the note
// "one" changed.
func saved(rows [][]string, delimiter string, quoted bool) string {
	wide := 0
	for _, row := range rows {
		wide = max(wide, len(row))
	}
	var b strings.Builder
	b.WriteString("\ufeff")
	for _, row := range rows {
		row = append(slices.Clone(row), make([]string, wide-len(row))...)
		for i, cell := range row {
			if row[0] == "kinds/one" {
				cell = strings.Replace(cell, "With a formula", "Now with a formula", 1)
			}
			if i > 0 {
				b.WriteString(delimiter)
			}
			if quoted || strings.ContainsAny(cell, "\"\n"+delimiter) {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteString("\r\n")
	}
	return b.String()
}

// TestTableOfAnotherDeck holds that a table which was written from one deck takes nothing
// away in another whose author chose the same ids.
func TestTableOfAnotherDeck(t *testing.T) {
	const (
		one   = "---\nid: one\ntitle: One\n---\n\n## Who? {#q}\nThis one.\n\n## And then? {#then after=\"q\"}\nNothing.\n"
		other = "---\nid: other\ntitle: Other\n---\n\n## Who? {#q}\nThe other.\n"
	)
	d, _ := deck.ParseFile("deck.md", []byte(one))
	var b bytes.Buffer
	if err := table.Write(&b, d, table.WriteOptions{HTML: true}); err != nil {
		t.Fatal(err)
	}
	there := fs.FS(fstest.MapFS{"deck.md": {Data: []byte(other)}})
	for _, again := range []bool{false, true} {
		s, err := table.Read(b.Bytes(), table.Options{})
		if err != nil {
			t.Fatal(err)
		}
		bundle, err := s.Bundle(table.Target{ID: "other", Match: table.UpdateThere}, nil)
		if err != nil {
			t.Fatal(err)
		}
		m, err := exchange.Merge(bundle.Parcels[0], there)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := fs.ReadFile(m.Files, "deck.md")
		d, faults, err := deck.Parse(m.Files)
		if err != nil || len(faults) > 0 || len(d.Notes) != 3 || !strings.HasPrefix(string(text), other) || m.Changed == again {
			t.Fatalf("%v, %v, changed %v, got\n%s", err, faults, m.Changed, text)
		}
		if d.Notes[2].After[0] != d.Notes[1].ID {
			t.Errorf("the second comes after %s, want %s", d.Notes[2].After[0], d.Notes[1].ID)
		}
		there = m.Files
	}
	s, _ := table.Read(b.Bytes(), table.Options{})
	if bundle, err := s.Bundle(table.Target{}, nil); err != nil || bundle.Parcels[0].ID != "one" || bundle.Parcels[0].Notes[0].ID != "q" {
		t.Errorf("a new deck of it is %+v, %v", bundle.Parcels[0], err)
	}
}

// TestIfMatches holds that a file may say what is to become of notes that are there.
func TestIfMatches(t *testing.T) {
	for line, want := range map[string]table.Match{
		"#if matches:keep current": table.KeepThere, "#IF MATCHES: Keep Both": table.KeepBoth,
		`"#if matches:update current";""`: table.UpdateThere, "#if matches:whatever": "", "#html:false": "",
	} {
		if s, err := table.Read([]byte(line+"\nq;a\n"), table.Options{}); err != nil || s.Match != want {
			t.Errorf("%s: %q, %v, want %q", line, s.Match, err, want)
		}
	}
}
