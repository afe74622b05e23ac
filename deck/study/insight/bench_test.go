package insight_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study/insight"
)

// random returns a history of so many answers to so many cards over three years.
func random(answers, cards int, seed uint64) progress.Log {
	draw := rand.New(rand.NewPCG(seed, 1))
	var l progress.Log
	for i := range cards {
		l.Cards = append(l.Cards, cardID(i))
	}
	each := answers / cards
	for i := range cards {
		day := today - 1095 + memory.Day(draw.IntN(500))
		gap := 1.0
		for k := range each {
			a := memory.Answer{
				At: int64(day)*86_400_000 + int64(8+draw.IntN(14))*3_600_000 + int64(draw.IntN(3_600_000)), Card: int32(i), Day: day,
				Took: int32(2000 + draw.IntN(12_000)), Rating: memory.Good, Was: memory.Review,
			}
			switch x := draw.Float64(); {
			case x < 0.1:
				a.Rating, gap = memory.Again, 1
			case x < 0.2:
				a.Rating = memory.Hard
			default:
				gap *= 1.5
			}
			if k == 0 {
				a.Was = memory.New
			}
			l.Answers = append(l.Answers, a)
			day = min(day+memory.Day(max(1, min(gap, 60))), today)
		}
	}
	slices.SortFunc(l.Answers, func(a, b memory.Answer) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Card, b.Card)) })
	return l
}

func BenchmarkRead(b *testing.B) {
	for _, n := range []int{20_000, 200_000} {
		l := random(n, n/16, 1)
		list := cards(n/16, l)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				read(b, l, list).View(insight.Scope{Period: insight.Ever})
			}
		})
	}
}

func BenchmarkView(b *testing.B) {
	const n = 200_000
	l := random(n, n/16, 1)
	book := read(b, l, cards(n/16, l))
	for _, p := range insight.Periods() {
		b.Run(p.String(), func(b *testing.B) {
			for b.Loop() {
				book.View(insight.Scope{Period: p})
			}
		})
	}
}
