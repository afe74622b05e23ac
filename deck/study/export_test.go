package study

// NewQuestion lets properties make questions without a deck file for each.
var NewQuestion = newQuestion

// SelectLeast brings the n least keys to the front.
func SelectLeast(keys []uint64, n int) []uint64 {
	list := make([]ranked, len(keys))
	for i, k := range keys {
		list[i].key = k
	}
	selectLeast(list, n)
	out := make([]uint64, len(keys))
	for i := range list {
		out[i] = list[i].key
	}
	return out
}
