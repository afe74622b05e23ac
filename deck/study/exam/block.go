package exam

// Days that are far both from today and from the exam are traded as blocks: one of them
// stands for all, and has the time of all. On which day of a week next spring a card is
// asked hardly matters to what is best today, and the work grows faster than the days do.
// The nearest days on either side stand for themselves, so that short plans have no blocks.
const (
	eachDay   = 45
	blockPart = 8 // a block is as long as this part of its distance beyond that
	mostBlock = 7 // days; also what is forgotten soon is to be asked in time
)

// blocks returns the day that stands for each day.
func blocks(days int) []int {
	stands := make([]int, days)
	for day := 0; day < days; {
		near := min(day, days-1-day) // to today or to the exam
		size := min(max((near-eachDay)/blockPart, 1), mostBlock)
		if day < eachDay || day+size > days-eachDay {
			size = 1
		}
		for k := range size {
			stands[day+k] = day + size/2
		}
		day += size
	}
	return stands
}

// pool gives the time of every block to the day that stands for it, and takes it from the
// others: to the market they are days without time.
func (m *market) pool() {
	m.stands = blocks(m.days)
	for day, stands := range m.stands {
		m.seconds[stands] += m.own[day]
	}
}

// part returns what part of the time of its block a day has.
func (m *market) part(day int) float64 {
	if m.own[day] <= 0 {
		return 0
	}
	return m.own[day] / m.seconds[m.stands[day]]
}
