package dev.touchstone.backend.sampling;

import dev.touchstone.api.id.PipelineName;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(BudgetDao.Rate.class)
interface BudgetDao {
    String COLUMNS = """
            pipeline, day, policy_version, since_ms, reviews_per_week, audit_share, doubtful_share, doubtful_arrivals,
            audit_arrivals, pi_low, why""";

    /// @param day the epoch day it was computed for
    /// @param piLow the probability with which a doubtful output is reviewed, 0 to 1
    record Rate(
            PipelineName pipeline,
            long day,
            int policyVersion,
            long sinceMs,
            @Nested Shares shares,
            @Nested Arrivals arrivals,
            double piLow,
            String why) {
        /// Reviews a week.
        public record Shares(long reviewsPerWeek, long auditShare, long doubtfulShare) {}

        /// Outputs a week.
        public record Arrivals(double doubtfulArrivals, double auditArrivals) {}
    }

    /// Once a day and policy version, whoever comes first.
    @SqlUpdate("INSERT INTO budget_rate (" + COLUMNS + ") " + """
            VALUES (:pipeline, :day, :policyVersion, :sinceMs, :shares.reviewsPerWeek, :shares.auditShare,
                :shares.doubtfulShare,
                :arrivals.doubtfulArrivals, :arrivals.auditArrivals, :piLow, :why)
            ON CONFLICT (pipeline, day, policy_version) DO NOTHING
            """)
    int insert(@BindMethods Rate rate);

    @SqlQuery("SELECT " + COLUMNS + """
             FROM budget_rate WHERE pipeline = :pipeline ORDER BY day DESC, policy_version DESC LIMIT 1
            """)
    Optional<Rate> latest(@Bind("pipeline") PipelineName pipeline);

    @SqlQuery("SELECT " + COLUMNS + """
             FROM budget_rate WHERE pipeline = :pipeline ORDER BY day DESC, policy_version DESC LIMIT :limit
            """)
    List<Rate> history(@Bind("pipeline") PipelineName pipeline, @Bind("limit") int limit);
}
