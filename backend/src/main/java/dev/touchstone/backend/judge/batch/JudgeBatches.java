package dev.touchstone.backend.judge.batch;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgmentBatch;
import dev.touchstone.api.judge.NewJudgmentBatch;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.judge.batch.BatchRow.Line;
import dev.touchstone.backend.judge.judgment.AnswerReader;
import dev.touchstone.backend.judge.judgment.JudgeAnswer;
import dev.touchstone.backend.judge.judgment.JudgeMetrics;
import dev.touchstone.backend.judge.judgment.JudgeParts;
import dev.touchstone.backend.judge.judgment.JudgeRoutes;
import dev.touchstone.backend.judge.judgment.JudgeWork;
import dev.touchstone.backend.judge.judgment.JudgmentBook;
import dev.touchstone.backend.judge.judgment.JudgmentDao;
import dev.touchstone.backend.judge.judgment.JudgmentRow;
import dev.touchstone.backend.judge.judgment.Prompt;
import dev.touchstone.backend.judge.judgment.VersionRow;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.model.ModelFault;
import dev.touchstone.backend.model.OpenAiBatch;
import dev.touchstone.backend.model.OpenAiModel;
import dev.touchstone.backend.model.Reply;
import dev.touchstone.backend.model.Spending;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has outputs of a past window judged as one job of the endpoint's batch interface. A job is rows of the
/// database, and every step asks what is missing: a restart, a second run or an endpoint that is away delays it
/// and loses nothing. An output that has a verdict of the version already is in no job. Thread-safe.
public final class JudgeBatches implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JudgeBatches.class);
    private static final long HOUR_SECONDS = 3600;
    private static final int PAGE = 500;
    /// Outputs may be dated a little ahead of their arrival.
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final JudgeParts parts;
    private final Ledger ledger;
    private final JudgeMetrics metrics;
    private final JudgmentBook book;
    private final Spending spending;
    private final OpenAiBatch endpoint;
    private final BatchEnds ends;

    public JudgeBatches(JudgeParts parts, Ledger ledger, JudgeMetrics metrics) {
        this.parts = parts;
        this.ledger = ledger;
        this.metrics = metrics;
        book = new JudgmentBook(parts);
        spending = new Spending(parts.storage().database(), parts.storage().clock(), parts.config());
        endpoint = new OpenAiBatch(parts.config());
        ends = new BatchEnds(parts, ledger, endpoint);
    }

    /// How jobs come to an end that their endpoint does not bring about.
    public BatchEnds ends() {
        return ends;
    }

    /// Makes a job of what the version in use has not judged yet.
    ///
    /// @param by who asks
    /// @throws Refused as a conflict without a judge, as invalid when there is nothing to judge
    public JudgmentBatch order(Pipeline pipeline, NewJudgmentBatch wanted, String by) {
        if (!parts.config().enabled()) {
            throw JudgeRoutes.noJudge();
        }
        VersionRow version = parts.shared().versions().current(pipeline);
        BatchRow row = new BatchRow(
                parts.storage().ids().next(),
                pipeline.name(),
                version.id(),
                new BatchRow.Window(
                        Math.floorDiv(wanted.from().getEpochSecond(), HOUR_SECONDS),
                        Math.ceilDiv(wanted.to().getEpochSecond(), HOUR_SECONDS)),
                JudgmentBatch.State.PREPARING.wire(),
                new BatchRow.Remote(null, null, null),
                null,
                new BatchRow.Course(parts.storage().clock().millis(), by, null));
        List<OutputId> outputs = unjudged(row, wanted.limit());
        if (outputs.isEmpty()) {
            throw Refused.invalid(
                    "nothing-to-judge",
                    "Every output of this window whose text is there has been judged by " + version.id()
                            + ", or is in a job that runs.");
        }
        return parts.storage().database().writer().inTransaction(transaction -> {
            BatchDao dao = transaction.attach(BatchDao.class);
            // The ledger lets one in at a time: of two who order the same at once the second finds it ordered.
            ledger.append(transaction, by, "judge.batch-ordered", row.id(), null, wanted);
            if (!ordered(dao, version, outputs).isEmpty()) {
                throw Refused.conflict(
                        "ordered-meanwhile", "Somebody else ordered outputs of this window just now; ask again.");
            }
            dao.insert(row);
            dao.insertLines(outputs.stream()
                    .map(id -> new Line(row.id(), id, Prompt.newToken(), null))
                    .toList());
            return row.wire(dao.counts(row.id()));
        });
    }

    private static List<OutputId> ordered(BatchDao dao, VersionRow version, List<OutputId> outputs) {
        List<OutputId> ordered = new ArrayList<>();
        for (int from = 0; from < outputs.size(); from += PAGE) {
            ordered.addAll(dao.ordered(version.id(), outputs.subList(from, Math.min(outputs.size(), from + PAGE))));
        }
        return ordered;
    }

    private List<OutputId> unjudged(BatchRow batch, int limit) {
        return parts.storage().database().reader().withHandle(handle -> {
            JudgmentDao judgments = handle.attach(JudgmentDao.class);
            BatchDao batches = handle.attach(BatchDao.class);
            List<OutputId> found = new ArrayList<>();
            String after =
                    Ids.lowerBound(Math.max(0, batch.window().fromHour() * HOUR_SECONDS * 1000 - SKEW.toMillis()));
            List<OutputId> page;
            do {
                page = Outputs.withText(
                        handle,
                        batch.pipeline(),
                        batch.window().fromHour(),
                        batch.window().toHour(),
                        after,
                        PAGE);
                if (!page.isEmpty()) {
                    Set<OutputId> known = new HashSet<>(judgments.judged(batch.versionId(), page));
                    known.addAll(batches.ordered(batch.versionId(), page));
                    page.stream().filter(id -> !known.contains(id)).forEach(found::add);
                    after = page.getLast().value();
                }
            } while (page.size() == PAGE && found.size() < limit);
            return found.subList(0, Math.min(found.size(), limit));
        });
    }

    /// The jobs of a pipeline, newest first.
    public List<JudgmentBatch> of(PipelineName pipeline) {
        return parts.storage().database().reader().withHandle(handle -> {
            BatchDao dao = handle.attach(BatchDao.class);
            return dao.of(pipeline).stream()
                    .map(row -> row.wire(dao.counts(row.id())))
                    .toList();
        });
    }

    /// Takes every job a step further. One that is in trouble says so, does not hold up the others, and is
    /// tried again with the next run.
    ///
    /// @return how many have ended
    public int catchUp() {
        if (!parts.config().enabled()) {
            return 0;
        }
        int ended = 0;
        for (BatchRow batch : parts.storage().database().reader().withExtension(BatchDao.class, BatchDao::running)) {
            try {
                ended += batch.submitted() ? collect(batch) : submit(batch);
            } catch (RuntimeException e) {
                trouble(batch, OpenAiModel.faultOf(e), e);
                if (batch.submitted() && OpenAiBatch.unknown(e)) {
                    ended += ends.missed(batch);
                }
            }
        }
        return ended;
    }

    private void trouble(BatchRow batch, Optional<ModelFault> fault, RuntimeException failure) {
        if (fault.isPresent()) {
            metrics.failed(fault.get());
            log.warn(
                    "batch does not go on batch={} cause={}",
                    batch.id(),
                    fault.get().wire());
        } else {
            log.error("batch does not go on batch={}", batch.id(), failure);
        }
        trouble(batch, fault.map(ModelFault::wire).orElse("internal"));
    }

    private void trouble(BatchRow batch, @Nullable String why) {
        parts.storage().database().writer().useExtension(BatchDao.class, dao -> dao.trouble(batch.id(), why));
    }

    private int submit(BatchRow batch) {
        if (spending.capReached()) {
            trouble(batch, "spend_cap");
            return 0;
        }
        VersionRow version = parts.shared().versions().find(batch.versionId()).orElseThrow();
        List<OpenAiBatch.Asked> asked = new ArrayList<>();
        for (Line line : waiting(batch)) {
            NewOutput body = parts.outputs()
                    .find(line.outputId())
                    .map(OutputRow::parsedBody)
                    .orElse(null);
            if (body == null) {
                finish(batch, line.outputId(), "text_gone");
            } else {
                asked.add(new OpenAiBatch.Asked(
                        line.outputId().value(), Prompt.of(version, line.outputId(), body, line.token())));
            }
        }
        if (asked.isEmpty()) {
            return ends.end(batch, null);
        }
        String remoteId = endpoint.submit(batch.id(), asked);
        parts.storage()
                .database()
                .writer()
                .useExtension(
                        BatchDao.class,
                        dao -> dao.submitted(
                                batch.id(), remoteId, parts.storage().clock().millis()));
        return 0;
    }

    private List<Line> waiting(BatchRow batch) {
        return parts.storage().database().reader().withExtension(BatchDao.class, dao -> dao.waiting(batch.id()));
    }

    private int collect(BatchRow batch) {
        OpenAiBatch.Progress progress =
                endpoint.progress(String.valueOf(batch.remote().remoteId()));
        if (batch.remote().lostSinceMs() != null) {
            parts.storage().database().writer().useExtension(BatchDao.class, dao -> dao.missed(batch.id(), null));
        }
        if (!progress.over()) {
            trouble(batch, null);
            return 0;
        }
        VersionRow version = parts.shared().versions().find(batch.versionId()).orElseThrow();
        Map<String, Line> waiting = new HashMap<>();
        waiting(batch).forEach(line -> waiting.put(line.outputId().value(), line));
        for (String file : progress.files()) {
            endpoint.answers(
                    file,
                    (id, reply) -> Optional.ofNullable(waiting.remove(id))
                            .ifPresent(line -> record(batch, version, line, reply)));
        }
        return ends.end(batch, progress.status().equals("completed") ? null : progress.status());
    }

    private void record(BatchRow batch, VersionRow version, Line line, Reply reply) {
        OutputRow output = parts.outputs().find(line.outputId()).orElseThrow();
        NewOutput body = output.parsedBody();
        if (body == null) {
            finish(batch, line.outputId(), "text_gone");
            return;
        }
        JudgeAnswer answer = null;
        ModelFault fault = null;
        switch (reply) {
            case Reply.Fault failed -> fault = failed.cause();
            case Reply.Text text -> {
                try {
                    answer = new AnswerReader(
                                    version.rubricOf(), body.attributes().keySet(), line.token())
                            .read(text.content());
                } catch (AnswerReader.Unusable e) {
                    fault = e.fault();
                }
            }
        }
        Reply counted =
                OpenAiBatch.counted(parts.config(), Prompt.of(version, line.outputId(), body, line.token()), reply);
        store(
                batch,
                line,
                new JudgmentBook.Case(output, body, parts.pipelines().require(output.pipeline()), false),
                counted.usage(),
                answer,
                fault);
    }

    /// Its end and the judgment in one transaction: what is read twice counts once.
    private void store(
            BatchRow batch,
            Line line,
            JudgmentBook.Case judged,
            Reply.Usage usage,
            @Nullable JudgeAnswer answer,
            @Nullable ModelFault fault) {
        long cost = Math.round(spending.costMicros(usage) * parts.config().batchPriceFactor());
        JudgmentRow.Call call =
                new JudgmentRow.Call(usage, cost, 0, parts.storage().clock().millis(), Prompt.truncates(judged.body()));
        String id = parts.storage().ids().next();
        JudgmentRow row = answer == null
                ? JudgmentRow.failed(
                        id,
                        judged.output(),
                        JudgeWork.REQUESTED,
                        batch.versionId(),
                        fault == null ? ModelFault.NO_COMPLETION : fault,
                        call)
                : JudgmentRow.answered(id, judged.output(), JudgeWork.REQUESTED, batch.versionId(), answer, call);
        boolean first = parts.storage().database().writer().inTransaction(transaction -> {
            String outcome = row.answer().failure() == null
                    ? BatchRow.JUDGED
                    : row.answer().failure();
            if (transaction.attach(BatchDao.class).finish(batch.id(), line.outputId(), outcome) == 0) {
                return false;
            }
            book.record(transaction, row, judged, answer);
            return true;
        });
        if (first && answer != null) {
            metrics.judged(answer.verdict());
        } else if (first && fault != null) {
            metrics.failed(fault);
        }
    }

    private void finish(BatchRow batch, OutputId outputId, String outcome) {
        parts.storage()
                .database()
                .writer()
                .useExtension(BatchDao.class, dao -> dao.finish(batch.id(), outputId, outcome));
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
