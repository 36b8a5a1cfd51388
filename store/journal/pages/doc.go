// Package pages reads a bbolt file without trusting it.
//
// bbolt maps its file into memory and follows what stands there: on a page that makes no sense it panics, faults, or
// runs in a circle until the stack is full, and no caller can prevent that. This reader copies each page with a bounded
// read, checks every number before it uses it, and enters each page once. So a file with any content is read to the end,
// without a second process to be sacrificed, and what could not be read is known by page and place.
//
// The words are bbolt's. A file consists of pages of one size. Pages 0 and 1 are metas, written in turn: the sound one
// with the greater transaction number says where the root is. The root is a bucket whose rows are buckets. A bucket is
// a tree of branch and leaf pages, or so small that it lies within the leaf that names it. A page that is too small for
// its content overflows into those that follow. The free list names the pages that nobody uses.
package pages
