// Package journaltest is what every driver of journal.Journal must pass: one conformance suite, run by the drivers' own
// tests, and a journal that fails on order, for the tests of those who append.
package journaltest
