package model

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestKinds reads a small file of each kind in which nothing is wrong, and wants of it
// what stands beside it: the same model as Format writes it.
func TestKinds(t *testing.T) {
	paths, err := filepath.Glob("testdata/kinds/*.yaml")
	if err != nil || len(paths) != 4 {
		t.Fatalf("%d files, %v, want four", len(paths), err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".yaml"), func(t *testing.T) {
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			m, faults := Parse(src)
			if m == nil {
				t.Fatalf("no model: %+v", faults)
			}
			for _, f := range append(faults, Check(m)...) {
				t.Error(briefFault(f))
			}
			golden := strings.TrimSuffix(path, ".yaml") + ".golden"
			got := Format(m)
			if *updateFaults {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("the model differs (-want +got):\n%s", diff)
			}
			again, _ := Parse(got)
			if diff := cmp.Diff(m, again, withoutPos); diff != "" {
				t.Errorf("read again it differs (-want +got):\n%s", diff)
			}
		})
	}
}

// TestPositions wants elements to know where they stand, in runes.
func TestPositions(t *testing.T) {
	m, faults := Parse([]byte("\ufeffid: m\r\ntitle: \"Ærlighed\"\r\nkind: path\r\nstanding: inference\r\nconstructs:\r\n" +
		"  - {label: \"客户\", role: focal, id: a, standing: inference}\r\n  - id: b\r\n    label: B\r\n    role: outcome\r\n    standing: inference\r\n" +
		"relations: [{from: a, to: b, sign: \"-\", standing: inference}]\r\n"))
	if m == nil || len(faults) > 0 {
		t.Fatalf("Parse = %v, %+v, want a model without faults", m, faults)
	}
	want := map[string]Pos{"a": {6, 6}, "b": {7, 5}, "a-b": {11, 14}}
	for _, e := range m.Elements() {
		if e.Pos != want[e.ID] {
			t.Errorf("%s stands at %v, want %v", e.ID, e.Pos, want[e.ID])
		}
	}
	if m.Pos != (Pos{1, 5}) {
		t.Errorf("the model stands at %v, want 1:5", m.Pos)
	}
}

func BenchmarkParse(b *testing.B) {
	paths, err := filepath.Glob("../../assets/decks/customer-engagement/models/*.yaml")
	if err != nil || len(paths) == 0 {
		b.Fatalf("no models: %v", err)
	}
	var all [][]byte
	size := 0
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		size += len(src)
		all = append(all, bytes.TrimSpace(src))
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, src := range all {
			if m, faults := Parse(src); m == nil || len(faults) > 0 {
				b.Fatalf("Parse = %v, %+v, want a model without faults", m, faults)
			}
		}
	}
}

// TestActOnAList reads an act on a list as one on each of its relations, asked together.
func TestActOnAList(t *testing.T) {
	m, faults := Parse([]byte(`id: m
title: M
kind: path
standing: inference
constructs:
  - {id: a, label: A, role: antecedent, standing: inference}
  - {id: b, label: B, role: outcome, standing: inference}
  - {id: c, label: C, role: outcome, standing: inference}
relations:
  - {from: a, to: b, sign: "+", standing: inference}
  - {from: b, to: c, sign: "+", standing: inference}
moderators:
  - id: x
    label: X
    standing: inference
    acts:
      - {on: [a-b, b-c, a-b, gone], change: weakens, text: Less., standing: inference}
      - {on: b-c, change: reverses, standing: inference}
`))
	if len(faults) != 1 || faults[0].Rule != "dangling" {
		t.Errorf("faults: %v", faults)
	}
	var got []string
	for _, a := range m.Moderators[0].Acts {
		got = append(got, fmt.Sprintln(a.On, a.Together, a.Change, a.Text))
	}
	if diff := cmp.Diff([]string{"a-b true weakens Less.\n", "b-c true weakens Less.\n", "b-c false reverses \n"}, got); diff != "" {
		t.Error(diff)
	}
}
