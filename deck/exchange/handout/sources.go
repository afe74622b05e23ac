package handout

import (
	"net/url"
	"strconv"

	"touchpoint/deck"
)

// A register numbers the sources that are cited, in the order in which they come.
type register struct {
	d       *deck.Deck
	numbers map[string]int
	keys    []string
}

func newRegister(d *deck.Deck) *register { return &register{d: d, numbers: map[string]int{}} }

// number returns the number of a source; 0 if the deck has none of that key.
func (r *register) number(key string) int {
	if n, ok := r.numbers[key]; ok {
		return n
	}
	if _, ok := r.d.Source(key); !ok {
		return 0
	}
	r.keys = append(r.keys, key)
	r.numbers[key] = len(r.keys)
	return len(r.keys)
}

// mark is how a source is cited: its number, or its key if the deck does not list it.
func (r *register) mark(key string) string {
	if n := r.number(key); n > 0 {
		return strconv.Itoa(n)
	}
	return key
}

// cited returns the sources that have been cited, by number from 1.
func (r *register) cited() []*deck.Source {
	list := make([]*deck.Source, len(r.keys))
	for i, key := range r.keys {
		list[i], _ = r.d.Source(key)
	}
	return list
}

// address is where a source is found on the web, and how that is written; "" for none.
func address(s *deck.Source) (link, shown string) {
	if s.DOI != "" {
		return "https://doi.org/" + s.DOI, "doi:" + s.DOI
	}
	if u, err := url.Parse(s.URL); err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" {
		return s.URL, s.URL
	}
	return "", ""
}
