// Package exam plans the days before an exam: which cards to ask on which day, so that as
// much as possible is remembered on the day itself with the minutes that the learner has.
package exam
