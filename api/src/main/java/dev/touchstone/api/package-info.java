/// The HTTP API as Java: the wire records, the JSON rules they share ([Json]) and the client ([TouchstoneClient]) that
/// pipelines and the bot use alike. It knows nothing of how the backend keeps or decides anything.
///
/// On the wire names are `snake_case`, absent values are left out, times are RFC 3339 in UTC and durations are written
/// as people say them: `30s`, `15m`, `24h`, `90d`.
@NullMarked
package dev.touchstone.api;

import org.jspecify.annotations.NullMarked;
