package dev.touchstone.console.search;

import dev.touchstone.console.web.Backends;
import dev.touchstone.console.web.Door;
import dev.touchstone.console.web.Pages;
import io.javalin.config.RoutesConfig;

/// `GET /search` · `GET /search/csv` · `GET /outputs/{id}` · `GET /outputs/{id}/text` · `POST /outputs/{id}/review`
public final class SearchFeature {
    private final Door door;
    private final SearchPages search;
    private final OutputPages outputs;

    public SearchFeature(Backends backends, Pages pages, Door door) {
        this.door = door;
        this.search = new SearchPages(new Finder(backends), pages);
        this.outputs = new OutputPages(backends, pages, door);
    }

    public void register(RoutesConfig routes) {
        door.get(routes, "/search", search::show);
        door.get(routes, "/search/csv", search::csv);
        door.get(routes, "/outputs/{id}", outputs::show);
        door.get(routes, "/outputs/{id}/text", outputs::text);
        door.post(routes, "/outputs/{id}/review", outputs::request);
    }
}
