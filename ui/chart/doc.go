// Package chart draws charts. What a chart shows is plain data in the package's own
// terms ([Columns], [Histogram], [Hours], [Lines], [Calendar], [Calibration], [Bars],
// [Tiles], and a card's forgetting [Curve]); a [View] shows any of them, so that a
// screen treats all charts alike:
//
//	v := chart.New(chart.Columns{...})
//	v.OnPress = func(i int) { ... } // Enter, or a second tap on the mark that is read
//	v.Set(chart.Columns{...})       // later: other data, same place
//
// What is drawn, and where, is worked out by pure functions that take data and room
// and return marks; the view only puts marks on a canvas, in the theme's colours. A
// chart tells its series apart by lightness and pattern as well as by colour, says in
// words what a mark stands for in the line below it (by the arrows or the pointer), and
// hands out its figures as a table, as CSV and as a picture.
package chart
