package model

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var updateFaults = flag.Bool("update-faults", false, "write what is found wrong as what testdata/faults.txtar wants")

// TestFaults reads the files of testdata/faults.txtar, each of which is followed by what
// is wanted: the faults of reading and checking it, one a line, and what is left of it.
func TestFaults(t *testing.T) {
	const golden = "testdata/faults.txtar"
	archive, err := txtar.ParseFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(archive.Files); i += 2 {
		in, want := archive.Files[i], &archive.Files[i+1]
		name, ok := strings.CutSuffix(in.Name, ".yaml")
		if !ok || want.Name != name+".want" {
			t.Fatalf("the file %s is followed by %s, want NAME.yaml and NAME.want", in.Name, want.Name)
		}
		t.Run(name, func(t *testing.T) {
			got := found(in.Data)
			if *updateFaults {
				want.Data = []byte(got)
			} else if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("faults differ (-want +got):\n%s", diff)
			}
		})
	}
	if *updateFaults {
		if err := os.WriteFile(golden, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// found returns what is wrong with a model, one fault a line, and what is left of it.
func found(src []byte) string {
	var b strings.Builder
	m, faults := Parse(src)
	if m != nil {
		left := slices.ContainsFunc(faults, func(f Fault) bool { return f.Severity == Error })
		for _, f := range Check(m) {
			if !left || !f.Follows() {
				faults = append(faults, f)
			}
		}
		sortFaults(faults)
	}
	for _, f := range faults {
		fmt.Fprintln(&b, briefFault(f))
	}
	if m == nil {
		return b.String() + "nothing is left\n"
	}
	var ids []string
	for _, e := range m.Elements() {
		ids = append(ids, e.ID)
	}
	for _, c := range m.Cases {
		ids = append(ids, "case "+c.ID)
	}
	fmt.Fprintf(&b, "left: %s\n", strings.Join(ids, " "))
	return b.String()
}

func briefFault(f Fault) string {
	severity := "error"
	if f.Severity == Warning {
		severity = "warning"
	}
	return fmt.Sprintf("%d:%d: %s: %s; %s [%s]", f.Pos.Line, f.Pos.Column, severity, f.Message, f.Fix, f.Rule)
}
