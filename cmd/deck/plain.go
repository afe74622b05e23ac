package main

import (
	"strings"

	"touchpoint/deck"
)

// hideGap returns blocks in which a gap shows its hint, or nothing, in brackets.
func hideGap(blocks []deck.Block, gap int) []deck.Block {
	if gap == 0 {
		return blocks
	}
	out := make([]deck.Block, len(blocks))
	for i, b := range blocks {
		b.Spans = hideSpans(b.Spans, gap)
		b.Blocks = hideGap(b.Blocks, gap)
		items := make([][]deck.Block, len(b.Items))
		for k, item := range b.Items {
			items[k] = hideGap(item, gap)
		}
		b.Items = items
		rows := make([][]deck.Cell, len(b.Rows))
		for k, row := range b.Rows {
			for _, c := range row {
				rows[k] = append(rows[k], deck.Cell{Spans: hideSpans(c.Spans, gap)})
			}
		}
		b.Rows = rows
		out[i] = b
	}
	return out
}

// hideSpans hides a gap, which may be several spans when part of it is in another style.
func hideSpans(spans []deck.Span, gap int) []deck.Span {
	var out []deck.Span
	for i, s := range spans {
		if s.Gap != gap {
			out = append(out, s)
			continue
		}
		if i > 0 && spans[i-1].Gap == gap {
			continue
		}
		text := "[…]"
		if s.Hint != "" {
			text = "[" + s.Hint + "]"
		}
		out = append(out, deck.Span{Text: text, Gap: gap})
	}
	return out
}

// blocksText is what blocks say, a line for each.
func blocksText(blocks []deck.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		writeBlock(&b, block)
	}
	return strings.TrimSpace(b.String())
}

func writeBlock(b *strings.Builder, block deck.Block) {
	for _, item := range block.Items {
		b.WriteString(blocksText(item) + "\n")
	}
	for _, inner := range block.Blocks {
		writeBlock(b, inner)
	}
	for _, row := range block.Rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = spansText(c.Spans)
		}
		b.WriteString(strings.Join(cells, " ") + "\n")
	}
	if block.Kind == deck.Picture {
		b.WriteString(block.Alt + "\n")
	}
	if len(block.Spans) > 0 {
		b.WriteString(spansText(block.Spans) + "\n")
	}
}

func spansText(spans []deck.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}
