/// The Java client of the HTTP API, which pipelines and the bot use alike. Start at [TouchstoneClient].
@NullMarked
package dev.touchstone.api.client;

import org.jspecify.annotations.NullMarked;
