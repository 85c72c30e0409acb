package dev.touchstone.console.review;

import dev.touchstone.console.web.Backends;
import dev.touchstone.console.web.Door;
import dev.touchstone.console.web.Pages;
import io.javalin.config.RoutesConfig;
import java.time.InstantSource;

/// `GET /queue` · `POST /queue/next` · `GET /reviews/{id}` · `GET /reviews/{id}/state|text` ·
/// `POST /reviews/{id}/decision|undo`
public final class ReviewFeature {
    private final Door door;
    private final QueuePages queue;
    private final ReviewPages reviews;
    private final DecisionPages decisions;

    public ReviewFeature(Backends backends, Pages pages, Door door, InstantSource clock) {
        this.door = door;
        OwnQueue own = new OwnQueue(backends);
        this.queue = new QueuePages(own, backends, pages, clock);
        this.reviews = new ReviewPages(own, backends, pages, clock);
        this.decisions = new DecisionPages(own, backends, reviews);
    }

    public void register(RoutesConfig routes) {
        door.get(routes, "/queue", queue::show);
        door.post(routes, "/queue/next", queue::next);
        door.get(routes, "/reviews/{id}", reviews::show);
        door.get(routes, "/reviews/{id}/state", reviews::state);
        door.get(routes, "/reviews/{id}/text", reviews::text);
        door.post(routes, "/reviews/{id}/decision", decisions::decide);
        door.post(routes, "/reviews/{id}/undo", decisions::undo);
    }
}
