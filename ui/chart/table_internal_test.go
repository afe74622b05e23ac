package chart

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What somebody wrote on a card must not run in the spreadsheet of somebody else.
func TestExportedTextsAreNoFormulas(t *testing.T) {
	bars := Bars{Of: "Card", Series: []Series{{Name: "=1+1", Unit: Minutes}}}
	names := []string{
		`=HYPERLINK("http://a.b", "x")`, "+1+cmd", "-1+2", "@SUM(A1)", " =1", "\t=1", "\n=1", "＝1", "-3.5", "a=b", `say "a", b`, "two\nlines\tand a tab", "–", "'",
	}
	for _, name := range names {
		bars.Bars = append(bars.Bars, Bar{Name: name, Amount: []float64{-2}})
	}
	want := []string{
		"Card", `'=HYPERLINK("http://a.b", "x")`, "'+1+cmd", "'-1+2", "'@SUM(A1)", "' =1", "' =1", "' =1", "'＝1", "-3.5", "a=b", `say "a", b`, "two lines and a tab", "–", "'",
	}
	v := New(bars)
	records, err := csv.NewReader(bytes.NewReader(v.CSV())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if records[0][1] != "'=1+1 (min)" || records[1][1] != "-2" {
		t.Errorf("figures in the file: %q", records[:2])
	}
	var file, pasted []string
	for _, r := range records {
		file = append(file, r[0])
	}
	for line := range strings.Lines(v.Text()) {
		name, _, _ := strings.Cut(line, "\t")
		pasted = append(pasted, name)
	}
	if diff := cmp.Diff(want, file); diff != "" {
		t.Errorf("file (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, pasted); diff != "" {
		t.Errorf("clipboard (-want +got):\n%s", diff)
	}
}
