package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.JudgeRules;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.model.ModelConfig;
import dev.touchstone.backend.model.ModelFault;
import dev.touchstone.backend.model.ModelLine;
import dev.touchstone.backend.model.OpenAiModel;
import dev.touchstone.backend.model.Reply;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes one judgment of one output and records it together with the end of its work. A crash before that asks
/// again. Thread-safe.
public final class Judge implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Judge.class);

    private final Database database;
    private final Ids ids;
    private final InstantSource clock;
    private final ModelConfig config;
    private final Outputs outputs;
    private final Pipelines pipelines;
    private final Outbox outbox;
    private final JudgeVersions versions;
    private final JudgmentBook book;
    private final ModelLine line;
    private final JudgeMetrics metrics;

    public Judge(JudgeParts parts, ModelLine line, JudgeMetrics metrics) {
        this.database = parts.storage().database();
        this.ids = parts.storage().ids();
        this.clock = parts.storage().clock();
        this.config = parts.config();
        this.outputs = parts.outputs();
        this.pipelines = parts.pipelines();
        this.outbox = parts.outbox();
        this.versions = parts.shared().versions();
        this.metrics = metrics;
        book = new JudgmentBook(parts);
        this.line = line;
    }

    /// How many judgments may begin now.
    public int room() {
        return line.room();
    }

    /// Why none begins, in words for people; empty when they do.
    public Optional<String> paused() {
        if (line.capReached()) {
            return Optional.of("the weekly spend cap is reached, judging goes on next Monday");
        }
        return line.cause().map(fault -> "the judge is away (" + fault.wire() + "), it is tried again by and by");
    }

    /// Works one delivery off. It never throws for anything that the model does.
    public void deliver(Leased delivery) {
        OutputRow output = outputs.find(new OutputId(delivery.subject())).orElse(null);
        NewOutput body = output == null ? null : output.parsedBody();
        if (output == null || body == null) {
            outbox.acknowledge(
                    delivery.id(), delivery.giveUp("the output's text is gone; its retention period was shorter"));
            return;
        }
        Pipeline pipeline = pipelines.behind(output.pipeline());
        VersionRow version = versions.current(pipeline);
        Optional<JudgmentRow> before = find(output.id(), version.id());
        if (before.filter(row -> row.answer().verdict() != null).isPresent()) {
            JudgeWork work = Json.mapper().convertValue(delivery.payload(), JudgeWork.class);
            database.writer().useTransaction(transaction -> {
                if (work.byRules()) {
                    transaction
                            .attach(JudgmentDao.class)
                            .drawn(output.id(), version.id(), work.pi(), work.reasonNames());
                    book.alreadySaid(transaction, output, before.get());
                }
                outbox.acknowledge(transaction, delivery.id(), delivery.done());
            });
            return;
        }
        int attempts = 1 + before.map(each -> each.effort().attempts()).orElse(0);
        ask(new Item(delivery, output, body, pipeline, version, attempts));
    }

    /// What is judged in one attempt.
    private record Item(
            Leased delivery, OutputRow output, NewOutput body, Pipeline pipeline, VersionRow version, int attempt) {
        JudgeWork work() {
            return Json.mapper().convertValue(delivery.payload(), JudgeWork.class);
        }

        /// @param attempts after which a judgment is given up; what is tried after that, somebody wants
        JudgmentBook.Case judged(int attempts) {
            return new JudgmentBook.Case(output, body, pipeline, work().byRules() && attempt <= attempts && counts());
        }

        /// A lie may stand in what the judge was not shown.
        private boolean counts() {
            JudgeRules rules = pipeline.policy().judge();
            return !Prompt.truncates(body) || rules != null && rules.truncated();
        }
    }

    private void ask(Item item) {
        String token = Prompt.newToken();
        OpenAiModel.Question question = Prompt.of(item.version(), item.output().id(), item.body(), token);
        // Leased while there was room; meanwhile there may be none.
        if (!line.begin()) {
            outbox.acknowledge(
                    item.delivery().id(), item.delivery().retry("the judge is paused", ModelLine.SHORTEST_WAIT));
            return;
        }
        ModelLine.Called called = line.ask(question);
        Reply.Usage usage = called.reply().usage();
        metrics.called(usage, called.costMicros(), called.took());
        JudgmentRow.Call call = new JudgmentRow.Call(
                usage, called.costMicros(), called.took().toMillis(), clock.millis(), Prompt.truncates(item.body()));
        switch (called.reply()) {
            case Reply.Text text -> read(item, text, token, call);
            case Reply.Fault fault -> failed(item, fault.cause(), fault.retryAfter(), call);
        }
    }

    private void read(Item item, Reply.Text text, String token, JudgmentRow.Call call) {
        JudgeAnswer answer;
        try {
            answer = new AnswerReader(
                            item.version().rubricOf(), item.body().attributes().keySet(), token)
                    .read(text.content());
        } catch (AnswerReader.Unusable e) {
            failed(item, e.fault(), null, call);
            return;
        }
        line.answered();
        settle(
                JudgmentRow.answered(
                        ids.next(), item.output(), item.work(), item.version().id(), answer, call),
                item,
                answer,
                item.delivery().done());
        metrics.judged(answer.verdict());
    }

    private void failed(Item item, ModelFault fault, @Nullable Duration retryAfter, JudgmentRow.Call call) {
        metrics.failed(fault);
        if (fault.away()) {
            line.away(fault, retryAfter);
            Duration asked = retryAfter == null ? ModelLine.SHORTEST_WAIT : retryAfter;
            outbox.acknowledge(item.delivery().id(), item.delivery().retry(fault.wire(), ModelLine.within(asked)));
            return;
        }
        line.answered();
        settle(
                JudgmentRow.failed(
                        ids.next(), item.output(), item.work(), item.version().id(), fault, call),
                item,
                null,
                afterBadAnswer(item, fault));
    }

    private Acknowledgement afterBadAnswer(Item item, ModelFault fault) {
        if (item.attempt() >= config.attempts()) {
            log.info("judgment given up output={} cause={}", item.output().id(), fault.wire());
            return item.delivery().giveUp(fault.wire() + ", after " + item.attempt() + " attempts");
        }
        return item.delivery().retry(fault.wire(), ModelLine.AFTER_BAD_ANSWERS.after(item.attempt()));
    }

    /// Records a judgment and settles its work in one transaction. When the lease is lost, the call was made
    /// and paid for all the same.
    private void settle(JudgmentRow row, Item item, @Nullable JudgeAnswer answer, Acknowledgement work) {
        try {
            database.writer().useTransaction(transaction -> {
                book.record(transaction, row, item.judged(config.attempts()), answer);
                outbox.acknowledge(transaction, item.delivery().id(), work);
            });
        } catch (Refused lost) {
            database.writer()
                    .useTransaction(
                            transaction -> book.record(transaction, row, item.judged(config.attempts()), answer));
            throw lost;
        } finally {
            line.spent();
        }
    }

    private Optional<JudgmentRow> find(OutputId outputId, String versionId) {
        return database.reader().withExtension(JudgmentDao.class, dao -> dao.find(outputId, versionId));
    }

    @Override
    public void close() {
        line.close();
    }
}
