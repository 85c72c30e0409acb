/// Accepts outputs, exactly once per external id, and answers when they are durable. Entry class [Intake]:
/// validate, route, hand over to the group-commit writer, which stores output, counters, review and deliveries in
/// one transaction.
@NullMarked
package dev.touchstone.backend.intake;

import org.jspecify.annotations.NullMarked;
