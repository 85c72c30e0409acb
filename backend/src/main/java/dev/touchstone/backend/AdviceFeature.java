package dev.touchstone.backend;

import dev.touchstone.backend.advice.AdviceRoutes;
import dev.touchstone.backend.advice.Efficiency;
import dev.touchstone.backend.advice.SelectionFindings;
import dev.touchstone.backend.advice.learn.LearnedBatches;
import dev.touchstone.backend.advice.routing.RoutingAdvisor;
import dev.touchstone.backend.advice.routing.RoutingNews;
import dev.touchstone.backend.advice.routing.RoutingRoutes;
import dev.touchstone.backend.advice.routing.Topics;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.schedule.Task;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Storage;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Wires what is said to those who decide what people look at.
final class AdviceFeature {
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final Topics topics;
    private final RoutingNews news;
    private final LearnedBatches learned;

    AdviceFeature(
            Storage storage,
            Outputs outputs,
            Pipelines pipelines,
            Outbox outbox,
            ReviewQueue queue,
            Efficiency efficiency) {
        Database database = storage.database();
        InstantSource clock = storage.clock();
        learned = new LearnedBatches(storage, pipelines, outputs, queue);
        topics = new Topics(database, outputs, pipelines, clock);
        endpoints.addAll(new AdviceRoutes(new SelectionFindings(database), efficiency, pipelines, clock).endpoints());
        RoutingAdvisor routing = new RoutingAdvisor(database, topics, clock);
        news = new RoutingNews(database, outbox, pipelines, routing, clock);
        endpoints.addAll(new RoutingRoutes(routing, pipelines).endpoints());
    }

    List<Task> tasks() {
        return List.of(
                new Task("learning", "25 14/30 * * * ?", ZoneOffset.UTC, learned::catchUp),
                new Task("topics", "25 19 * * * ?", ZoneOffset.UTC, topics::catchUp),
                new Task("routing-news", "25 24 * * * ?", ZoneOffset.UTC, news::tell));
    }

    List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }
}
