package progress

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// A Log is all answers that count, of all cards.
type Log struct {
	Cards   []deck.CardID   // by number, in the order of their first answers
	Answers []memory.Answer // in the order of time
}

// Log returns every answer that was not taken back, under the present names of the cards,
// with the phase in which it found its card. The same entries make the same log, whatever
// the order in which they arrived.
//
// It is kept and continued: asked again after a few more answers it takes a few
// milliseconds. What it returned is shared and not to be changed.
func (j *Journal) Log(ctx context.Context) (Log, error) {
	var l Log
	err := j.read(ctx, "read answers", func(tx *sql.Tx) error {
		names, err := selectAliases(ctx, tx)
		if err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, `SELECT `+entryColumns+` FROM journal`)
		if err != nil {
			return err
		}
		histories := make(map[deck.CardID][]Entry)
		err = eachRow(rows, func(r row) {
			e := makeEntry(r)
			e.Card = names.present(e.Card)
			histories[e.Card] = append(histories[e.Card], e)
		})
		l = logOf(histories)
		return err
	})
	return l, err
}

// AnswerCount returns how many answers stand behind what is known of all cards. Those to
// cards that were made new again since do not count. It is cheap.
func (j *Journal) AnswerCount(ctx context.Context) (int, error) {
	var n int
	err := j.reader.QueryRowContext(ctx, `SELECT ifnull(sum(reps), 0) FROM card_state`).Scan(&n)
	return n, explain(ctx, "count answers", j.path, err)
}

// logOf makes the log of histories.
func logOf(histories map[deck.CardID][]Entry) Log {
	var l Log
	cards := sortedKeys(histories)
	for i, card := range cards {
		l.Answers = appendAnswers(l.Answers, int32(i), histories[card])
	}
	slices.SortStableFunc(l.Answers, func(a, b memory.Answer) int { return cmp.Compare(a.At, b.At) })
	number := make([]int32, len(cards)) // plus 1
	for i := range l.Answers {
		a := &l.Answers[i]
		if number[a.Card] == 0 {
			l.Cards = append(l.Cards, cards[a.Card])
			number[a.Card] = int32(len(l.Cards))
		}
		a.Card = number[a.Card] - 1
	}
	return l
}

// appendAnswers adds the answers of one card's history that count.
func appendAnswers(answers []memory.Answer, card int32, history []Entry) []memory.Answer {
	was := memory.New
	for _, e := range Effective(history) {
		switch e.Kind {
		case Review:
			answers = append(answers, memory.Answer{
				At: e.At.UnixMilli(), Card: card, Day: e.Day, Took: int32(min(e.Took.Milliseconds(), 1<<31-1)), Rating: e.Rating, Was: was,
			})
			was = e.After.Phase
		case Estimate:
			was = e.After.Phase
		case Forget:
			was = memory.New
		}
	}
	return answers
}
