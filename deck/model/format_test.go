package model

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// withoutPos compares models wherever they stand in their files.
var withoutPos = cmpopts.IgnoreTypes(Pos{})

// TestFormatAndParse wants that a model which was written and read is the same model, and
// that nothing is said about it but how it is worded.
func TestFormatAndParse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := genModel(t)
		src := Format(m)
		got, faults := Parse(src)
		for _, f := range faults {
			if f.Severity == Error {
				t.Fatalf("%d:%d: %s [%s]\n%s", f.Pos.Line, f.Pos.Column, f.Message, f.Rule, src)
			}
		}
		if diff := cmp.Diff(m, got, withoutPos); diff != "" {
			t.Fatalf("the model differs (-want +got):\n%s\n%s", diff, src)
		}
		if again := Format(got); !bytes.Equal(again, src) {
			t.Fatalf("formatted again it is\n%s\nwant\n%s", again, src)
		}
		for _, f := range Check(got) {
			switch f.Rule { // what a model that is drawn by chance may well have
			case "never-counts", "case-answer", "unreachable", "no-way", "unused-level", "same-place", "number-without-source":
			default:
				t.Fatalf("%s\n%s", briefFault(f), src)
			}
		}
	})
}

// TestLongLines wants no line that Parse refuses, however long texts and lists are.
func TestLongLines(t *testing.T) {
	m := wideModel(300)
	src := Format(m)
	for l := range bytes.Lines(src) {
		if len(l) > yamlLimits.Line/2 {
			t.Errorf("a line has %d bytes: %.80s…", len(l), l)
		}
	}
	got, faults := Parse(src)
	for _, f := range faults {
		if f.Severity == Error {
			t.Error(briefFault(f))
		}
	}
	if diff := cmp.Diff(m, got, withoutPos); diff != "" {
		t.Errorf("the model differs (-want +got):\n%.2000s", diff)
	}
}

// wideModel is a path whose ids are as long as may be, all of which are one step of its
// order, with a text of many bytes.
func wideModel(n int) *Model {
	m := &Model{ID: "m", Title: "M", Kind: PathKind, Standing: Inference, About: strings.Repeat("它", 5000), Question: strings.Repeat("why, ", 2000) + "why?"}
	step := make([]string, n)
	for i := range step {
		step[i] = fmt.Sprintf("%0200d", i)
		m.Constructs = append(m.Constructs, Construct{Part: Part{ID: step[i], Label: "C", Standing: Inference}, Role: Focal})
	}
	m.Order = [][]string{step}
	return m
}
