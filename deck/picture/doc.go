// Package picture reads the pictures of decks: PNG, JPEG, GIF and WebP, and knows SVG,
// which is drawn elsewhere.
//
// Pictures come from strangers. [Read] tells from the first bytes how large one is and
// refuses what would unpack to more than [MaxPixels]; [Decode] decodes what was not refused.
// The decoder of WebP takes the size that a file announces for that of its pixels, so a
// small one may announce little and unpack to a gigabyte, or have its picture read beyond
// its end: [Read] follows the file to its pixels and holds the two together.
//
// Whoever shows, prints, packs or checks a picture asks here, so that all have the same
// limits, know the same formats, and name the others in the same words ([UnknownError]).
package picture
