// Package screen holds what people see: Today, the Task Square, one order's page, Create new task.
//
// A screen is a value (kit.Screen). It reads the marketplace only in commands that run beside the loop and
// come back as messages, so Update and View touch no store; it draws only with widgets of package kit.
//
//   - A [Session] is what one person's screens share: who looks, the words, the zone.
//   - A [Market] is the little that screens need of the marketplace behind them; the store is behind it,
//     a hub or a replica, and no screen can tell which.
//   - Everything that can be done on a screen stands in its Actions; what is not possible now says why.
//   - [Changed] arrives after every commit that touched something; a screen that shows one of the rows
//     loads itself again, in place.
package screen
