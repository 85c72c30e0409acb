package dev.touchstone.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.QualityScope;
import dev.touchstone.api.quality.RetrievalReport;
import dev.touchstone.api.quality.RetrievalReport.CauseShare;
import dev.touchstone.api.quality.RetrievalReport.ErrorShare;
import dev.touchstone.api.report.Digest.Fact;
import dev.touchstone.api.rubric.RetrievalCause;
import dev.touchstone.api.wire.Range;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WeekSourcesTest {
    private static final Instant MONDAY = Instant.parse("2030-01-07T00:00:00Z");

    private static ErrorShare share(double value, long n, long errors, @Nullable Range worst) {
        return new ErrorShare(value, new Range(0.31, 0.45, 0.95), n, errors, errors >= 20, worst);
    }

    private static RetrievalReport report(@Nullable ErrorShare retrieval, CauseShare... causes) {
        return new RetrievalReport(
                new QualityScope(new PipelineName("p"), MONDAY, MONDAY, null, null, null, null, null),
                new RetrievalReport.Errors(60, 57, 20),
                retrieval,
                "",
                List.of(causes),
                List.of(),
                List.of());
    }

    @Test
    void theWeekSaysHowManyErrorsAreRetrievalsAndWhichCauseLeads() {
        assertThat(WeekSources.of(report(
                                share(0.38, 22, 57, null),
                                new CauseShare(RetrievalCause.UNSUPPORTED, false, share(0.1, 6, 57, null)),
                                new CauseShare(RetrievalCause.STALE_SOURCE, true, share(0.3, 17, 57, null)),
                                new CauseShare(null, false, share(0.5, 29, 57, null))))
                        .map(Fact::text))
                .contains("38 % (31–45 %) of errors are retrieval's, from 57 errors of outputs with sources;"
                        + " most often: stale source (17)");
    }

    @Test
    void whatErrorsThatDoNotSayWhyCouldChangeStandsBesideIt() {
        assertThat(WeekSources.of(report(share(0.38, 22, 57, new Range(0.2, 0.6, 1))))
                        .map(Fact::text))
                .contains("38 % (31–45 %) of errors are retrieval's, from 57 errors of outputs with sources;"
                        + " 20–60 % if all that do not say why were of one kind");
    }

    @Test
    void tooFewErrorsAreNoLine() {
        assertThat(WeekSources.of(report(share(0.5, 4, 9, null)))).isEmpty();
        assertThat(WeekSources.of(report(null))).isEmpty();
    }
}
