// Package guide is the help as a book: its pages in order, searched and drawn. The Help screen and the command guide
// read the same book, so that both find and say the same.
//
//   - A [Book] is every page, with the numbers of one marketplace in its sentences. It is opened from the words; the
//     texts themselves stand in package assets.
//   - A [Chapter] is the pages of one audience. The chapter of the reader's own role comes first.
//   - A [Hit] is a page that a search found, with the line to show for it.
//   - A [Drawn] page is lines of a width, painted, and where in them links and matches stand.
package guide
