package dev.touchstone.backend.output;

/// How chance treated an output, fixed when it arrived: without it no later figure can be honest.
///
/// @param u the sampling key, in [0, 1)
/// @param pi the inclusion probability: that it would be reviewed whatever its content, 0 to 1
/// @param auditRate the probability of the random audit alone, 0 to 1
public record Draw(double u, double pi, double auditRate) {
    /// @throws IllegalArgumentException when a number is outside its range
    public Draw {
        if (!(u >= 0 && u < 1)) {
            throw new IllegalArgumentException("u must be in [0, 1), was " + u);
        }
        if (!(pi >= 0 && pi <= 1 && auditRate >= 0 && auditRate <= 1)) {
            throw new IllegalArgumentException("pi and auditRate must be 0 to 1, were " + pi + " and " + auditRate);
        }
    }

    /// The draw of a review that no chance opened: with it, no estimate takes the review for a part of a sample.
    public Draw outsideOfEverySample() {
        return new Draw(u, 0, 0);
    }
}
