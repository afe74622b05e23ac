package table_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"touchpoint/assets"
	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/table"
)

// kinds is a deck with every kind of note and everything that may stand in one.
const kinds = `---
id: kinds
title: "Kinds: all"
sources:
  a2020: A (2020)
  ab2021: B (2021)
---
## Of no section {#none}
A *plain* answer, with "quotes", a tab	and <b>no</b> markup.

# First

## What is **one**? {#one tags="x y::z" after="none"}
With a formula $` + "`E=mc^2`" + `$ and a source [@ab2021] in it. [@a2020]

- a
- b

> Why: because.
>
> And again. [@a2020]

## Lead? {#lead .both was="older other/old"}
This belongs to the question.

***

This to the answer.

## Gaps {#gaps .cloze}
A {{1:text}} with {{2:gaps::hint}}, twice {{1:over}}.

Second paragraph. [@a2020]

# First / Deeper

## Choose {#choose .choice}
The lead.

- [x] right *one*
- [ ] wrong
- [x] right, too

What follows.

> Explained.

## Type {#type .typed}
Lead here.

***

an answer
= another

Said after it.

## Order {#order .order}
1. first
2. second
3. third

## Cover {#cover .occlude hide=all}
![A map](<media/a map.png>)

- 1: 10 20 30 40 Label
- 2: 50 60 10 10
`

func parse(t *testing.T, name, text string) *deck.Deck {
	t.Helper()
	d, faults := deck.ParseFile(name, []byte(text))
	for _, f := range faults {
		if f.Severity == deck.Error {
			t.Fatal(f)
		}
	}
	return d
}

// through writes a deck as a table, reads it and makes a deck of it again.
func through(t *testing.T, d *deck.Deck, o table.WriteOptions) *deck.Deck {
	t.Helper()
	var b bytes.Buffer
	if err := table.Write(&b, d, o); err != nil {
		t.Fatal(err)
	}
	s, err := table.Read(b.Bytes(), table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Warnings) > 0 || s.HTML != o.HTML {
		t.Errorf("HTML %v, warnings %q", s.HTML, s.Warnings)
	}
	bundle, err := s.Bundle(table.Target{ID: d.ID, Title: d.Title}, nil)
	if err != nil {
		t.Fatal(err)
	}
	m, err := exchange.Merge(bundle.Parcels[0], nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range m.Items {
		if x.Outcome != exchange.Added || len(x.Lost) > 0 {
			t.Errorf("%s: %s %s %q", x.Note, x.Outcome, x.Why, x.Lost)
		}
	}
	back, _, err := deck.Parse(m.Files)
	if err != nil {
		t.Fatal(err)
	}
	return back
}

var asWritten = []cmp.Option{
	cmpopts.IgnoreFields(deck.Note{}, "Pos", "Derived"),
	cmpopts.EquateEmpty(),
	cmpopts.SortSlices(func(a, b string) bool { return a < b }), // citations come in another order
}

// inWords makes the texts of a note plain, since HTML can write them in another way, such
// as a citation at the end that stood in the middle.
func inWords(n *deck.Note) {
	for _, text := range []*string{&n.Front, &n.Lead, &n.Back, &n.Explanation} {
		*text = strings.Join(strings.Fields(deck.PlainText(*text)), " ")
		*text = strings.NewReplacer(" .", ".", " ,", ",").Replace(*text)
	}
}

func TestComesBackTheSame(t *testing.T) {
	files, err := assets.Deck(assets.Decks()[0])
	if err != nil {
		t.Fatal(err)
	}
	embedded, _, err := deck.Parse(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []*deck.Deck{parse(t, "kinds.md", kinds), embedded} {
		for _, o := range []table.WriteOptions{
			{},
			{Headers: true},
			{Delimiter: ';'},
			{Delimiter: ';', Headers: true},
			{HTML: true},
			{HTML: true, Headers: true},
		} {
			t.Run(fmt.Sprintf("%s %q html=%v headers=%v", d.ID, o.Delimiter, o.HTML, o.Headers), func(t *testing.T) {
				back := through(t, d, o)
				for i := range d.Notes {
					got, ok := back.Note(d.Notes[i].ID)
					if !ok {
						t.Errorf("%s is missing", d.Notes[i].ID)
						continue
					}
					want := d.Notes[i]
					if o.HTML {
						inWords(&want)
						inWords(got)
					}
					if diff := cmp.Diff(&want, got, asWritten...); diff != "" {
						t.Errorf("%s: %s", got.ID, diff)
					}
				}
			})
		}
	}
}

func TestReadsWhatAnkiWrote(t *testing.T) {
	data, err := os.ReadFile("testdata/anki-2.1.15.txt")
	if err != nil {
		t.Fatal(err)
	}
	s, err := table.Read(data, table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]table.Role{table.Front, table.Back, table.Extra, table.Tags}, s.Roles); diff != "" || !s.HTML || s.Delimiter != '\t' {
		t.Errorf("HTML %v, delimiter %q, %s", s.HTML, s.Delimiter, diff)
	}
	b, err := s.Bundle(table.Target{Title: "Sample"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	m, err := exchange.Merge(b.Parcels[0], nil)
	if err != nil {
		t.Fatal(err)
	}
	d, faults, err := deck.Parse(m.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Error(f)
	}
	if len(d.Notes)+b.Report.Skipped != len(s.Rows) || b.Report.Notes != len(s.Rows) {
		t.Errorf("%d notes of %d rows, %d skipped", len(d.Notes), len(s.Rows), b.Report.Skipped)
	}
	if len(d.Cards()) != b.Report.Cards {
		t.Errorf("%d cards, and the report says %d", len(d.Cards()), b.Report.Cards)
	}
}

func TestRead(t *testing.T) {
	yes := true
	for _, test := range []struct {
		name, text string
		o          table.Options
		rows       [][]string
		roles      []table.Role
	}{
		{"quizlet", "Hund\tdog\nKatze\tcat\n", table.Options{}, [][]string{{"Hund", "dog"}, {"Katze", "cat"}}, []table.Role{table.Front, table.Back}},
		{"quizlet with its own marks", "Hund - dog; Katze, die - cat", table.Options{Delimiter: '-', Rows: ";"}, [][]string{{"Hund", "dog"}, {"Katze, die", "cat"}}, []table.Role{table.Front, table.Back}},
		{"spreadsheet", "Question,Answer,Tags\r\n\"a, b\",\"say \"\"no\"\"\",x\r\n", table.Options{}, [][]string{{"a, b", `say "no"`, "x"}}, []table.Role{table.Front, table.Back, table.Tags}},
		{"semicolons", "a;1,5\nb;2,5\nc;3,5\n", table.Options{}, [][]string{{"a", "1,5"}, {"b", "2,5"}, {"c", "3,5"}}, []table.Role{table.Front, table.Back}},
		{"a quote that nothing closes", "\"Yes\" he said\tx\n\"No\ty\n", table.Options{}, [][]string{{`"Yes" he said`, "x"}, {`"No`, "y"}}, []table.Role{table.Front, table.Back}},
		{"lines in a cell", "\"a\nb\",c\nd,e\n", table.Options{}, [][]string{{"a\nb", "c"}, {"d", "e"}}, []table.Role{table.Front, table.Back}},
		{"headers", "#separator:Comma\n#html:false\n#columns:Extra,Wort,Back\n#tags column:1\nt,a,b\n", table.Options{}, [][]string{{"t", "a", "b"}}, []table.Role{table.Tags, table.Front, table.Back}},
		{"headers that a spreadsheet saved", "#separator:tab,,\n\"#columns:guid\tFront\tBack\",,\n#guid column:1,,\ng,a,b\nh,c,d\n", table.Options{}, [][]string{{"g", "a", "b"}, {"h", "c", "d"}}, []table.Role{table.ID, table.Front, table.Back}},
		{"old tags", "tags: a b\nx\ty\n", table.Options{}, [][]string{{"x", "y"}}, []table.Role{table.Front, table.Back}},
		{"utf-16", "\xff\xfea\x00\t\x00\xe6\x00\n\x00", table.Options{}, [][]string{{"a", "æ"}}, []table.Role{table.Front, table.Back}},
		{"windows", "s\xf8d\tsweet\n", table.Options{}, [][]string{{"sød", "sweet"}}, []table.Role{table.Front, table.Back}},
		{"empty columns and rows", "a,b,,\n,,,\nc,,,\n", table.Options{}, [][]string{{"a", "b"}, {"c", ""}}, []table.Role{table.Front, table.Back}},
		{"a header that is said to be", "uno,dos\na,b\n", table.Options{Header: &yes}, [][]string{{"a", "b"}}, []table.Role{table.Front, table.Back}},
		{"more columns", "a,b,Some sentence.,x\nc,d,Another one.,x\n", table.Options{}, [][]string{{"a", "b", "Some sentence.", "x"}, {"c", "d", "Another one.", "x"}}, []table.Role{table.Front, table.Back, table.Extra, table.Tags}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, err := table.Read([]byte(test.text), test.o)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.rows, s.Rows); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.roles, s.Roles); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWriteRefuses(t *testing.T) {
	d, _ := deck.ParseFile("d.md", []byte("---\nid: d\ntitle: D\n---\n"))
	var b bytes.Buffer
	err := table.Write(&b, d, table.WriteOptions{})
	if said := (*exchange.Error)(nil); !errors.As(err, &said) || b.Len() > 0 {
		t.Errorf("%v, wrote %q", err, b.String())
	}
}

func TestReadRefuses(t *testing.T) {
	for name, data := range map[string]string{
		"nothing":     "",
		"a package":   "PK\x03\x04rest",
		"a picture":   "\x89PNG\x00\x00",
		"no rows":     "#html:true\n\n\n",
		"columns":     strings.Repeat("x,", 200) + "\n",
		"many rows":   strings.Repeat("a,b\n", 200_001),
		"large":       strings.Repeat("a,b", 18<<20),
		"odd utf-16":  "\xff\xfe",
		"only spaces": "  \t \n",
	} {
		_, err := table.Read([]byte(data), table.Options{})
		var said *exchange.Error
		if !errors.As(err, &said) || said.Sentence() == "" {
			t.Errorf("%s: got %v", name, err)
		}
	}
	s, err := table.Read([]byte("a,b\nc,"+strings.Repeat("x", 70<<10)+"\n"), table.Options{})
	if err != nil || len(s.Rows) != 1 || len(s.Warnings) != 1 {
		t.Errorf("a cell that is too long: %v, %v", s, err)
	}
}

// notes makes a bundle of a table and returns its notes.
func notes(t *testing.T, text string, target table.Target) []exchange.Note {
	t.Helper()
	s, err := table.Read([]byte(text), table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.Bundle(target, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b.Parcels[0].Notes
}

func TestBundle(t *testing.T) {
	id := string(exchange.AnkiID("g1"))
	for _, test := range []struct{ name, table, section, want string }{
		{
			"anki's cloze", "#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\ng1\tCloze\tBio::Cells::Core\tA {{c1::gap::hint}}<br>here\tmore\n", "Cells / Core",
			"## Core {#" + id + " .cloze}\nA {{1:gap::hint}}\\\nhere\n\nmore\n",
		},
		{
			"a question of several lines", "#html:true\n#guid column:1\ng1\tOne<br>two\tx\n", "",
			"## One {#" + id + "}\ntwo\n\n***\n\nx\n",
		},
		{
			"text that looks like Markdown", "#html:false\n#guid column:1\ng1\t# 1 *a* {#x}\t- [x] y\n", "",
			"## \\# 1 \\*a\\* \\{#x\\} {#" + id + "}\n\\- \\[x\\] y\n",
		},
		{
			"a choice", "guid,kind,question,answer\ng1,choice,Which?,\"- [x] this\n[ ] that *one*\nSo it is.\"\n", "",
			"## Which? {#" + id + " .choice}\n- [x] this\n- [ ] that \\*one\\*\n\nSo it is.\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			list := notes(t, test.table, table.Target{Title: "T"})
			if len(list) != 1 {
				t.Fatalf("got %d notes", len(list))
			}
			if diff := cmp.Diff(test.want, list[0].Text); diff != "" || list[0].Section != test.section {
				t.Errorf("section %q, %s", list[0].Section, diff)
			}
			n, faults := deck.ReadNote(list[0].Text, nil)
			if slices.ContainsFunc(faults, func(f deck.Fault) bool { return f.Severity == deck.Error }) || n.ID != list[0].ID {
				t.Errorf("%v", faults)
			}
		})
	}
}

func TestRowsKeepTheirIDs(t *testing.T) {
	first := notes(t, "Hund\tdog\nKatze\tcat\nbank\tshore\nbank\tmoney\n", table.Target{Title: "Words"})
	again := notes(t, "Katze\tthe cat\nbank\tshore\nbank\tmoney\nHund\ta dog\n", table.Target{Title: "Words"})
	ids := func(list []exchange.Note) map[string]deck.NoteID {
		m := make(map[string]deck.NoteID)
		for i, n := range list {
			m[fmt.Sprint(n.Title, strings.Contains(n.Text, "money"))] = list[i].ID
		}
		return m
	}
	if diff := cmp.Diff(ids(first), ids(again)); diff != "" || len(ids(first)) != 4 {
		t.Error(diff)
	}
	other := notes(t, "Hund\tperro\n", table.Target{Title: "Palabras"})
	if other[0].ID == first[0].ID {
		t.Error("the same word in another deck is taken for the same note")
	}
}

func TestSecondImportUpdates(t *testing.T) {
	merge := func(text string, there *exchange.Merged) *exchange.Merged {
		s, err := table.Read([]byte(text), table.Options{})
		if err != nil {
			t.Fatal(err)
		}
		b, err := s.Bundle(table.Target{Title: "Words", Match: table.UpdateThere}, nil)
		if err != nil {
			t.Fatal(err)
		}
		var m *exchange.Merged
		if there == nil {
			m, err = exchange.Merge(b.Parcels[0], nil)
		} else {
			m, err = exchange.Merge(b.Parcels[0], there.Files)
		}
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	m := merge("Hund\tdog\nKatze\tcat\n", nil)
	if again := merge("Hund\tdog\nKatze\tcat\n", m); again.Changed {
		t.Error("the same again changes the deck")
	}
	m = merge("Hund\ta dog\nMaus\tmouse\nKatze\tcat\n", m)
	var got []exchange.Outcome
	for _, x := range m.Items {
		got = append(got, x.Outcome)
	}
	if diff := cmp.Diff([]exchange.Outcome{exchange.Updated, exchange.Added, exchange.Unchanged}, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzRead(f *testing.F) {
	data, err := os.ReadFile("testdata/anki-2.1.15.txt")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(data[:2000]), "")
	f.Add("#separator:tab\n#guid column:1\ng\t\"a\n\"\"b\"\"\"\tc\n", "")
	f.Add("a - b; c - d", ";")
	f.Add("\"a\"\"b,\"c\n{{c1::x}},<hr>[x] y", "")
	f.Fuzz(func(t *testing.T, text, rows string) {
		s, err := table.Read([]byte(text), table.Options{Rows: rows})
		if err != nil {
			if said := (*exchange.Error)(nil); !errors.As(err, &said) {
				t.Fatalf("%v is no sentence", err)
			}
			return
		}
		for _, row := range s.Rows {
			if len(row) != len(s.Roles) || len(row) != len(s.Names) {
				t.Fatalf("%d cells, %d roles, %d names", len(row), len(s.Roles), len(s.Names))
			}
		}
		b, err := s.Bundle(table.Target{Title: "Fuzz"}, nil)
		if err != nil || len(b.Parcels) == 0 {
			return
		}
		m, err := exchange.Merge(b.Parcels[0], nil)
		if err != nil {
			t.Fatal(err)
		}
		if !m.Changed {
			return
		}
		_, faults, err := deck.Parse(m.Files)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faults {
			if fault.Severity == deck.Error {
				t.Fatalf("%s", fault)
			}
		}
	})
}
