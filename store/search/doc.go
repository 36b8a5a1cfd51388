/*
Package search is the fuzzy index of titles behind the filter of the Task Square.
One Index serves all sessions of a process; one Session is one search box.

What it answers is defined by github.com/sahilm/fuzzy: the same titles match, with
the same scores, in the same stable order, with one thing on top of it (principle 12
of the screens): titles that contain what was typed as it stands come first. The
library alone needs more than a second for one key over a million titles; this
package needs about a millisecond, because it reads almost none of them.

# Vocabulary

A document is a title with a key (dense, growing in journal order) and a class (its
tab). A segment is an immutable block of up to 65,536 documents, its rows sorted by
the length of the title, since length is the largest part of a score. New documents
go to the tail, a short list that is looked through one by one; a full tail becomes
a segment, and small segments are merged in the background. A document that is gone
is a bit in a segment's set of dead rows. A view is one consistent state of all of
this; it is never changed, only replaced, so that readers wait for nobody.

Titles are compared by canonical runes: one rune stands for all that case folding
takes for equal. Each canonical rune belongs to a symbol; letters, digits, space and
hyphen have a symbol of their own, all others share some.

A column is one bit per row of a segment, packed in words of 64 rows, called blocks.
There are three families: order columns (does this symbol occur in the first, second,
third or fourth quarter of the title?), start columns (does it begin a word?), and
pair columns (do these two runes stand side by side? hashed, so "no" is certain and
"yes" is not). Columns decide about 64 titles in a few machine instructions.

A title survives a query when the query is a subsequence of it. Narrowing finds the
survivors: quarters prove most titles in or out, and only the rest are read. Survivors
of a query are kept in one bounded cache that all sessions share; a longer query looks
at the survivors of the longest prefix that is still there, and backspace finds its
answer there. A session itself keeps nothing.

Ranking finds the best of the survivors: start and pair columns bound the score of 64
rows at once, and only rows that may still get into the result are scored. Titles with
runes outside ASCII, positions for highlighting and queries beyond exactRunes are
left to the library itself.
*/
package search
