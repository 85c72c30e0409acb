package dev.touchstone.api.quality;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.api.output.RouteReason;
import java.util.List;
import java.util.Locale;

/// What people look at an output for. Each policy takes in the reasons that serve it.
public enum SelectionPolicy {
    /// To know how good everything is: drawn by chance, with a known probability.
    ESTIMATE("to know how good everything is", true),
    /// To find what is wrong: what looks doubtful, and what users complain of.
    FIND_ERRORS("to find what is wrong", false),
    /// To learn the most from a correction: where the judge is undecided, and what is uncertain and unlike the rest.
    LEARN("to learn the most from a correction", false),
    /// To settle what models, judge and users see differently.
    DISAGREE("to settle a disagreement", false),
    /// Somebody asked.
    ASKED("because somebody asked", false);

    private final String purpose;
    private final boolean probability;

    SelectionPolicy(String purpose, boolean probability) {
        this.purpose = purpose;
        this.probability = probability;
    }

    /// Continues "people look at it …".
    public String purpose() {
        return purpose;
    }

    /// Whether each output's chance of being looked at is known, so that estimates may take the review in.
    /// Doubtful outputs have one too, of 1: but they are chosen for what they look like.
    public boolean probability() {
        return probability;
    }

    /// The reasons that serve it.
    public List<RouteReason> reasons() {
        return switch (this) {
            case ESTIMATE -> List.of(RouteReason.RANDOM_AUDIT, RouteReason.SCHEDULED_SAMPLE);
            case FIND_ERRORS ->
                List.of(
                        RouteReason.LOW_CONFIDENCE,
                        RouteReason.MISSING_CONFIDENCE,
                        RouteReason.ATTRIBUTE_RULE,
                        RouteReason.FEEDBACK);
            case LEARN -> List.of(RouteReason.UNCERTAINTY, RouteReason.DIVERSITY);
            case DISAGREE ->
                List.of(
                        RouteReason.JUDGE_DISAGREEMENT,
                        RouteReason.COMMITTEE_DISAGREEMENT,
                        RouteReason.JUDGE_USER_DISAGREEMENT);
            case ASKED -> List.of(RouteReason.REQUESTED);
        };
    }

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
