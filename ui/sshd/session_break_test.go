package sshd

import "testing"

// TestSentencesAreBrokenBetweenWords: who is sent away reads whole words.
func TestSentencesAreBrokenBetweenWords(t *testing.T) {
	if got := broken("What you typed is kept; connect again.\nBye\n", 20); got != "What you typed is\nkept; connect again.\nBye\n" {
		t.Errorf("broken as %q", got)
	}
	if got := broken("What you typed is kept", 3); got != "What you typed is kept" {
		t.Errorf("without a width: %q", got)
	}
}
