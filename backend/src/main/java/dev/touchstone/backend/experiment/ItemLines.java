package dev.touchstone.backend.experiment;

import dev.touchstone.api.experiment.ExperimentItem;
import dev.touchstone.backend.http.ApiProblem;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads an upload one item at a time, so that its size does not matter.
interface ItemLines {
    /// The next line; null at the end.
    ///
    /// @throws ApiProblem when the upload as a whole cannot be read
    @Nullable
    Line next() throws IOException;

    /// One line of an upload.
    sealed interface Line {
        /// Its number, from 1.
        long number();

        /// An item.
        record Read(long number, ExperimentItem item) implements Line {}

        /// What is no item.
        ///
        /// @param last whether nothing behind it can be read
        record Bad(long number, ApiProblem problem, boolean last) implements Line {}
    }
}
