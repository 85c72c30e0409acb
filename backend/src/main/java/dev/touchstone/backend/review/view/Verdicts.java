package dev.touchstone.backend.review.view;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.backend.review.ReviewDao;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.store.Blocking;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Signals;
import dev.touchstone.backend.store.StorageFault;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Lets callers wait for what becomes of outputs. Thread-safe.
public final class Verdicts {
    private final Database database;
    private final ReviewViews views;
    private final VerdictWatch watch;

    public Verdicts(Database database, Signals signals, ReviewViews views) {
        this.database = database;
        this.views = views;
        this.watch = new VerdictWatch(new Looks(), database.dialect().oneProcess());
        signals.listen(ReviewQueue.VERDICT, watch);
    }

    /// Asks for all who wait, on the thread that does it for them.
    private final class Looks implements VerdictWatch.Look {
        /// Parameters of one statement.
        private static final int AT_ONCE = 10_000;

        @Override
        public Set<ReviewId> closed(Collection<ReviewId> reviewIds) {
            List<ReviewId> ids = List.copyOf(reviewIds);
            return database.reader().withExtension(ReviewDao.class, dao -> {
                Set<ReviewId> closed = new HashSet<>();
                for (int from = 0; from < ids.size(); from += AT_ONCE) {
                    closed.addAll(dao.closedAmong(ids.subList(from, Math.min(ids.size(), from + AT_ONCE))));
                }
                return closed;
            });
        }

        @Override
        public Map<OutputId, Optional<OutputView>> find(Collection<OutputId> outputIds) {
            return database.reader()
                    .withHandle(handle -> outputIds.stream()
                            .collect(Collectors.toMap(Function.identity(), id -> views.find(handle, id))));
        }
    }

    /// The output as it stands; empty when there is none.
    public Optional<OutputView> find(OutputId outputId) {
        return database.reader().withHandle(handle -> views.find(handle, outputId));
    }

    /// As [#await(OutputId, Duration, Predicate)], for callers who may see every output.
    public Optional<OutputView> await(OutputId outputId, Duration atMost) {
        return await(outputId, atMost, view -> true);
    }

    /// As [#find], but when a review is open or a check may lead to one, waits for its verdict. At the end of the wait
    /// it answers what there
    /// was. While the database can be asked in a moment, it waits for that too.
    ///
    /// @param sees whether the caller may see the output, and so may wait
    public Optional<OutputView> await(OutputId outputId, Duration atMost, Predicate<OutputView> sees) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try (VerdictWatch.Wait wait = watch.register(outputId)) {
            Optional<OutputView> now = look(outputId, atMost);
            OutputView waits = now.filter(sees)
                    .filter(view -> view.status() == OutputStatus.IN_REVIEW || view.status() == OutputStatus.CHECKING)
                    .orElse(null);
            if (waits == null) {
                return now;
            }
            OutputView settled =
                    wait.settled(waits.reviewId(), Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            return settled == null ? now : Optional.of(settled);
        }
    }

    /// How many wait for a verdict now.
    public int waiting() {
        return watch.waiting();
    }

    private Optional<OutputView> look(OutputId outputId, Duration atMost) {
        try {
            return Blocking.call(() -> find(outputId));
        } catch (RuntimeException e) {
            if (!StorageFault.of(e).passing()) {
                throw e;
            }
            VerdictWatch.Seen later = watch.askAgain(outputId, atMost);
            if (later == null) {
                throw e;
            }
            return Optional.ofNullable(later.view());
        }
    }
}
