package search

import "strings"

// The grams of many texts say quickly which of them may have a word in them. A gram is two
// or three bytes that follow one another in a text, and for each of them it is known which
// texts have it: a text with a word has all the grams of the word. A word of two or three
// bytes is one gram itself, so that nothing remains to be looked at, and the first keys,
// with which most is found, are the quickest.
type grams struct {
	texts int
	width int              // of a set of texts
	table map[uint32]int32 // number of a gram
	where []gramPlace      // by number of the gram
	dense []uint64         // sets of texts, for grams that many have
	few   []int32          // texts in their order, for grams that few have
}

// A gramPlace says where the texts of a gram stand: in few, or if to is 0 in dense.
type gramPlace struct{ from, to int }

// maxGrams of a word are looked at; more tell nothing new.
const maxGrams = 24

// rare is the share of the texts, as 1/rare, below which a list of them takes less room
// than a set.
const rare = 32

func newGrams(texts []string) grams {
	g := grams{texts: len(texts), width: (len(texts) + 63) / 64}
	b := newGramBuilder()
	for i, text := range texts {
		b.read(int32(i+1), text, func(gram int32) { b.counts[gram]++ })
	}
	g.where = make([]gramPlace, len(b.counts))
	g.table = make(map[uint32]int32, len(b.counts))
	few, dense := 0, 0
	for i, n := range b.counts {
		g.table[b.keys[i]] = int32(i)
		if n <= len(texts)/rare {
			g.where[i] = gramPlace{few, few} // to is moved up while it is filled
			few += n
		} else {
			g.where[i] = gramPlace{from: dense}
			dense += g.width
		}
	}
	g.few, g.dense = make([]int32, few), make([]uint64, dense)
	clear(b.last)
	for i, text := range texts {
		b.read(int32(i+1), text, func(gram int32) {
			at := &g.where[gram]
			if b.counts[gram] <= len(texts)/rare {
				g.few[at.to] = int32(i)
				at.to++
			} else {
				g.dense[at.from+i/64] |= 1 << (i % 64)
			}
		})
	}
	return g
}

// A gramBuilder numbers the grams of texts while an index is built. Its tables have a
// place for every gram there could be, of which only few are ever touched.
type gramBuilder struct {
	pairs   []int32  // by what two bytes make: number plus one
	triples []int32  // by what three bytes make
	shorts  []int32  // by what a short word's bytes make
	keys    []uint32 // by number
	counts  []int    // of texts
	last    []int32  // the text that had it last
}

func newGramBuilder() *gramBuilder {
	return &gramBuilder{pairs: make([]int32, 1<<16), triples: make([]int32, 1<<24), shorts: make([]int32, 1<<16)}
}

// read tells visit once of every gram that a text has. Those across lines are of no use.
func (b *gramBuilder) read(stamp int32, text string, visit func(gram int32)) {
	see := func(place *int32, key uint32) {
		if *place == 0 {
			b.keys, b.counts, b.last = append(b.keys, key), append(b.counts, 0), append(b.last, 0)
			*place = int32(len(b.keys))
		}
		if gram := *place - 1; b.last[gram] != stamp {
			b.last[gram] = stamp
			visit(gram)
		}
	}
	run := uint32(0) // the last three bytes
	line := 0        // bytes since the line began
	for i := range len(text) {
		if text[i] == '\n' {
			line = 0
			continue
		}
		run = run<<8&0xffffff | uint32(text[i])
		if line++; line > 1 {
			see(&b.pairs[run&0xffff], run&0xffff|1<<24)
		}
		if line > 2 {
			see(&b.triples[run], run|2<<24)
		}
		if word := shortWord(text, i); word != "" {
			key := short(word)
			see(&b.shorts[key&0xffff], key)
		}
	}
}

// shortWord returns the word of one or two letters that ends at a place of a text, "" if
// there is none. What is beyond ASCII may be a letter or not, so it counts as none.
func shortWord(text string, end int) string {
	if !plainLetter(text[end]) || end+1 < len(text) && plainLetter(text[end+1]) {
		return ""
	}
	from := end
	for from > 0 && plainLetter(text[from-1]) {
		if from--; end-from >= 2 {
			return ""
		}
	}
	return text[from : end+1]
}

func plainLetter(c byte) bool { return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' }

// short is the key of a word of one or two letters, which whoever looks for whole words
// would otherwise have to tell from parts of words in every text.
func short(word string) uint32 {
	key := uint32(3<<24) | uint32(word[0])
	if len(word) > 1 {
		key |= uint32(word[1]) << 8
	}
	return key
}

func pair(s string) uint32   { return uint32(s[0])<<8 | uint32(s[1]) | 1<<24 }
func triple(s string) uint32 { return uint32(s[0])<<16 | uint32(s[1])<<8 | uint32(s[2]) | 2<<24 }

// may returns the texts that may have all the words in them. It is sure where there is
// one word that is itself a gram.
func (g *grams) may(words []string) (found set, sure bool) {
	found = newSet(g.texts)
	left := maxGrams
	for _, word := range words {
		if len(word) == 2 {
			found = g.narrow(found, pair(word))
		}
		for at := 0; at+3 <= len(word) && left > 0; at++ {
			found = g.narrow(found, triple(word[at:]))
			left--
		}
	}
	return found, len(words) == 1 && (len(words[0]) == 2 || len(words[0]) == 3)
}

// mayBeWord returns the texts that may have a word in them that is no part of another.
func (g *grams) mayBeWord(word string) set {
	found, _ := g.may([]string{word})
	if ends := len(word); ends == 1 && plainLetter(word[0]) || ends == 2 && plainLetter(word[0]) && plainLetter(word[1]) {
		found = g.narrow(found, short(word))
	}
	return found
}

// narrow returns those of some texts that have a gram.
func (g *grams) narrow(found set, key uint32) set {
	i, ok := g.table[key]
	if !ok {
		clear(found)
		return found
	}
	at := g.where[i]
	if at.to == 0 {
		for i, texts := range g.dense[at.from : at.from+g.width] {
			found[i] &= texts
		}
		return found
	}
	out := make(set, len(found))
	for _, text := range g.few[at.from:at.to] {
		out[text/64] |= found[text/64] & (1 << (text % 64))
	}
	return out
}

// counts says how often each byte stands in texts.
type counts [256]int

func newCounts(texts []string) counts {
	var c counts
	for _, text := range texts {
		for i := range len(text) {
			c[text[i]]++
		}
	}
	return c
}

// seeker returns a function that reports whether a word stands in a text. It goes from
// one place of the word's rarest letter to the next, which for most words are few.
func (c *counts) seeker(word string) func(text string) bool {
	if len(word) < 2 {
		return func(text string) bool { return strings.Contains(text, word) }
	}
	rarest := 0
	for i := range len(word) {
		if c[word[i]] < c[word[rarest]] {
			rarest = i
		}
	}
	letter := word[rarest]
	return func(text string) bool {
		for at := rarest; at < len(text); at++ {
			i := strings.IndexByte(text[at:], letter)
			if i < 0 {
				return false
			}
			if at += i; strings.HasPrefix(text[at-rarest:], word) {
				return true
			}
		}
		return false
	}
}
