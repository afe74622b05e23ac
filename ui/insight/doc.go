// Package insight is the screen on which a learner sees where they stand: what they did,
// how well it is remembered against what they wanted, what is coming, and what is
// weakest, with a way to act on it.
//
// [Screen] asks the desk for the cards and the journal for the answers, has
// touchpoint/deck/study/insight work them out away from the user interface, and shows a
// page of sections, each a sentence and a chart. The figures and the sentences are
// made there; here they are only put into charts.
package insight
