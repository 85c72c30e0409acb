package dev.touchstone.backend.feedback.signal;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(SignalRow.class)
@RegisterConstructorMapper(VoiceRow.class)
@RegisterConstructorMapper(VoiceShares.Row.class)
interface SignalDao {
    String COLUMNS = """
            output_id, pipeline, hour, stratum, rules_version, voices, muted, explicit, score_sum, meaning, kinds""";

    @SqlQuery("SELECT " + COLUMNS + " FROM feedback_signal WHERE output_id IN (<ids>)")
    List<SignalRow> signals(@BindList("ids") Collection<OutputId> outputIds);

    @SqlQuery("SELECT " + COLUMNS + " FROM feedback_signal WHERE output_id = :id")
    Optional<SignalRow> signal(@Bind("id") OutputId outputId);

    @SqlQuery("""
            SELECT output_id, actor, heard, meaning, score, explicit, muted, day FROM feedback_voice
            WHERE output_id IN (<ids>) AND actor IN (<actors>)
            """)
    List<VoiceRow> voices(
            @BindList("ids") Collection<OutputId> outputIds, @BindList("actors") Collection<String> actors);

    @SqlUpdate("""
            UPDATE feedback_voice SET actor = :name
            WHERE actor = :actor AND output_id IN (SELECT output_id FROM feedback_event WHERE actor = :name AND id IN (<events>))
            """)
    int renameVoices(
            @Bind("actor") String actor, @Bind("name") String name, @BindList("events") Collection<String> eventIds);

    @SqlUpdate("UPDATE feedback_share SET actor = :name WHERE pipeline = :pipeline AND actor = :actor")
    int renameShares(@Bind("pipeline") PipelineName pipeline, @Bind("actor") String actor, @Bind("name") String name);

    @SqlQuery("""
            SELECT pipeline, day, meaning, actor, voices FROM feedback_share
            WHERE pipeline = :pipeline AND day = :day AND meaning IN (<meanings>) AND actor IN (<actors>)
            """)
    List<VoiceShares.Row> shares(
            @Bind("pipeline") PipelineName pipeline,
            @Bind("day") long day,
            @BindList("meanings") Collection<String> meanings,
            @BindList("actors") Collection<String> actors);
}
