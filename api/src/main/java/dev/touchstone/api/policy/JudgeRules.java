package dev.touchstone.api.policy;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Limits;
import org.jspecify.annotations.Nullable;

/// Which outputs of a pipeline the judge sees, and what its verdict may do. A verdict raises scrutiny; it lowers
/// it only where `release` allows that.
///
/// @param share the probability with which any output is judged, 0 to 1; default 0. It cuts the same sampling key
///     as the random audit, so that the smaller of the two samples lies within the larger
/// @param below every output with a confidence below it is judged, 0 to 1; none by default
/// @param disagreement opens a review when the judge rejects what went out without one; true by default
/// @param uncertain opens a review of an output that went out without one when the score lies closer than this to
///     one half, 0 to 0.5; default 0, which is never
/// @param examples how many decisions of people the judge is shown, 0 to 10; default 4
/// @param secondLook whether an output is shown to a second reviewer when the judge is sure that the first was
///     wrong; default false
/// @param truncated whether a verdict counts like others towards a release when the judge was shown only the head
///     and the tail of a text; default false
/// @param release lets the judge release doubtful outputs under a certificate; nothing by default
public record JudgeRules(
        @Defaulted("0") @Limits(min = 0, max = 1) Double share,
        @Limits(min = 0, max = 1) @Nullable Double below,
        @Defaulted("true") Boolean disagreement,
        @Defaulted("0") @Limits(min = 0, max = 0.5) Double uncertain,
        @Defaulted("4") @Limits(min = 0, max = 10) Integer examples,
        @Defaulted("false") Boolean secondLook,
        @Defaulted("false") Boolean truncated,
        @Nullable JudgeRelease release) {
    /// Nothing is judged but what somebody asks for.
    public static final JudgeRules DEFAULT = Json.read("{}", JudgeRules.class);

    public JudgeRules {
        share = share == null ? 0 : share;
        Check.probability("share", share);
        Check.probability("below", below);
        disagreement = disagreement == null || disagreement;
        uncertain = uncertain == null ? 0 : uncertain;
        if (!(uncertain >= 0 && uncertain <= 0.5)) {
            throw new InvalidField("uncertain", "must be from 0 to 0.5, was " + uncertain);
        }
        examples = examples == null ? 4 : examples;
        if (examples < 0 || examples > 10) {
            throw new InvalidField("examples", "must be from 0 to 10, was " + examples);
        }
        secondLook = secondLook != null && secondLook;
        truncated = truncated != null && truncated;
    }

    /// Rules under which a verdict only raises scrutiny.
    public JudgeRules(Double share, @Nullable Double below, Boolean disagreement, Double uncertain, Integer examples) {
        this(share, below, disagreement, uncertain, examples, false, false, null);
    }
}
