package deck

import (
	"fmt"
	"strconv"
)

// Number writes a number as people read it: with its thousands apart.
func Number(n int) string {
	const thousand = 1000
	switch {
	case n < 0:
		return "−" + Number(-n)
	case n < thousand:
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s,%03d", Number(n/thousand), n%thousand)
}

// CardCount says how many cards: "1 card", "1,200 cards".
func CardCount(n int) string {
	if n == 1 {
		return "1 card"
	}
	return Number(n) + " cards"
}
