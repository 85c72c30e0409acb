package dev.touchstone.api.id;

/// An id or a name that is text outside: in JSON, in a database's column, in a path, in a log. Inside, one kind is
/// never taken for another. What it may look like is checked where it comes in, not here: an id that nobody has
/// given out is unknown, not malformed.
public sealed interface TextId permits OutputId, PipelineName, ReviewId, ReviewerId {
    /// The text; never null.
    String value();
}
