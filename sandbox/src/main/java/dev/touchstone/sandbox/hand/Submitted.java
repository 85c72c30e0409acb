package dev.touchstone.sandbox.hand;

import java.util.Map;

/// How a modal's submission went.
///
/// @param taken whether the app took it
/// @param errors the complaints by block id, if the form stayed open
/// @param byApp whether the app complained; otherwise the client did, before the app saw anything
/// @param trouble "We had some trouble connecting": what went wrong, or empty
public record Submitted(boolean taken, Map<String, String> errors, boolean byApp, String trouble) {
    public Submitted {
        errors = Map.copyOf(errors);
    }
}
