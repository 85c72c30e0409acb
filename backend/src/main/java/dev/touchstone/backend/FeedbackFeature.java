package dev.touchstone.backend;

import dev.touchstone.backend.feedback.alert.FeedbackAlerts;
import dev.touchstone.backend.feedback.alert.HeldAlerts;
import dev.touchstone.backend.feedback.alert.ThreadNews;
import dev.touchstone.backend.feedback.event.EventRoutes;
import dev.touchstone.backend.feedback.event.Events;
import dev.touchstone.backend.feedback.event.FeedbackIntake;
import dev.touchstone.backend.feedback.link.FeedbackLinks;
import dev.touchstone.backend.feedback.link.LinkConfig;
import dev.touchstone.backend.feedback.link.LinkRoutes;
import dev.touchstone.backend.feedback.signal.SignalRoutes;
import dev.touchstone.backend.feedback.work.FeedbackWork;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.judge.judgment.JudgeParts;
import dev.touchstone.backend.keys.Secrets;
import dev.touchstone.backend.schedule.Task;
import dev.touchstone.stats.sampling.SamplingKey;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Wires what users do: the gateway, the counting behind it, and what it leads to.
final class FeedbackFeature implements AutoCloseable {
    private final FeedbackIntake intake;
    private final FeedbackWork work;
    private final List<Endpoint> endpoints = new ArrayList<>();

    /// @param secrets turn names of users into pseudonyms, and mark links
    FeedbackFeature(
            JudgeParts parts, Secrets secrets, LinkConfig config, int maxLineBytes, OperationsFeature operations) {
        SamplingKey salt = new SamplingKey(secrets.current().derive("feedback"));
        ThreadNews news = new ThreadNews(parts.outbox());
        FeedbackAlerts alerts = new FeedbackAlerts(
                parts.storage().ids(), parts.storage().clock(), parts.outputs(), parts.queue(), news);
        work = new FeedbackWork(
                parts.storage().database(),
                parts.storage().clock(),
                parts.pipelines(),
                parts.outputs(),
                alerts,
                new HeldAlerts(alerts, parts.outbox(), parts.storage().clock()));
        intake = new FeedbackIntake(
                parts.storage().database(),
                parts.storage().ids(),
                parts.storage().clock(),
                parts.pipelines(),
                salt,
                work::wake);
        operations.watchFeedback(
                intake::waiting, () -> parts.storage().database().reader().withHandle(Events::uncounted));
        endpoints.addAll(new EventRoutes(intake, maxLineBytes).endpoints());
        FeedbackLinks links = new FeedbackLinks(
                config, secrets.derive("feedback-link"), parts.storage().clock(), parts.pipelines(), intake);
        endpoints.addAll(new LinkRoutes(links, config).endpoints());
        endpoints.addAll(new SignalRoutes(parts.storage().database(), parts.outputs(), parts.queue()).endpoints());
    }

    FeedbackIntake intake() {
        return intake;
    }

    List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    List<Task> tasks() {
        return List.of(new Task("feedback-held", "20 * * * * ?", ZoneOffset.UTC, work::releaseHeld));
    }

    void start() {
        intake.start();
        work.start();
    }

    @Override
    public void close() {
        intake.close();
        work.close();
    }
}
