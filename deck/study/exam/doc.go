// Package exam plans the days before an exam: which cards to ask on which day, so that as
// much as possible is remembered on the day itself with the minutes that the learner has.
//
// # The rule
//
// A minute goes where it raises the expected share recalled on the day of the exam most.
//
// What a review wins is not what it wins today: a card that is asked now holds longer, may
// be asked again later, and might do better to wait for that. So [Make] works out the worth
// of a card from the last day to the first. The worth of a card that has just been asked,
// by day, stability and difficulty, is the best of
//
//   - leaving it alone: its recall on the day of the exam by the forgetting curve;
//   - asking it on some later day: the mean, over the four answers, of its worth after
//     them, less the price of the seconds that the review and its relearning steps take.
//
// Every day has its own price of a second, in recall on the day of the exam. Prices are
// moved until what all cards want together is, on every day, what the learner has: days
// that are asked too much become dearer, and cards that win little there go elsewhere or
// are left alone. (This is the dual of the problem with the minutes of each day as its
// constraints; it is solved for the mean course of all cards, on a grid of memory states,
// and where the exam is far, for the days of a week together that are far from it and from
// today.)
// New cards trade like the others, with the seconds and the states that their first day
// takes them to in the mean. That paces them: begun early they need to be kept up, begun
// late they crowd out reviews that are worth more. They are all alike, so at the price at
// which it makes no difference whether one more is begun, the time says how many.
//
// Today the cards are asked that win most per second by being asked today and not on
// their best later day. The plan is made anew every day from what has become of the cards,
// so chance, missed days and a memory that is other than foretold are made good as far as
// they can be. It is made anew on the same day, too, when that went quicker than foretold
// and all minutes count: what is left of them goes to the cards that come next.
//
// # Targets
//
// A learner with a target is asked for no more than the share of the minutes that leads
// there, and a little beyond. When all of them do not, the plan makes the most of them, and
// says how much that is and what would be needed.
//
// # What it is measured against
//
// TestRule and BenchmarkExamRule play learners through, answer by answer, steps and lapses
// with their time included. Some of them have another memory than the planner
// believes, and take longer. At the same minutes on the same days the plan is above plain
// FSRS, most where time is short: plain FSRS keeps up every card it has begun, the plan
// begins what can be brought to the day. It is not below asking the weakest first when
// the same minutes all lie in the last days. A learner who could move the minutes of
// many days into the last two would, where they are scarce, remember more on the day than
// any plan that has to take the days as they are, for nothing is forgotten in a night; and
// less of it a month later.
package exam
