package dev.touchstone.backend.judge.committee;

import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.CommitteeRules.Measure;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.judge.committee.CommitteeRow.Member;
import dev.touchstone.backend.judge.judgment.AnswerReader;
import dev.touchstone.backend.judge.judgment.JudgeParts;
import dev.touchstone.backend.judge.judgment.Prompt;
import dev.touchstone.backend.model.ModelFault;
import dev.touchstone.backend.model.ModelLine;
import dev.touchstone.backend.model.OpenAiModel;
import dev.touchstone.backend.model.Reply;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.refusal.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks one model for its answer, or the judge whether an answer means the same, and records what came of it
/// together with the end of that work. A model that is away holds up its own part only, and that until the
/// case is due: then it is missing, with its cause. Nothing that a model does can make it agree. Thread-safe.
final class Committee implements AutoCloseable {
    /// Of an answer that is kept.
    private static final int MOST_CHARS = 20_000;

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    /// Why an answer is missing when the model was not even away.
    private static final String LATE = "late";

    private final JudgeParts parts;
    private final Map<String, ModelLine> lines;
    private final ModelLine judge;
    private final CommitteeVerdict verdict;
    private final CommitteeMetrics metrics;

    /// @param lines by the names of the configuration
    /// @param judge compares answers; never called when no judge is configured
    Committee(
            JudgeParts parts,
            Map<String, ModelLine> lines,
            ModelLine judge,
            CommitteeVerdict verdict,
            CommitteeMetrics metrics) {
        this.parts = parts;
        this.lines = Map.copyOf(lines);
        this.judge = judge;
        this.verdict = verdict;
        this.metrics = metrics;
    }

    /// A part in hand.
    ///
    /// @param body null once retention has removed it
    private record Part(
            Leased delivery,
            CommitteeWork work,
            CommitteeRow asked,
            Member member,
            OutputRow output,
            @Nullable NewOutput body) {}

    /// Works one delivery off. It never throws for anything that a model does.
    void deliver(Leased delivery) {
        CommitteeWork work = Json.mapper().convertValue(delivery.payload(), CommitteeWork.class);
        Optional<Part> part = part(delivery, work);
        if (part.isEmpty()) {
            parts.outbox().acknowledge(delivery.id(), delivery.giveUp("no committee was asked about it"));
        } else if (part.get().member().finished()) {
            parts.outbox().acknowledge(delivery.id(), delivery.done());
        } else {
            work(part.get());
        }
    }

    private Optional<Part> part(Leased delivery, CommitteeWork work) {
        return parts.storage().database().reader().withHandle(handle -> {
            CommitteeDao dao = handle.attach(CommitteeDao.class);
            Optional<CommitteeRow> asked = dao.find(new OutputId(delivery.subject()));
            Optional<Member> member = dao.members(new OutputId(delivery.subject())).stream()
                    .filter(one -> one.model().equals(work.model()))
                    .findFirst();
            OutputRow output = parts.outputs()
                    .find(handle, new OutputId(delivery.subject()))
                    .orElse(null);
            return asked.isEmpty() || member.isEmpty() || output == null
                    ? Optional.empty()
                    : Optional.of(new Part(delivery, work, asked.get(), member.get(), output, output.parsedBody()));
        });
    }

    private void work(Part part) {
        boolean compares = part.work().step() == CommitteeWork.Step.COMPARE;
        ModelLine line = compares ? judge : lines.get(part.work().model());
        if (part.body() == null) {
            fail(part, "text_gone", null);
        } else if (line == null || compares && !parts.config().enabled()) {
            fail(part, compares ? "no_judge" : CommitteeQueue.NOT_CONFIGURED, null);
        } else if (left(part).isNegative() || left(part).isZero()) {
            fail(part, line.cause().map(ModelFault::wire).orElse(LATE), null);
        } else if (!line.begin()) {
            // A line that is only busy has room again soon; meanwhile the worker is free for another model's part.
            later(part, "the model is paused", line.cause().isPresent() || line.capReached() ? PAUSE : SHORTEST_PAUSE);
        } else if (compares) {
            compare(part, line, part.body());
        } else {
            answer(part, line, part.body());
        }
    }

    private Duration left(Part part) {
        return Duration.ofMillis(
                part.asked().times().decideByMs() - parts.storage().clock().millis());
    }

    /// The same as the pipeline's own model was asked, as far as the pipeline has told.
    static OpenAiModel.Question question(NewOutput body) {
        String context = Prompt.context(body.context());
        return new OpenAiModel.Question(
                body.systemPrompt() == null ? "" : body.systemPrompt(),
                context == null ? String.valueOf(body.queryText()) : "Context:\n" + context + "\n\n" + body.queryText(),
                null);
    }

    private void answer(Part part, ModelLine line, NewOutput body) {
        ModelLine.Called called = line.ask(question(body));
        switch (called.reply()) {
            case Reply.Fault fault -> faulty(part, line, fault.cause(), fault.retryAfter(), called);
            case Reply.Text text when text.content().isBlank() -> faulty(part, line, ModelFault.EMPTY, null, called);
            case Reply.Text text -> {
                line.answered();
                metrics.answered(part.work().model());
                heard(part, line, body, text.content(), called);
            }
        }
    }

    private void heard(Part part, ModelLine line, NewOutput body, String answer, ModelLine.Called called) {
        Optional<Boolean> agrees = switch (part.asked().measureOf()) {
            case EXACT -> Optional.of(AnswerComparison.exact(body, answer));
            case ATTRIBUTES -> AnswerComparison.attributes(body, answer);
            // What is equal to the letter needs no judge.
            case JUDGED -> Optional.of(true).filter(same -> AnswerComparison.exact(body, answer));
        };
        boolean judged = part.asked().measureOf() == Measure.JUDGED;
        String failure = agrees.isPresent() || judged ? null : "not_comparable";
        if (failure != null) {
            metrics.failed(part.work().model(), failure);
        }
        record(
                part,
                line,
                member(part, storable(answer), agrees.orElse(null), failure, called),
                called,
                part.delivery().done(),
                judged && agrees.isEmpty());
    }

    private void compare(Part part, ModelLine line, NewOutput body) {
        String token = Prompt.newToken();
        ModelLine.Called called = line.ask(
                Equivalence.question(body, String.valueOf(part.member().said().answer()), token));
        switch (called.reply()) {
            case Reply.Fault fault -> faulty(part, line, fault.cause(), fault.retryAfter(), called);
            case Reply.Text text -> {
                try {
                    boolean same = Equivalence.read(text.content(), token);
                    line.answered();
                    record(
                            part,
                            line,
                            member(part, null, same, null, called),
                            called,
                            part.delivery().done(),
                            false);
                } catch (AnswerReader.Unusable e) {
                    faulty(part, line, e.fault(), null, called);
                }
            }
        }
    }

    private void faulty(
            Part part, ModelLine line, ModelFault fault, @Nullable Duration retryAfter, ModelLine.Called called) {
        metrics.failed(part.work().model(), fault.wire());
        if (fault.away()) {
            line.away(fault, retryAfter);
            later(part, fault.wire(), retryAfter == null ? SHORTEST_PAUSE : retryAfter);
            return;
        }
        line.answered();
        // Comparing is given as many attempts again.
        int most = line.config().attempts() * (part.work().step() == CommitteeWork.Step.COMPARE ? 2 : 1);
        if (part.member().effort().attempts() + 1 >= most) {
            fail(part, fault.wire(), new Spent(line, called));
            return;
        }
        record(
                part,
                line,
                member(part, null, null, null, called),
                called,
                part.delivery().retry(fault.wire(), within(part, SHORTEST_PAUSE)),
                false);
    }

    private void later(Part part, String why, Duration wait) {
        parts.outbox().acknowledge(part.delivery().id(), part.delivery().retry(why, within(part, wait)));
    }

    /// No later than the case is due.
    private Duration within(Part part, Duration wait) {
        Duration left = left(part);
        Duration soonest = wait.compareTo(left) > 0 ? left : wait;
        return soonest.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : soonest;
    }

    private record Spent(ModelLine line, ModelLine.Called called) {}

    /// @param spent by the last call; null when there was none
    private void fail(Part part, String cause, @Nullable Spent spent) {
        if (spent == null) {
            metrics.failed(part.work().model(), cause);
        }
        record(
                part,
                spent == null ? null : spent.line(),
                member(part, null, null, cause, spent == null ? null : spent.called()),
                spent == null ? null : spent.called(),
                part.delivery().done(),
                false);
    }

    private Member member(
            Part part,
            @Nullable String answer,
            @Nullable Boolean agrees,
            @Nullable String failure,
            ModelLine.@Nullable Called called) {
        Reply.Usage usage = called == null ? Reply.Usage.NONE : called.reply().usage();
        return new Member(
                part.output().id(),
                part.work().model(),
                new Member.Said(answer, agrees, failure),
                new Member.Effort(
                        called == null ? 0 : 1,
                        usage.input(),
                        usage.output(),
                        called == null ? 0 : called.costMicros(),
                        called == null ? 0 : called.took().toMillis()),
                parts.storage().clock().millis());
    }

    /// Records a part and settles its work in one transaction, and the case with it when that was the last
    /// part. When the lease is lost, the call was made and paid for all the same.
    private void record(
            Part part,
            @Nullable ModelLine line,
            Member member,
            ModelLine.@Nullable Called called,
            Acknowledgement work,
            boolean toCompare) {
        try {
            parts.storage().database().writer().useTransaction(transaction -> {
                verdict.record(transaction, part.output(), member, spender(part, line), called != null, toCompare);
                parts.outbox().acknowledge(transaction, part.delivery().id(), work);
            });
        } catch (Refused lost) {
            parts.storage()
                    .database()
                    .writer()
                    .useTransaction(transaction -> verdict.record(
                            transaction, part.output(), member, spender(part, line), called != null, toCompare));
            throw lost;
        } finally {
            if (line != null) {
                line.spent();
            }
        }
    }

    private String spender(Part part, @Nullable ModelLine line) {
        return CommitteeQueue.SPENDER + (line == judge ? "judge" : part.work().model());
    }

    /// As a database takes it: PostgreSQL stores neither NUL nor halves of characters.
    static String storable(String answer) {
        String cut = answer.length() <= MOST_CHARS ? answer : answer.substring(0, MOST_CHARS) + "\n(cut)";
        return new String(cut.replace("\0", "").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        List.copyOf(lines.values()).forEach(ModelLine::close);
    }
}
