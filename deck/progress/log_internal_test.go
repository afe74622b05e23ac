package progress

import (
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
