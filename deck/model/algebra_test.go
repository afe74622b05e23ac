package model

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck/brisk"
)

// allSigns are all that can be multiplied and combined.
var allSigns = []Sign{Positive, Negative, None, Unknown, Depends}

// table reads a table of signs as it stands in a doc comment.
func taskTable(text string) map[[2]Sign]Sign {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	head := strings.Fields(lines[0])
	cells := map[[2]Sign]Sign{}
	for _, line := range lines[1:] {
		row := strings.Fields(line)
		for i, h := range head {
			cells[[2]Sign{Sign(row[0]), Sign(h)}] = Sign(row[i+1])
		}
	}
	return cells
}

func TestMultiply(t *testing.T) {
	for pair, want := range taskTable(`
		    +  -  0  ±  ?
		+   +  -  0  ±  ?
		-   -  +  0  ±  ?
		0   0  0  0  0  0
		±   ±  ±  0  ±  ?
		?   ?  ?  0  ?  ?`) {
		if got := Multiply(pair[0], pair[1]); got != want {
			t.Errorf("Multiply(%s, %s) = %s, want %s", pair[0], pair[1], got, want)
		}
	}
	if got := Multiply("maybe", Positive); got != Unknown {
		t.Errorf("what is no sign came to %q", got)
	}
}

func TestCombine(t *testing.T) {
	for pair, want := range taskTable(`
		    +  -  0  ±  ?
		+   +  ±  +  ±  ?
		-   ±  -  -  ±  ?
		0   +  -  0  ±  ?
		±   ±  ±  ±  ±  ?
		?   ?  ?  ?  ?  ?`) {
		if got := Combine(pair[0], pair[1]); got != want {
			t.Errorf("Combine(%s, %s) = %s, want %s", pair[0], pair[1], got, want)
		}
	}
	if got := Combine(); got != "" {
		t.Errorf("no way at all came to %q", got)
	}
	for _, s := range allSigns {
		if Combine(s) != s || Combine("", s) != s || Combine(s, s) != s {
			t.Errorf("%s does not stay what it is", s)
		}
	}
}

func TestSignsInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.SampledFrom(allSigns), 1, 7).Draw(t, "signs")
		mixed := rapid.Permutation(list).Draw(t, "mixed")
		cut := rapid.IntRange(0, len(list)).Draw(t, "cut")
		if a, b := Combine(list...), Combine(mixed...); a != b {
			t.Fatalf("Combine%v = %s, but %s in another order", list, a, b)
		}
		if a, b := Combine(list...), Combine(Combine(list[:cut]...), Combine(list[cut:]...)); a != b {
			t.Fatalf("Combine%v = %s, but %s when cut at %d", list, a, b, cut)
		}
		product := func(list []Sign) Sign {
			p := Positive
			for _, s := range list {
				p = Multiply(p, s)
			}
			return p
		}
		if a, b := product(list), product(mixed); a != b {
			t.Fatalf("the product of %v is %s, but %s in another order", list, a, b)
		}
		if a, b := product(list), Multiply(product(list[:cut]), product(list[cut:])); a != b {
			t.Fatalf("the product of %v is %s, but %s when cut at %d", list, a, b, cut)
		}
	})
}

// taskWeb makes a model of constructs "0", "1", … and relations such as "0>1+".
func taskWeb(n int, arrows ...string) *Model {
	m := &Model{ID: "web", Kind: PathKind}
	for i := range n {
		id := fmt.Sprint(i)
		m.Constructs = append(m.Constructs, Construct{Part: Part{ID: id, Label: "C" + id}})
	}
	for i, a := range arrows {
		from, rest, _ := strings.Cut(a, ">")
		to := strings.TrimRight(rest, "+-0?")
		sign := rest[len(to):]
		if sign == "" { // a node whose number ends in 0
			to, sign = rest[:len(rest)-1], rest[len(rest)-1:]
		}
		m.Relations = append(m.Relations, Relation{Part: Part{ID: fmt.Sprintf("r%03d", i)}, From: from, To: to, Sign: Sign(sign)})
	}
	return m
}

func TestPaths(t *testing.T) {
	m := taskWeb(5, "0>1+", "1>2-", "0>2+", "2>3+", "3>1+", "0>1-", "9>1+", "1>1+")
	for _, tt := range []struct {
		from, to string
		want     [][]string
	}{
		{"0", "2", [][]string{{"r002"}, {"r000", "r001"}, {"r005", "r001"}}},
		{"0", "1", [][]string{{"r000"}, {"r005"}, {"r002", "r003", "r004"}}},
		{"2", "1", [][]string{{"r003", "r004"}}},
		{"2", "0", nil},
		{"0", "4", nil},
		{"0", "0", nil},
		{"9", "1", nil},
		{"", "", nil},
	} {
		got, ok := m.Paths(tt.from, tt.to)
		if !ok {
			t.Errorf("%s to %s: too many", tt.from, tt.to)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s to %s (-want +got):\n%s", tt.from, tt.to, diff)
		}
	}
}

func TestNetEffect(t *testing.T) {
	for _, tt := range []struct {
		name   string
		arrows []string
		want   Sign
	}{
		{"no way", []string{"1>0+"}, ""},
		{"one way", []string{"0>1-"}, Negative},
		{"two minus are plus", []string{"0>2-", "2>1-"}, Positive},
		{"blocked", []string{"0>2+", "2>1" + "0"}, None},
		{"a way without effect beside one with", []string{"0>2+", "2>1" + "0", "0>1-"}, Negative},
		{"disagreement", []string{"0>1+", "0>2-", "2>1+"}, Depends},
		{"not known", []string{"0>1+", "0>2?", "2>1+"}, Unknown},
		{"not known but blocked", []string{"0>1+", "0>2?", "2>1" + "0"}, Positive},
		{"disagreement and not known", []string{"0>1+", "0>2-", "2>1+", "0>3?", "3>1+"}, Unknown},
		{"a circle beside the way", []string{"0>2+", "2>3-", "3>2-", "2>1+"}, Positive},
		{"only a walk disagrees", []string{"0>2+", "2>3-", "3>2+", "2>1+"}, Positive},
		{"only a walk is not known", []string{"0>2+", "2>3?", "3>2+", "2>1+"}, Positive},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := taskWeb(4, tt.arrows...).NetEffect("0", "1")
			if !ok || got != tt.want {
				t.Errorf("got %q, %v, want %q", got, ok, tt.want)
			}
		})
	}
}

// drawWeb makes a random model of up to seven constructs.
func taskDrawWeb(t *rapid.T) *Model {
	n := rapid.IntRange(2, 7).Draw(t, "constructs")
	m := taskWeb(n)
	for i := range rapid.IntRange(0, 14).Draw(t, "relations") {
		m.Relations = append(m.Relations, Relation{
			Part: Part{ID: fmt.Sprintf("r%02d", i)},
			From: fmt.Sprint(rapid.IntRange(0, n-1).Draw(t, "from")), To: fmt.Sprint(rapid.IntRange(0, n-1).Draw(t, "to")),
			Sign: rapid.SampledFrom([]Sign{Positive, Negative, None, Unknown}).Draw(t, "sign"),
		})
	}
	return m
}

func TestNetEffectIsThatOfAllPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := taskDrawWeb(t)
		for _, a := range m.Constructs {
			for _, b := range m.Constructs {
				paths, ok := m.Paths(a.ID, b.ID)
				net, said := m.NetEffect(a.ID, b.ID)
				if !ok {
					continue
				}
				var signs []Sign
				for _, p := range paths {
					sign := Positive
					for _, id := range p {
						sign = Multiply(sign, m.relation(id).Sign)
					}
					signs = append(signs, sign)
				}
				if want := Combine(signs...); !said || net != want {
					t.Fatalf("%s to %s: got %q, %v, but the ways come to %q", a.ID, b.ID, net, said, want)
				}
			}
		}
	})
}

func TestPathsWhateverTheOrderOfRelations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := taskDrawWeb(t)
		mixed := *m
		mixed.Relations = rapid.Permutation(m.Relations).Draw(t, "relations")
		mixed.Constructs = rapid.Permutation(m.Constructs).Draw(t, "constructs")
		for _, a := range m.Constructs {
			for _, b := range m.Constructs {
				p, pok := m.Paths(a.ID, b.ID)
				q, qok := mixed.Paths(a.ID, b.ID)
				if diff := cmp.Diff(p, q); diff != "" || pok != qok {
					t.Fatalf("%s to %s (-one +other):\n%s", a.ID, b.ID, diff)
				}
				x, xok := m.NetEffect(a.ID, b.ID)
				y, yok := mixed.NetEffect(a.ID, b.ID)
				if x != y || xok != yok {
					t.Fatalf("%s to %s: %q and %q", a.ID, b.ID, x, y)
				}
				for _, way := range p {
					if at := m.relation(way[0]).From; at != a.ID {
						t.Fatalf("a way from %s begins at %s", a.ID, at)
					}
					seen := []string{a.ID}
					for _, id := range way {
						r := m.relation(id)
						if r.From != seen[len(seen)-1] || slices.Contains(seen, r.To) {
							t.Fatalf("the way %v is broken or goes round", way)
						}
						seen = append(seen, r.To)
					}
				}
			}
		}
	})
}

// taskRandomWeb is a large random model, the same every time.
func taskRandomWeb(constructs, relations int, signs ...Sign) *Model {
	random := rand.New(rand.NewPCG(7, 7))
	m := taskWeb(constructs)
	for i := range relations {
		a := random.IntN(constructs)
		b := (a + 1 + random.IntN(constructs-1)) % constructs
		m.Relations = append(m.Relations, Relation{
			Part: Part{ID: fmt.Sprintf("r%05d", i)}, From: fmt.Sprint(a), To: fmt.Sprint(b), Sign: signs[random.IntN(len(signs))],
		})
	}
	return m
}

func TestTooManyPaths(t *testing.T) {
	dense, large := taskRandomWeb(40, 1200, Positive, Negative, None, Unknown), taskRandomWeb(500, 6000, Positive)
	brisk.Within(t, time.Second, "saying that there are too many ways", func() {
		for _, m := range []*Model{dense, large} {
			if _, ok := m.Paths("0", "1"); ok {
				t.Errorf("a web of %d arrows has too many ways to list", len(m.Relations))
			}
		}
		if net, ok := large.NetEffect("0", "1"); !ok || net != Positive {
			t.Errorf("where all arrows agree it can be said: got %q, %v", net, ok)
		}
	})
	m := large
	// Only a circle has the other sign, so all ways would have to be looked at.
	for i := range m.Relations {
		if m.Relations[i].From == "5" {
			m.Relations[i].Sign = Unknown
		}
	}
	m.Relations = slices.DeleteFunc(m.Relations, func(r Relation) bool { return r.From == "5" && r.To != "0" })
	m.Relations = append(m.Relations, Relation{Part: Part{ID: "x"}, From: "5", To: "0", Sign: Unknown})
	if net, ok := m.NetEffect("0", "1"); ok && net != Positive {
		t.Errorf("got %q", net)
	}
}

func TestSignUnder(t *testing.T) {
	m := fixturePath()
	for _, tt := range []struct {
		relation string
		levels   map[string]string
		want     Sign
		changes  []Change
	}{
		{"smell-visit", nil, Positive, nil},
		{"smell-visit", map[string]string{"weather": "rain"}, Positive, []Change{Weakens}},
		{"smell-visit", map[string]string{"weather": "sun"}, Positive, []Change{Strengthens}},
		{"smell-visit", map[string]string{"weather": ""}, Positive, nil},
		{"smell-visit", map[string]string{"weather": "fog"}, Positive, nil},
		{"price-visit", map[string]string{"weather": "sun"}, Negative, []Change{UnknownChange}},
		{"visit-sales", map[string]string{"town": "any", "weather": "sun"}, Negative, []Change{Reverses}},
		{"visit-talk", map[string]string{"town": "any"}, Positive, nil},
		{"nowhere", map[string]string{"town": "any"}, "", nil},
	} {
		sign, changes := m.SignUnder(tt.relation, tt.levels)
		if sign != tt.want || !slices.Equal(changes, tt.changes) {
			t.Errorf("%s under %v: got %q %v, want %q %v", tt.relation, tt.levels, sign, changes, tt.want, tt.changes)
		}
	}
}

// BenchmarkNetEffects works out all net effects of a model of 30 constructs and 60
// relations. The bound is 50 ms.
func BenchmarkNetEffects(b *testing.B) {
	for _, signs := range [][]Sign{{Positive, Negative, None, Unknown}, {Positive, Negative}, {Positive}} {
		m := taskRandomWeb(30, 60, signs...)
		b.Run(fmt.Sprint(len(signs), "signs"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, x := range m.Constructs {
					for _, y := range m.Constructs {
						m.NetEffect(x.ID, y.ID)
					}
				}
			}
		})
	}
}

// BenchmarkNetEffectsWorst has one arrow that nearly only walks can pass, so that the
// ways have to be looked at one by one.
func BenchmarkNetEffectsWorst(b *testing.B) {
	m := taskRandomWeb(30, 120, Positive)
	m.Relations = slices.DeleteFunc(m.Relations, func(r Relation) bool { return r.From == "29" })
	m.Relations = append(m.Relations, Relation{Part: Part{ID: "z"}, From: "29", To: m.Relations[0].From, Sign: Unknown})
	for b.Loop() {
		for _, x := range m.Constructs {
			for _, y := range m.Constructs {
				m.NetEffect(x.ID, y.ID)
			}
		}
	}
}

func BenchmarkPathsTooMany(b *testing.B) {
	m := taskRandomWeb(40, 1200, Positive, Negative)
	for b.Loop() {
		m.Paths("0", "1")
	}
}
