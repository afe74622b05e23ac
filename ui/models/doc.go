// Package models is where a learner meets the concept models: a gallery of them, and for
// each a screen with three pages. Explore shows the model and lets it be operated, Build
// has it rebuilt from memory, Quiz asks its cards.
//
// A [Gallery] draws what [study.Desk.Models] says, a [Screen] a [model.Exploration] and a
// [model.Rebuild]. What a switch, a step or a trace comes to is decided there; the screen
// turns taps and keys into their calls.
package models
