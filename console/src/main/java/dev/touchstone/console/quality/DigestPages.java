package dev.touchstone.console.quality;

import dev.touchstone.api.report.Digest;
import dev.touchstone.console.web.Backends;
import dev.touchstone.console.web.CsvRow;
import dev.touchstone.console.web.Door;
import dev.touchstone.console.web.Frame;
import dev.touchstone.console.web.Pages;
import dev.touchstone.console.web.Role;
import dev.touchstone.console.web.Visitor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/// `GET /digests/{id}` · `GET /digests/{id}/export`: where the buttons of a digest in Slack lead.
public final class DigestPages {
    private final Backends backends;
    private final Pages pages;
    private final Door door;

    public DigestPages(Backends backends, Pages pages, Door door) {
        this.backends = backends;
        this.pages = pages;
        this.door = door;
    }

    public void register(RoutesConfig routes) {
        door.get(routes, "/digests/{id}", this::show);
        door.get(routes, "/digests/{id}/export", this::export);
    }

    private void show(Context context, Visitor visitor) {
        Digest digest = digest(context, visitor);
        pages.show(
                context,
                "digest",
                Map.of(
                        "frame",
                        new Frame(
                                "The week " + digest.period().week() + " of " + digest.pipeline(),
                                "What was posted to the pipeline's channel, with what each line rests on.",
                                visitor,
                                "quality",
                                digest.pipeline()),
                        "digest",
                        digest));
    }

    private void export(Context context, Visitor visitor) {
        Digest digest = digest(context, visitor);
        StringBuilder table = new StringBuilder(CsvRow.of(List.of("name", "label", "text")));
        for (List<Digest.Fact> facts :
                List.of(digest.sections().facts(), digest.sections().worst())) {
            facts.forEach(fact -> table.append(CsvRow.of(List.of(fact.name(), fact.label(), fact.text()))));
        }
        context.header(
                "Content-Disposition",
                "attachment; filename=\"" + digest.pipeline() + "-"
                        + digest.period().week() + ".csv\"");
        context.contentType("text/csv; charset=utf-8").result(table.toString());
    }

    /// @throws Door.NothingThereException for whoever does not own the pipeline
    private Digest digest(Context context, Visitor visitor) {
        String id = context.pathParam("id");
        if (!id.matches("[0-9a-f-]{36}")) {
            throw new Door.NothingThereException();
        }
        Digest digest = backends.client().digests().digest(id);
        Door.require(visitor, Role.OWNER, digest.pipeline());
        return digest;
    }
}
