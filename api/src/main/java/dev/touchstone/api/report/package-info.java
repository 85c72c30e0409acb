/// What is told to people by the week: the [Digest], and reminders of what is late.
@NullMarked
package dev.touchstone.api.report;

import org.jspecify.annotations.NullMarked;
