// Package kit is what every screen is made of and drawn with. It knows
// terminals, not the trade: no word of the marketplace stands here.
//
// Its vocabulary:
//
//   - A cell is one place of the terminal's grid; widths and columns are always
//     counted in cells. A cluster is what a reader takes for one character
//     (a grapheme cluster); it fills one cell or two.
//   - A Theme says which colour and which glyph a Role has in this one session.
//     It is a value: two sessions of one process may look different.
//   - A Screen is one page: it takes messages, says what it looks like as lines
//     of styled text, and lists its Actions, the one table that keys, footer,
//     help and palette are read from.
//   - A Frame is the message that tells a screen its size and its theme.
//   - The Canvas draws: given the lines of the next frame it writes the smallest
//     change to the terminal, and nothing when nothing changed.
//   - The Terminal is the far end: its modes are set when a program starts and
//     are put back on every way out, a panic and a signal included.
//   - Run ties them together around Bubble Tea's loop, whose own renderer stays
//     off: its cell buffers cost a megabyte a session, its ticker ten milliseconds
//     a key.
package kit
