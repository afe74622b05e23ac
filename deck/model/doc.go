// Package model is about concept models: the pictures of a lecture, as something that
// learners operate, are asked about and rebuild from memory.
//
// A [Model] is a YAML file in the folder models/ of a deck. [Parse] reads it, [Check]
// looks for what concerns several of its elements, [Format] writes it, and [Patch] changes a
// file only where its author changed the model. With the line
//
//	# yaml-language-server: $schema=PATH/model.schema.json
//
// at the top, editors complete and check it by the schema in assets/schema. Every model
// has an id, a title and a kind, and mostly a topic (the section of the deck that it
// belongs to), a question that it answers, what there is to know beforehand (about), a
// standing, sources, and the author's way through it (order).
//
// # The four kinds
//
// A path has constructs and relations between them, which moderators change:
//
//	id: drivers
//	title: What drives engagement
//	kind: path
//	constructs:
//	  - {id: trust, label: Trust, role: antecedent, standing: concept, source: smith2019}
//	  - {id: ce, label: Engagement, role: focal, standing: concept, source: smith2019}
//	relations:
//	  - {from: trust, to: ce, sign: "+", standing: finding, source: smith2019}
//	moderators:
//	  - id: convenience
//	    label: Convenience
//	    standing: finding
//	    source: smith2019
//	    acts:
//	      - {on: trust-ce, change: strengthens, standing: finding, source: smith2019}
//
// An act that says on: [trust-ce, trust-sales] is one on each of these relations, and all of
// them are asked as one question. A moderator has one such list at each level.
//
// A journey has stages and lanes, in which touchpoints stand, and flows between stages:
//
//	kind: journey
//	stages:
//	  - {id: before, label: Before the purchase, standing: concept, source: doe2016}
//	  - {id: after, label: After the purchase, standing: concept, source: doe2016}
//	lanes:
//	  - {id: brand, label: The brand, standing: concept, source: doe2016}
//	touchpoints:
//	  - {id: ad, label: Advertisement, stage: before, lane: brand, standing: inference}
//	flows:
//	  - {id: again, from: after, to: before, form: loop, standing: concept, source: doe2016}
//
// A contingency has alternatives, and rules that say under which conditions one is
// favoured:
//
//	kind: contingency
//	alternatives:
//	  - {id: task, label: Task-based, standing: concept, source: roe2023}
//	  - {id: exp, label: Experiential, standing: concept, source: roe2023}
//	conditions:
//	  - {id: contact, label: Contact, values: [{id: brief, label: Brief}, {id: steady, label: Steady}], standing: concept, source: roe2023}
//	rules:
//	  - {id: brief-exp, when: {contact: brief}, says: favours, alternative: exp, standing: finding, source: roe2023}
//	cases:
//	  - {id: fair, text: "A stall at a fair, for an afternoon.", given: {contact: brief}, answer: exp, fictitious: true}
//
// A classification has facets, their categories, and cases to sort. It may have a root,
// the whole that its facets divide; a facet that does not divide it says apart: true.
//
//	kind: classification
//	facets:
//	  - id: dimension
//	    label: Dimension
//	    standing: concept
//	    source: smith2019
//	    categories: [{id: cog, label: Thought, standing: concept, source: smith2019}]
//	cases:
//	  - {id: blog, text: "She reads the brand's blog for an hour.", in: {dimension: cog}, fictitious: true}
//
// # Standings
//
// Every claim says how well it is supported: a study found it (finding), it is so by
// definition (concept), the editor concludes it (inference), or it was asked and no
// result is known (not-shown). All but an inference name a source of the deck, and so
// does whatever holds a figure. What is not known stays visible as a hole: a relation
// with the sign "?", a rule that says unknown, a gap.
//
// # What becomes of a model
//
// [Model.Tasks] are the questions about it, each of which is a card; a [Task] is put by
// [Task.Ask] and answered by [Ask.Score]. [Draw] makes the geometry of its picture, which
// windows, thumbnails and paper share. [Explore] lets a learner operate it, and
// [NewRebuild] has it built from memory. [Model.Describe] says all that it says in words.
//
// The package is pure: what it knows of a model depends on the model alone.
package model
