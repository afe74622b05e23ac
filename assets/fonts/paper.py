"""Makes the fonts that paper is set in from those that the window is drawn in.

    python3 paper.py DroidSansFallbackFull.ttf

A PDF file takes TrueType outlines, and Inter comes with those of PostScript: its curves
are redrawn with quadratic ones that are off by at most half a unit of 2048 to the em.
Only what texts of study decks are written in is kept. Needs fontTools 4.38 or later.
"""

import sys

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

# Latin with all its accents, Greek, Cyrillic; punctuation, sub- and superscripts,
# currencies, letter-like signs, fractions, arrows, mathematics, shapes and ticks.
INTER = [(0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF),
         (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x214F),
         (0x2150, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF), (0x2460, 0x24FF),
         (0x25A0, 0x25FF), (0x2600, 0x27BF), (0xFB00, 0xFB06)]

# Chinese, with the characters of Taiwan and Japan too; their punctuation, kana and
# full-width forms.
CHINESE = [(0x2E80, 0x2FDF), (0x3000, 0x30FF), (0x3100, 0x312F), (0x3200, 0x33FF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
           (0xFE30, 0xFE4F), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6)]


def ranges(list_):
    return {c for first, last in list_ for c in range(first, last + 1)}


def subset(font, unicodes):
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "BASE", "vhea", "vmtx", "VORG", "DSIG", "meta"]
    options.glyph_names = False
    worker = Subsetter(options)
    worker.populate(unicodes=unicodes)
    worker.subset(font)


def truetype(font):
    """Redraws PostScript outlines as TrueType ones."""
    order, glyphs = font.getGlyphOrder(), font.getGlyphSet()
    drawn = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, 0.5 * font["head"].unitsPerEm / 2048, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, drawn
    for name, glyph in drawn.items():
        glyph.recalcBounds(glyf)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ["maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                  "maxStackElements", "maxSizeOfInstructions", "maxComponentElements"]:
        setattr(maxp, field, 1 if field == "maxZones" else 0)
    maxp.maxComponentElements = 0
    post = font["post"]
    post.formatType, post.extraNames, post.mapping = 3.0, [], {}
    font.sfntVersion = "\000\001\000\000"


def onetable(font):
    """Keeps the one table of characters that readers of PDF agree on."""
    font["cmap"].tables = [t for t in font["cmap"].tables if (t.platformID, t.platEncID) == (3, 1)][:1]


def main():
    for face in ["Regular", "SemiBold", "Italic", "SemiBoldItalic"]:
        font = TTFont(f"Inter-{face}.otf", recalcTimestamp=False)
        subset(font, ranges(INTER))
        truetype(font)
        onetable(font)
        font.save(f"paper/Inter-{face}.ttf")
    font = TTFont(sys.argv[1], recalcTimestamp=False)
    subset(font, ranges(CHINESE))
    onetable(font)
    font.save("paper/DroidSansFallback.ttf")


if __name__ == "__main__":
    main()
