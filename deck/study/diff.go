package study

import (
	"slices"
	"strings"

	"touchpoint/deck/spelling"
)

// alike is the similarity from which two words are one word mistyped, which is
// shown letter by letter, rather than two words.
const alike = 0.6

// diff returns what was typed against what was wanted: word by word, and letter by
// letter in words that are alike. The Same and Missing pieces together are the
// wanted text; where only case, accents or punctuation differ, it shows as wanted.
func diff(want, typed spelling.Phrase) []Piece {
	var d pieces
	for _, step := range alignWords(want.Words, typed.Words) {
		switch {
		case step.typed < 0:
			w := want.Words[step.want]
			d.add(w.Before+w.Text(), Missing)
		case step.want < 0:
			d.addExtra(typed.Words[step.typed].Text())
		default:
			a, b := want.Words[step.want], typed.Words[step.typed]
			d.add(a.Before, Same)
			if a.Key() == b.Key() {
				d.add(a.Text(), Same)
				continue
			}
			diffLetters(&d, a.Cells, b.Cells)
		}
	}
	d.add(want.Tail, Same)
	return d.list
}

// pieces joins neighbours of one kind.
type pieces struct{ list []Piece }

func (d *pieces) add(text string, kind PieceKind) {
	if text == "" {
		return
	}
	if last := len(d.list) - 1; last >= 0 && d.list[last].Kind == kind {
		d.list[last].Text += text
		return
	}
	d.list = append(d.list, Piece{Text: text, Kind: kind})
}

// addExtra adds a word that was typed too much, apart from what stands before it.
func (d *pieces) addExtra(text string) {
	if last := len(d.list) - 1; last >= 0 && !strings.HasSuffix(d.list[last].Text, " ") {
		text = " " + text
	} else if last < 0 {
		text += " "
	}
	d.add(text, Extra)
}

// A pair is a step of an alignment; -1 stands for nothing on that side.
type pair struct{ want, typed int }

// alignWords pairs words that are equal or alike, keeping their order, so that as
// much as possible is paired.
func alignWords(want, typed []spelling.Word) []pair {
	a, b := spelling.Keys(want), spelling.Keys(typed)
	return align(len(a), len(b), func(i, j int) float64 {
		if s := similarity(a[i], b[j]); s >= alike {
			return s
		}
		return 0
	})
}

// diffLetters adds the letters of two words that are alike.
func diffLetters(d *pieces, want, typed []spelling.Cell) {
	steps := align(len(want), len(typed), func(i, j int) float64 {
		if want[i].Key == typed[j].Key {
			return 1
		}
		return 0
	})
	for _, step := range steps {
		switch {
		case step.typed < 0 && want[step.want].Key == "":
			d.add(want[step.want].Text, Same) // an apostrophe that is not asked for
		case step.typed < 0:
			d.add(want[step.want].Text, Missing)
		case step.want >= 0:
			d.add(want[step.want].Text, Same)
		case typed[step.typed].Key != "":
			d.add(typed[step.typed].Text, Extra)
		}
	}
}

// align pairs the elements of two lists of length n and m, in order, so that the
// sum of what the pairs are worth is greatest; worth 0 is no pair. What is not
// paired stands alone, of the first list before that of the second.
func align(n, m int, worth func(i, j int) float64) []pair {
	best := make([][]float64, n+1) // best[i][j]: of the lists from i and j on
	for i := range best {
		best[i] = make([]float64, m+1)
	}
	gain := make([][]float64, n)
	for i := n - 1; i >= 0; i-- {
		gain[i] = make([]float64, m)
		for j := m - 1; j >= 0; j-- {
			gain[i][j] = worth(i, j)
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if gain[i][j] > 0 {
				best[i][j] = max(best[i][j], gain[i][j]+best[i+1][j+1])
			}
		}
	}
	var steps []pair
	i, j := 0, 0
	for i < n || j < m {
		switch {
		case i < n && j < m && gain[i][j] > 0 && best[i][j] == gain[i][j]+best[i+1][j+1]:
			steps = append(steps, pair{i, j})
			i, j = i+1, j+1
		case i < n && (j == m || best[i][j] == best[i+1][j]):
			steps = append(steps, pair{i, -1})
			i++
		default:
			steps = append(steps, pair{-1, j})
			j++
		}
	}
	return steps
}

// similarity is 1 for equal texts and 0 for texts without a letter in common: 1
// less the edits from one to the other for each letter of the longer.
func similarity(a, b []rune) float64 {
	if slices.Equal(a, b) {
		return 1
	}
	longer := max(len(a), len(b))
	return 1 - float64(edits(a, b))/float64(longer)
}

// edits returns the letters that must be put in, left out or replaced to get from a to b.
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			replaced := diagonal
			if x != y {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
