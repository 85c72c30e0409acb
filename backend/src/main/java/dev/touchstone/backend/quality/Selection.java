package dev.touchstone.backend.quality;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.QualityScope;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.Observed.Facet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which outputs of a pipeline a question is about; null fields do not narrow.
///
/// @param fewShot `with` or `without` examples
public record Selection(
        PipelineName pipeline,
        Period period,
        @Nullable String model,
        @Nullable String promptVersion,
        @Nullable String stratum,
        @Nullable String attribute,
        @Nullable String fewShot) {

    /// Everything of a period.
    public static Selection all(PipelineName pipeline, Period period) {
        return new Selection(pipeline, period, null, null, null, null, null);
    }

    /// The same in another period.
    public Selection in(Period other) {
        return new Selection(pipeline, other, model, promptVersion, stratum, attribute, fewShot);
    }

    /// Whether it names a part of the period's outputs, or an attribute.
    boolean narrows() {
        return model != null || promptVersion != null || stratum != null || attribute != null || fewShot != null;
    }

    /// The part of what was observed that it is about.
    public Observed narrow(Observed observed) {
        return observed.where(Facet.MODEL, model)
                .where(Facet.PROMPT_VERSION, promptVersion)
                .where(Facet.STRATUM, stratum)
                .where(Facet.FEW_SHOT, fewShot);
    }

    /// Whether some output could belong to both: the two are then not independent and cannot be compared.
    boolean overlaps(Selection other) {
        return period.overlaps(other.period)
                && meets(model, other.model)
                && meets(promptVersion, other.promptVersion)
                && meets(stratum, other.stratum)
                && meets(fewShot, other.fewShot);
    }

    private static boolean meets(@Nullable String a, @Nullable String b) {
        return a == null || b == null || Objects.equals(a, b);
    }

    public QualityScope wire() {
        return new QualityScope(
                pipeline, period.from(), period.to(), model, promptVersion, stratum, attribute, fewShot);
    }
}
