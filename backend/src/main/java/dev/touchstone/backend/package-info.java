/// The backend: everything but Slack. [Backend] wires the features in the order data flows; read its constructor first.
@NullMarked
package dev.touchstone.backend;

import org.jspecify.annotations.NullMarked;
