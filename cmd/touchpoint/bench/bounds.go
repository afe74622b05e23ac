package main

// A bound is a row of the table: a figure of a benchmark, and what it may be at most.
type bound struct {
	what      string  // what a person would call the figure
	benchmark string  // the package in this module, a dot, and the name without "Benchmark"
	unit      string  // as the benchmark reports it
	scale     float64 // from that unit to the one shown
	shown     string  // the unit shown
	most      float64 // in the unit shown
	bounded   bool    // false: shown for the sake of the rows around it
}

const (
	nanoToMicro = 1e-3
	nanoToMilli = 1e-6
	nanoToS     = 1e-9
)

// bounds are the promises of speed and memory. Those of the whole program hold in
// one and the same run against a bare window, so that they mean the same on a slow
// machine and on a fast one.
var bounds = []bound{
	{"schedule one answer", "deck/memory.Answer", "ns/op", nanoToMicro, "us", 0.3, true},
	{"allocations of it", "deck/memory.Answer", "allocs/op", 1, "", 0, true},
	{"parse a deck of 20,000 notes", "deck.Parse20k", "ns/op", nanoToS, "s", 0.25, true},
	{"answer durably in a journal of 20,000 cards, p95", "deck/progress.Append/20000", "p95-ns", nanoToMilli, "ms", 0.5, true},
	{"a bare SQLite insert, timed by turns with it, p95", "deck/progress.Append/20000", "floor-p95-ns", nanoToMilli, "ms", 0, false},
	{"such inserts that an answer takes, at 1,000 cards", "deck/progress.Append/1000", "x-floor", 1, "", 0, false},
	{"the same at 20,000 cards", "deck/progress.Append/20000", "x-floor", 1, "", 0, false},
	{"the same at 1,000,000 cards", "deck/progress.Append/1000000", "x-floor", 1, "", 0, false},
	{"count what is due of 100,000 cards", "deck/study.Overview100k", "ns/op", nanoToMilli, "ms", 10, true},
	{"the same, the first time on a day", "deck/study.OverviewNewDay100k", "ns/op", nanoToMilli, "ms", 0, false},
	{"find the next of 100,000 cards after an answer", "deck/study.Answer100k", "ns/op", nanoToMilli, "ms", 0, false},
	{"a bare window is ready", "cmd/touchpoint.Ready", "bare-ms", 1, "ms", 0, false},
	{"Touchpoint's is ready with the embedded deck", "cmd/touchpoint.Ready", "ms", 1, "ms", 0, false},
	{"the second by the first", "cmd/touchpoint.Ready", "x-bare", 1, "", 1.25, true},
	{"ready at the very first start", "cmd/touchpoint.Ready", "first-ms", 1, "ms", 0, false},
	{"a bare window's resident memory", "cmd/touchpoint.Memory", "bare-MB", 1, "MB", 0, false},
	{"Touchpoint's resident memory", "cmd/touchpoint.Memory", "MB", 1, "MB", 0, false},
	{"the second over the first", "cmd/touchpoint.Memory", "extra-MB", 1, "MB", 40, true},
	{"next card painted after its key, median", "cmd/touchpoint.NextCard", "p50-ms", 1, "ms", 0, false},
	{"next card painted after its key, p99", "cmd/touchpoint.NextCard", "p99-ms", 1, "ms", 16, true},
	{"lay out a model of 60 constructs and 120 relations", "deck/model.Draw60", "ns/op", nanoToMilli, "ms", 10, true},
	{"all net effects of a model of 30 constructs", "deck/model.NetEffects/4signs", "ns/op", nanoToMilli, "ms", 50, true},
	{"the same, made to have as many ways as can be", "deck/model.NetEffectsWorst", "ns/op", nanoToMilli, "ms", 0, false},
	{"draw the twelve models of the embedded deck", "deck/model.DrawEmbedded", "ns/op", nanoToMilli, "ms", 0, false},
	{"check a deck of 20,000 notes", "deck/draft.Check/files=40", "ns/op", nanoToS, "s", 0.5, true},
	{"search 20,000 notes after a key, median", "deck/search.Keystroke/20000", "median-µs", 1e-3, "ms", 0, false},
	{"search 20,000 notes after a key, p99", "deck/search.Keystroke/20000", "p99-µs", 1e-3, "ms", 2, true},
	{"the same in 100,000 notes", "deck/search.Keystroke/100000", "p99-µs", 1e-3, "ms", 0, false},
	{"find and list what a key asks for, 20,000 notes", "ui/library.Library/20000/key", "ns/op", nanoToMilli, "ms", 16, true},
	{"the same, 100,000 notes", "ui/library.Library/100000/key", "ns/op", nanoToMilli, "ms", 16, true},
	{"a page further in 100,000 notes", "ui/library.Library/100000/page", "ns/op", nanoToMilli, "ms", 16, true},
	{"read 100,000 notes from disk", "deck/library.Open100k/first", "ns/op", nanoToS, "s", 0, false},
	{"preview of a note after a key, in 20,000 notes", "ui/author.KeyToPreview", "ns/op", nanoToMilli, "ms", 16, true},
	{"update an installed deck of 20,000 notes", "deck/library.Update20k/begun", "ns/op", nanoToS, "s", 1, true},
	{"20,000 notes of an Anki package become a deck", "deck/exchange/anki.BesideAnki", "content-ms", 1, "ms", 300, true},
	{"the same by the time that Anki's import takes", "deck/exchange/anki.BesideAnki", "x-content", 1, "", 0, false},
	{"memory for it by the size of what was packed", "deck/exchange/anki.BesideAnki", "x-unpacked", 1, "", 6, true},
	{"20,000 answers go into the journal with them", "deck/exchange/anki.BesideAnki", "history-ms", 1, "ms", 300, true},
	{"the same package again, nothing new", "deck/exchange/anki.BesideAnki", "again-ms", 1, "ms", 150, true},
	{"the same by the time that Anki takes", "deck/exchange/anki.BesideAnki", "x-again", 1, "", 0, false},
	{"write 20,000 notes as an Anki package", "deck/exchange/anki.BesideAnki", "export-ms", 1, "ms", 300, true},
	{"the same by the time that Anki takes", "deck/exchange/anki.BesideAnki", "x-export", 1, "", 0, false},
	{"500 cards as a list to print", "deck/exchange/handout.PDF/list", "ns/op", nanoToS, "s", 1, true},
	{"the same as cards to cut out", "deck/exchange/handout.PDF/cards", "ns/op", nanoToS, "s", 1, true},
	{"fit the memory model to 20,000 answers", "deck/memory.Train/20k", "ns/op", nanoToMilli, "ms", 0, false},
	{"what fitting makes small, of them", "deck/memory.Train/20k", "objective", 1, "", 0.1462, true},
	{"five epochs of it on 200,000 answers, two cores", "deck/memory.Train/simulated-200k-five-epochs", "ns/op", nanoToMilli, "ms", 250, true},
	{"say how well weights foretell 200,000 answers", "deck/memory.Evaluate/simulated-200k", "ns/op", nanoToMilli, "ms", 100, true},
	{"the workload of 28 retentions over a year", "deck/memory/workload.Curve", "ns/op", nanoToS, "s", 1, true},
	{"plan 2,000 cards over 90 days, with a target", "deck/study/exam.Make/2000_cards,_90_days_of_60_min,_target_0.90", "ns/op", nanoToS, "s", 1, true},
	{"the same, as much as can be", "deck/study/exam.Make/2000_cards,_90_days_of_60_min,_target_1.00", "ns/op", nanoToS, "s", 1, true},
	{"read the log of 200,000 answers, best", "deck/progress.Log/cold/cardByCard=false", "best-ms", 1, "ms", 80, true},
	{"the same after one more answer", "deck/progress.Log/again/cardByCard=false", "ns/op", nanoToMilli, "ms", 5, true},
	{"the longest that an answer waits for new weights", "deck/progress.Adopt", "max-wait-ms", 1, "ms", 50, true},
	{"work out the figures of 200,000 answers", "deck/study/insight.Read/200000", "ns/op", nanoToMilli, "ms", 60, true},
	{"such figures after one more answer", "deck/study/insight.Renew", "ns/op", nanoToMilli, "ms", 0, false},
	{"the same for another period, all time", "deck/study/insight.View/All_time", "ns/op", nanoToMilli, "ms", 0, false},
	{"redraw a year of days", "ui/chart.Redraw/year", "ns/op", nanoToMilli, "ms", 16, true},
	{"redraw lines with a band", "ui/chart.Redraw/retention", "ns/op", nanoToMilli, "ms", 16, true},
	{"redraw stacked columns", "ui/chart.Redraw/forecast", "ns/op", nanoToMilli, "ms", 16, true},
	{"Insight of 200,000 answers, key to painted, at once after a start", "cmd/touchpoint.Insight", "first-ms", 1, "ms", 150, true},
	{"the same later", "cmd/touchpoint.Insight", "again-ms", 1, "ms", 150, true},
	{"open the model of 60 in the window, median", "cmd/touchpoint.Model", "open-ms", 1, "ms", 50, true},
	{"paint a frame of it while zooming, median", "cmd/touchpoint.Model", "frame-p50-ms", 1, "ms", 0, false},
	{"paint a frame of it while zooming, p99", "cmd/touchpoint.Model", "frame-p99-ms", 1, "ms", 16, true},
}
