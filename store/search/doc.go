/*
Package search is the fuzzy index of titles behind the filter of the Task Square.
One Index serves all sessions of a process; one Session is one search box.

What it answers is defined by github.com/sahilm/fuzzy: the same titles match, with
the same scores, in the same stable order, with one thing on top of it (principle 12
of the screens): titles that contain what was typed as it stands come first. The
library alone needs more than a second for one key over a million titles; this
package needs a few milliseconds, because it reads very few of them.

# Vocabulary

A document is a title with a key (dense, growing in journal order) and a class (its
tab). A segment is an immutable block of up to 65,536 documents, its rows sorted by
the length of the title, since length is the largest part of most scores. New
documents go to the tail, a short list that is looked through one by one; a full tail
becomes a segment, and small segments are merged in the background. A document that
is gone is a bit in a part's set of dead rows. A view is one consistent state of all
of this; it is never changed, only replaced, so that searches wait for nobody.

Titles are compared by canonical runes: one rune stands for all that case folding
takes for equal. Each canonical rune belongs to a symbol; ASCII letters, space and
hyphen have a symbol of their own, all others share some. A segment is wide if its
titles are not ASCII alone.

A column is one bit a row, in words of 64 rows, which are called a block: this symbol
occurs, this symbol starts a word, these two runes stand side by side (hashed, so that
"no" is certain and "yes" is not), and so on. Letters are the symbols of the titles of
a block, bit-sliced. Both decide about 64 titles in a few instructions.

A title survives a query when the query is a subsequence of it. Narrowing finds the
survivors by columns, then by letters; only where runes share symbols, or titles are
too long, are titles read. Survivors of a query are kept in one bounded cache that all
sessions share: a longer query looks at the survivors of its longest prefix that is
still there. So typing narrows key by key, backspace finds its answer again, and a
session keeps nothing at all.

Ranking finds the best of the survivors. A bound says what a row can score at most, by
its length and its columns, and only rows that may still get into the result are
scored. Titles with runes outside ASCII, positions for highlighting and queries beyond
exactRunes are left to the library itself.
*/
package search
