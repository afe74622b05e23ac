package model

import (
	"bytes"
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
			case "never-counts", "case-answer", "unreachable", "no-way":
			default:
				t.Fatalf("%s\n%s", briefFault(f), src)
			}
		}
	})
}
