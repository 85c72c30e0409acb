package dev.touchstone.api.experiment;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import org.jspecify.annotations.Nullable;

/// An experiment to create: a small set of cases on which prompt versions are compared before one goes live.
///
/// @param pipeline whose rubric, reviewers and channel are used; its own figures never see the experiment
/// @param name what it is called in lists, at most 200 characters; reviewers do not see it
/// @param description free text, at most 3,000 characters
/// @param judge whether the judge looks at every output as well; false by default
/// @param golden whether corrections become golden examples of the pipeline; false by default
public record NewExperiment(
        @Limits(pattern = Check.NAME_PATTERN) String pipeline,
        @Limits(minSize = 1, maxSize = 200) String name,
        @Limits(maxSize = 3000) @Nullable String description,
        @Defaulted("false") Boolean judge,
        @Defaulted("false") Boolean golden) {
    public NewExperiment {
        Check.name("pipeline", pipeline);
        Check.label("name", name, 200);
        Check.storable("description", description);
        if (description != null && description.codePointCount(0, description.length()) > 3000) {
            throw new InvalidField("description", "must be at most 3000 characters");
        }
        judge = judge != null && judge;
        golden = golden != null && golden;
    }

    public static NewExperiment of(String pipeline, String name) {
        return new NewExperiment(pipeline, name, null, false, false);
    }

    public NewExperiment withJudge() {
        return new NewExperiment(pipeline, name, description, true, golden);
    }
}
