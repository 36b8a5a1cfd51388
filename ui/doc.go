// Package ui is the program that people sit before: the frame with its menu, the screens of the account that is at
// work, the switch to another account, and the clock of a sample marketplace.
//
// It composes and owns no page: pages are in ui/screen, what they are drawn with is in ui/kit. What it needs of the
// surroundings comes in [Options]; no store is known here.
package ui
