package dev.touchstone.sandbox.interactivity;

import java.util.Map;

/// What came of submitting a modal.
public sealed interface Submission {
    /// The app took it; the person's stack of modals shows what it did with it.
    record Taken() implements Submission {}

    /// The form stays open, with complaints by block id.
    ///
    /// @param byApp whether the app complained; otherwise Slack's client did and the app never saw the submission
    record Refused(Map<String, String> errors, boolean byApp) implements Submission {}

    /// "We had some trouble connecting": no acknowledgement, or one Slack cannot follow.
    record Trouble(String why) implements Submission {}
}
