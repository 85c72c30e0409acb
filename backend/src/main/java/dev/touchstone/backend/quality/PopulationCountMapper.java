package dev.touchstone.backend.quality;

import dev.touchstone.backend.quality.estimate.PopulationCount;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// Turns a sum of counters into what the estimator reads.
public final class PopulationCountMapper implements RowMapper<PopulationCount> {
    @Override
    public PopulationCount map(ResultSet row, StatementContext context) throws SQLException {
        return new PopulationCount(
                row.getString("stratum"),
                row.getInt("policy_version"),
                row.getString("model"),
                row.getString("prompt_version"),
                row.getDouble("inclusion"),
                row.getInt("few_shot") == 1,
                row.getLong("outputs"));
    }
}
