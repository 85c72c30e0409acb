package dev.touchstone.lab.kill;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.BatchLine;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.api.wire.Reviewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Posts and decides over several connections until the server is gone. What was sent and never answered is in
/// doubt: it may be stored or not, but nothing in between.
public final class Load {
    static final String PIPELINE = "kill";

    private static final int POSTING = 6;
    private static final int BATCHING = 2;
    private static final int BATCH = 25;

    private final ServedProcess server;
    private final Acknowledged acknowledged;
    private final AtomicLong numbers;
    private final Queue<NewOutput> inDoubt = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> refusals = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    /// @param numbers where external ids are counted on, so that no two rounds share one
    public Load(ServedProcess server, Acknowledged acknowledged, AtomicLong numbers) {
        this.server = server;
        this.acknowledged = acknowledged;
        this.numbers = numbers;
    }

    private interface Step {
        void run(TouchstoneClient client);
    }

    public Load start() {
        for (int i = 0; i < POSTING; i++) {
            repeat(this::postOne);
        }
        for (int i = 0; i < BATCHING; i++) {
            repeat(this::postBatch);
        }
        repeat(this::decideSome);
        return this;
    }

    private void repeat(Step step) {
        threads.add(Thread.ofVirtual().start(() -> {
            try (TouchstoneClient client = server.client(ClientOptions.ONCE)) {
                while (true) {
                    step.run(client);
                }
            } catch (UnreachableException gone) {
                // The end of the load: the server was killed, or it has closed its door.
                return;
            } catch (RuntimeException e) {
                refusals.add(e);
            }
        }));
    }

    /// Returns when every connection has noticed that the server is gone.
    ///
    /// @return what was sent and never answered
    public List<NewOutput> awaitEnd() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(inDoubt);
    }

    /// Answers other than success; a server that is killed gives none.
    public List<Throwable> refusals() {
        return List.copyOf(refusals);
    }

    private void postOne(TouchstoneClient client) {
        NewOutput output = next();
        inDoubt.add(output);
        acknowledged.acknowledged(client.post(output), output);
        inDoubt.remove(output);
    }

    private void postBatch(TouchstoneClient client) {
        List<NewOutput> outputs = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            outputs.add(next());
        }
        inDoubt.addAll(outputs);
        List<BatchLine> answers = client.postBatch(outputs);
        for (int i = 0; i < answers.size(); i++) {
            BatchLine answer = answers.get(i);
            if (answer.receipt() == null) {
                throw new IllegalStateException("a good line was refused: " + answer.problem());
            }
            acknowledged.acknowledged(answer.receipt(), outputs.get(i));
        }
        inDoubt.removeAll(outputs);
    }

    private void decideSome(TouchstoneClient client) {
        Reviewer reviewer = Reviewer.of(new ReviewerId("kill-loop"));
        for (ReviewSummary summary : client.reviews(ReviewQuery.OPEN.limit(20)).items()) {
            Review review = summary.review();
            NewDecision decision = numbers.get() % 2 == 0
                    ? NewDecision.approve(reviewer, review.standing().revision(), 1.5)
                    : NewDecision.edit(
                            reviewer, review.standing().revision(), TextNode.valueOf("corrected"), null, 2.0);
            try {
                acknowledged.decided(client.decide(review.id(), decision));
            } catch (ApiException e) {
                // Decided just before the last kill, without an answer.
                if (e.status() != 409) {
                    throw e;
                }
            }
        }
    }

    private NewOutput next() {
        long n = numbers.incrementAndGet();
        return NewOutput.text(PIPELINE, "k-" + n, "Answer " + n + " – " + "grün ".repeat((int) (n % 200)))
                .query("Question " + n)
                .confidence(n % 10 == 0 ? 0.3 : 0.95)
                .model("model-" + n % 3)
                .build();
    }
}
