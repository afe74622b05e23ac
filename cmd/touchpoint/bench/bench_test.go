package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadTakesEveryFigureOfEachPackage(t *testing.T) {
	const printed = `goos: linux
goarch: amd64
pkg: touchpoint/deck/memory
cpu: Some CPU
BenchmarkAnswer-2        	 7654321	       151.2 ns/op	       0 B/op	       0 allocs/op
BenchmarkFold/long-run-2 	     100	     20000 ns/op
PASS
ok  	touchpoint/deck/memory	2.1s
pkg: touchpoint/cmd/touchpoint
BenchmarkWindow-2	9	2345678901 ns/op	200.5 ready-ms
`
	got := figures{}
	got.read(strings.NewReader(printed))
	want := figures{
		"deck/memory.Answer":        {"ns/op": 151.2, "B/op": 0, "allocs/op": 0},
		"deck/memory.Fold/long-run": {"ns/op": 20000},
		"cmd/touchpoint.Window":     {"ns/op": 2345678901, "ready-ms": 200.5},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("read (-want +got):\n%s", diff)
	}
}

func TestTableMarksWhatIsOverAndNamesWhatIsMissing(t *testing.T) {
	measured := figures{}
	for _, b := range bounds[1:] {
		if measured[b.benchmark] == nil {
			measured[b.benchmark] = map[string]float64{}
		}
		measured[b.benchmark][b.unit] = 2 * b.most / b.scale
	}
	delete(measured[bounds[0].benchmark], bounds[0].unit)

	var out strings.Builder
	err := table(&out, measured)
	if missing := bounds[0].benchmark + " " + bounds[0].unit; err == nil || !strings.Contains(err.Error(), missing) {
		t.Errorf("table reported %v, want a word of %s", err, missing)
	}
	for _, b := range bounds[1:] {
		row := rowOf(t, out.String(), b.what)
		if over := b.bounded && b.most > 0; strings.Contains(row, "2.00 OVER") != over {
			t.Errorf("row %q: marked as over = %t, want %t", row, !over, over)
		}
	}
}

func TestAmountShowsTheDigitsThatCount(t *testing.T) {
	for _, test := range []struct {
		value float64
		unit  string
		want  string
	}{
		{0, "", "0"},
		{0.1512, "us", "0.151 us"},
		{1.049, "", "1.05"},
		{36.26, "MB", "36.3 MB"},
		{151.4, "ms", "151 ms"},
		{16, "ms", "16 ms"},
	} {
		if got := amount(test.value, test.unit); got != test.want {
			t.Errorf("amount(%v, %q) = %q, want %q", test.value, test.unit, got, test.want)
		}
	}
}

func rowOf(t *testing.T, table, what string) string {
	t.Helper()
	for row := range strings.Lines(table) {
		if strings.HasPrefix(row, what+"  ") {
			return row
		}
	}
	t.Fatalf("no row %q in:\n%s", what, table)
	return ""
}
