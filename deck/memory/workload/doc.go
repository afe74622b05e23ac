// Package workload tells what studying costs and what it brings: the minutes a day
// and the cards remembered, for one wish how well to remember against another.
package workload
