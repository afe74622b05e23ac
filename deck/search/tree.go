package search

import (
	"math/bits"
	"slices"
)

// A node of a query finds cards.
type node interface {
	// find returns those cards of a set that the node means. It may change the set.
	find(s *sweep, among set) set
	// cost says how dear it is to look at a card, so that the dear ones come last.
	cost() int
}

// What it costs to look at a card.
const (
	byPlace = iota // what is known of many cards at once: their deck, their kind
	byText
	byFacts
	byExpression
)

// A sweep is one search of an index.
type sweep struct {
	*Index
	facts func(card int) Facts
	known Facts // of the card that is looked at
}

// allOf returns the node that means what every one of the nodes means; nil for none.
func allOf(nodes []node) node {
	switch len(nodes) {
	case 0:
		return nil
	case 1:
		return nodes[0]
	}
	nodes = merge(nodes, func(terms []factTerm) factTerm {
		return func(f *Facts) bool {
			for _, term := range terms {
				if !term(f) {
					return false
				}
			}
			return true
		}
	})
	slices.SortStableFunc(nodes, func(a, b node) int { return a.cost() - b.cost() })
	return every{nodes}
}

// anyOf returns the node that means what one of the nodes means; nil for none.
func anyOf(nodes []node) node {
	switch len(nodes) {
	case 0:
		return nil
	case 1:
		return nodes[0]
	}
	return some{merge(nodes, func(terms []factTerm) factTerm {
		return func(f *Facts) bool {
			for _, term := range terms {
				if term(f) {
					return true
				}
			}
			return false
		}
	})}
}

// noneOf returns the node that means what a node does not.
func noneOf(n node) node {
	if term, ok := n.(factTerm); ok {
		return factTerm(func(f *Facts) bool { return !term(f) })
	}
	return not{n}
}

// merge makes one node of all that ask for facts, so that these are fetched once.
func merge(nodes []node, join func([]factTerm) factTerm) []node {
	var terms []factTerm
	var merged []node
	for _, n := range nodes {
		if term, ok := n.(factTerm); ok {
			terms = append(terms, term)
		} else {
			merged = append(merged, n)
		}
	}
	switch len(terms) {
	case 0:
	case 1:
		merged = append(merged, terms[0])
	default:
		merged = append(merged, join(terms))
	}
	return merged
}

type every struct{ nodes []node }

func (n every) find(s *sweep, among set) set {
	for _, kid := range n.nodes {
		among = kid.find(s, among)
	}
	return among
}

func (n every) cost() int { return dearest(n.nodes) }

type some struct{ nodes []node }

func (n some) find(s *sweep, among set) set {
	found := make(set, len(among))
	for _, kid := range n.nodes {
		part := kid.find(s, slices.Clone(among))
		for i := range part {
			found[i] |= part[i]
			among[i] &^= part[i]
		}
	}
	return found
}

func (n some) cost() int { return dearest(n.nodes) }

type not struct{ node }

func (n not) find(s *sweep, among set) set {
	part := n.node.find(s, slices.Clone(among))
	for i := range part {
		among[i] &^= part[i]
	}
	return among
}

func dearest(nodes []node) int {
	most := 0
	for _, n := range nodes {
		most = max(most, n.cost())
	}
	return most
}

// A set is a set of numbers, a bit each.
type set []uint64

// newSet returns the set of the numbers below n.
func newSet(n int) set {
	s := make(set, (n+63)/64)
	for i := range s {
		s[i] = ^uint64(0)
	}
	if n%64 != 0 {
		s[len(s)-1] = 1<<(n%64) - 1
	}
	return s
}

func (s set) has(i int32) bool { return s[i/64]&(1<<(i%64)) != 0 }

// len returns how many numbers there are.
func (s set) len() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// keep takes out the numbers that do not pass.
func (s set) keep(pass func(int) bool) set {
	for i, w := range s {
		for rest := w; rest != 0; rest &= rest - 1 {
			bit := bits.TrailingZeros64(rest)
			if !pass(i*64 + bit) {
				w &^= 1 << bit
			}
		}
		s[i] = w
	}
	return s
}

// list returns the numbers in their order.
func (s set) list() []int {
	list := make([]int, 0, s.len())
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			list = append(list, i*64+bits.TrailingZeros64(w))
		}
	}
	return list
}
