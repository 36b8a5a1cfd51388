// Package canary is what tests of visibility share: a story through the marketplace in which every private text carries a
// word that stands nowhere else, and who may read each word at each of the story's stages (rule 13).
//
//   - [Tell] tells the story to a marketplace by commands, whether it lies in memory or on a disk, and stops at each stage.
//   - A [Bird] is one such word, or the ID of a thing that not everybody sees.
//   - [Story.Escaped] finds the birds in a text of which its reader may know nothing.
//
// What looks and where is the tests' own: commands in package lobby, screens in package ui.
package canary
