package memory

import (
	"runtime"
	"sync/atomic"
)

// A crew works out gradients, on a second core when there is one. A batch is cut into
// pieces at places that only the batch decides, and the pieces are added in the same
// order whoever worked them out: the sum is the same on one core.
//
// A piece takes less time than it may take until the second core is there, so nobody is
// waited for who has not begun: who is there takes the next piece.
type crew struct {
	training *Training
	kernel   kernel
	batch    batch
	pieces   [crewPieces][]run // of the batch
	sums     [crewPieces]Weights
	tapes    [2][]footprint // one for each hand

	next atomic.Int32 // piece that nobody has taken yet
	left atomic.Int32 // pieces that are not done
	call chan bool    // calls the helper, when there is one; closed when all is over
	done chan bool    // says that the helper did the last piece
}

// crewPieces is how many pieces a batch is cut into.
const crewPieces = 4

func (t *Training) newCrew() *crew {
	longest := int32(0)
	for _, r := range t.runs {
		longest = max(longest, r.to-r.from)
	}
	c := &crew{training: t}
	for i := range c.tapes {
		c.tapes[i] = make([]footprint, longest)
	}
	c.next.Store(crewPieces)
	if runtime.GOMAXPROCS(0) > 1 {
		c.call, c.done = make(chan bool, 1), make(chan bool, 1)
		go func() {
			for range c.call {
				if c.toil(c.tapes[1]) {
					c.done <- true
				}
			}
		}()
	}
	return c
}

// end sends the helper home.
func (c *crew) end() {
	if c.call != nil {
		close(c.call)
	}
}

// gradient returns the gradient of the loss of a batch.
func (c *crew) gradient(w *Weights, b batch) Weights {
	c.kernel.prepare(w, c.training.options.LongTermOnly)
	c.batch = b
	c.cut()
	c.left.Store(crewPieces)
	c.next.Store(0) // from here on the helper may begin
	if c.call != nil {
		select {
		case c.call <- true:
		default: // it has not heard the last call yet
		}
	}
	if !c.toil(c.tapes[0]) {
		<-c.done
	}
	sum := c.sums[0]
	for _, part := range c.sums[1:] {
		for i := range sum {
			sum[i] += part[i]
		}
	}
	return sum
}

// cut cuts the batch into pieces of about as many answers.
func (c *crew) cut() {
	runs := c.batch.runs
	whole := 0
	for _, r := range runs {
		whole += int(r.to - r.from)
	}
	answers, from, piece := 0, 0, 0
	for i, r := range runs {
		answers += int(r.to - r.from)
		if answers*crewPieces >= whole*(piece+1) && piece < crewPieces-1 {
			c.pieces[piece] = runs[from : i+1]
			from = i + 1
			piece++
		}
	}
	c.pieces[piece] = runs[from:]
	for piece++; piece < crewPieces; piece++ {
		c.pieces[piece] = nil
	}
}

// toil works out pieces until none is left to take, and reports whether it finished the
// last that was not done.
func (c *crew) toil(tape []footprint) (last bool) {
	for {
		piece := c.next.Add(1) - 1
		if piece >= crewPieces {
			return last
		}
		sum := &c.sums[piece]
		*sum = Weights{}
		p := c.training.past
		for _, r := range c.pieces[piece] {
			c.kernel.gradient(sum, p.rating[r.from:r.to], p.elapsed[r.from:r.to], c.batch.weight[r.at:r.at+r.to-r.from], tape)
		}
		last = c.left.Add(-1) == 0
	}
}
