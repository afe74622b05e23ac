// Package memory models how a learner remembers one card, and decides when the card
// should be asked again. It knows nothing of decks, files or clocks: the moment and the
// study day are arguments, and the same arguments always give the same card.
//
// # The model
//
// A [State] says how well one card is remembered. Its stability is the number of days
// until the chance of recalling the card has fallen to 90 %; its difficulty, 1 to 10, is
// how hard it is to make that stability grow. A [Model] is FSRS-6 for one set of
// [Weights]. It answers three questions:
//
//   - [Model.Recall]: how likely is it that this card is remembered now?
//   - [Model.Interval]: when will that chance have fallen to the one we want?
//   - [Model.First] and [Model.Next]: what is the state after an answer?
//
// The state is a matter of the answers alone, so it can be folded again from the
// journal whenever the weights change.
//
// # The scheduler
//
// A [Card] is what has become of one card: its [Phase], its state and when it is due. A
// [Scheduler] holds a preset's [Options] and moves cards along. A new card climbs the
// learning steps, which are minutes, and is then scheduled in days; when it is
// forgotten it goes through the relearning steps first. [Scheduler.Answer] returns the
// card after one answer, [Scheduler.Preview] what Answer would return for each of the
// four, which is what stands on the buttons.
//
// Intervals are rounded, limited, spread over neighbouring days by fuzz and put in
// order, so that Good never comes sooner than Hard. None of this touches the state.
//
// Fuzz leaves a few days to choose from. With a [Load], which says how many cards are due
// on each, [Scheduler.AnswerWith] chooses the one on which there is least to do, and keeps
// days off and easy weekdays free. It costs no memory: without fuzz it does nothing.
//
// # Fitting
//
// The published weights describe the average learner. [Fit] finds those of one learner
// from a history of [Answer]: weights that make its answers least surprising, held a
// little at the published ones so that chance does not carry them away. A [Training] is
// the history made ready, a [Recipe] the way down: Adam, with gradients worked out backward
// through every card. The verdict never predicts the history worse than the present
// weights do, and what was fitted to few answers must first foretell the later ones from
// the earlier.
//
// [Replay] predicts every answer of a history from those before it, for statistics.
// [HardHabit] looks whether Hard is used for cards that were forgotten.
//
// # The study day
//
// Time reaches the model in whole study days, which begin at an hour of the night
// rather than at midnight. [Calendar] is the only place where a moment becomes a [Day].
//
// # Where programs differ
//
// Programs that share FSRS do not agree on everything. This package floors stability at
// 0.001 days from the first answer on; never lets Hard lower the stability on the same
// day; repeats a later learning step at Hard; and lets no ordering exceed the maximum
// interval. On leaving the learning or relearning steps, Good and Easy may get the same
// number of days; only a card under review (or without steps at all) gets strictly
// more for the better answer.
package memory
