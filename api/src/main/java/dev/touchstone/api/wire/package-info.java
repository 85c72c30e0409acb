/// The rules that all wire records share: [Json] and its times and durations, limits and defaults, how a refused
/// field is named ([InvalidField]), pages and problems. On the wire names are `snake_case`, absent values are left
/// out, times are RFC 3339 in UTC and durations are written as people say them: `30s`, `15m`, `24h`, `90d`. It knows
/// nothing of any topic.
@NullMarked
package dev.touchstone.api.wire;

import org.jspecify.annotations.NullMarked;
