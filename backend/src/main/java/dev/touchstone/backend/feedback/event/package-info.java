/// The gateway: takes what users did, exactly once per event id, and answers when it is durable. Entry class
/// [FeedbackIntake]; it only appends. What an event comes to is counted later, by others, so that taking one costs a
/// single row.
@NullMarked
package dev.touchstone.backend.feedback.event;

import org.jspecify.annotations.NullMarked;
