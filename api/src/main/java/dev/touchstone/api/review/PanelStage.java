package dev.touchstone.api.review;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How far several people are with one output, and at the end how their verdict came about.
public enum PanelStage {
    /// Verdicts are missing; nobody sees those that are in.
    READING,
    /// They differ, and somebody who was none of them has to decide.
    ADJUDICATION,
    /// They said the same.
    AGREED,
    /// They differed; what most of them said counts.
    MAJORITY,
    /// They differed without a majority; the first counts, as if there had been no other.
    FIRST,
    /// They differed; somebody who was none of them decided.
    ADJUDICATED;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
