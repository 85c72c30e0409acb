/// The weekly digest and its charts: [DigestMessage]. Pure functions.
@NullMarked
package dev.touchstone.bot.card.digest;

import org.jspecify.annotations.NullMarked;
