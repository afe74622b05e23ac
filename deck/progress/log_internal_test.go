package progress

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Rows come by place; in time they are as if they had been compared.
func TestInTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		moments := rapid.SliceOfN(rapid.OneOf(rapid.Int64Range(-3, 3), rapid.Int64Range(1e12, 2e12), rapid.Int64Range(-1<<54, 1<<54)), 1, 50).Draw(t, "moments")
		rows := make([]logRow, len(moments))
		for i, at := range moments {
			rows[i] = logRow{seq: int64(i), at: at}
		}
		want := slices.Clone(rows)
		slices.SortFunc(want, earlier)
		if got := inTime(rows); !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}

// What SQLite writes of the entries is read as it was, and what is cut short is not taken.
func TestLogText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type entry struct {
			seq, at, third int64
			code           uint8
			name           string
		}
		var want []entry
		text, ends := "", map[int]bool{0: true}
		for range rapid.IntRange(0, 5).Draw(t, "entries") {
			e := entry{
				seq: rapid.Int64().Draw(t, "seq"), at: rapid.Int64Range(-1<<55, 1<<55-1).Draw(t, "at"),
				third: rapid.Int64Min(math.MinInt64).Draw(t, "third"), code: rapid.Uint8Range(0, 127).Draw(t, "code"),
				name: rapid.String().Draw(t, "name"),
			}
			want = append(want, e)
			text += fmt.Sprintf("%d %d %d %d %s", e.seq, e.at<<8|int64(e.code), e.third, len(e.name), e.name)
			ends[len(text)] = true
		}
		var p logPart
		if !p.add(text) {
			t.Fatalf("%q is not taken", text)
		}
		var got []entry
		for _, r := range p.rows {
			got = append(got, entry{r.seq, r.at, r.third, r.code, string(p.names.list[r.card])})
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
		short := rapid.IntRange(0, len(text)).Draw(t, "short")
		if ok := new(logPart).add(text[:short]); ok != ends[short] {
			t.Errorf("%q cut to %q is taken: %v", text, text[:short], ok)
		}
	})
}

// Every name has one number, in the order in which they came.
func TestNumbering(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var n numbering
		want := make(map[string]int32)
		for _, name := range rapid.SliceOfN(rapid.OneOf(rapid.StringN(0, 2, -1), rapid.Custom(func(t *rapid.T) string {
			return fmt.Sprint("d/n", rapid.IntRange(0, 200).Draw(t, "n"))
		})), 0, 300).Draw(t, "names") {
			if _, known := want[name]; !known {
				want[name] = int32(len(want))
			}
			if got := n.of(name); got != want[name] || string(n.list[got]) != name {
				t.Fatalf("%q is number %d, want %d", name, got, want[name])
			}
		}
	})
}
