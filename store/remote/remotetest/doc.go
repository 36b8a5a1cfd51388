// Package remotetest is what every driver of remote.Remote must pass: one conformance suite, run by the drivers' own
// tests over a calm medium and over one that loses answers, repeats, delays, reorders, cuts and goes slowly; and a small
// authority, so that the suite needs no hub.
//
// The authority is a [World]: rows are texts under numbers, seen by everybody or by one account, and a command is a
// line that sets, hides or refuses. Around that it is as strict as a hub must be: devices that belong to one account,
// counters without gaps, stored outcomes, forks, epochs, cursors that are checked.
package remotetest
