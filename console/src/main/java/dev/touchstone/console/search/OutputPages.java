package dev.touchstone.console.search;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.review.RequestedReview;
import dev.touchstone.api.review.ReviewRequest;
import dev.touchstone.console.output.ShownOutput;
import dev.touchstone.console.web.Backends;
import dev.touchstone.console.web.Door;
import dev.touchstone.console.web.Forms;
import dev.touchstone.console.web.Frame;
import dev.touchstone.console.web.Pages;
import dev.touchstone.console.web.Role;
import dev.touchstone.console.web.Visitor;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;

/// One output with what became of it, and the wish that people look at it.
final class OutputPages {
    private static final int LONGEST_NOTE = 3_000;

    private final Backends backends;
    private final Pages pages;
    private final Door door;

    OutputPages(Backends backends, Pages pages, Door door) {
        this.backends = backends;
        this.pages = pages;
        this.door = door;
    }

    void show(Context context, Visitor visitor) {
        OutputView output = output(context, visitor);
        pages.show(
                context,
                "output",
                Map.of("frame", new Frame("Output", "", visitor, "search"), "page", new OutputPage(visitor, output)));
    }

    /// The whole output, however long.
    void text(Context context, Visitor visitor) {
        ShownOutput output = new OutputPage(visitor, output(context, visitor)).output();
        if (output == null) {
            throw new Door.NothingThereException();
        }
        Pages.file(context, "output.txt", output.text());
    }

    private OutputView output(Context context, Visitor visitor) {
        String id = context.pathParam("id");
        if (!id.matches("[0-9a-f-]{36}")) {
            throw new Door.NothingThereException();
        }
        OutputView output = backends.client().output(new OutputId(id));
        Door.require(visitor, Role.LEAD, output.pipeline());
        return output;
    }

    void request(Context context, Visitor visitor) {
        OutputView output = output(context, visitor);
        String note = Forms.text(context, "note");
        String why = note == null || note.isBlank() ? null : note.strip();
        if (why != null && why.length() > LONGEST_NOTE) {
            context.status(422);
            door.message(context, visitor, "Too long", "Say why in at most 3,000 characters.");
            return;
        }
        try {
            RequestedReview review =
                    backends.client().requestReview(output.id(), new ReviewRequest(visitor.person(), why));
            context.redirect(Pages.BASE + "/reviews/" + review.reviewId(), HttpStatus.SEE_OTHER);
        } catch (ApiException e) {
            if (e.status() != 409) {
                throw e;
            }
            context.status(409);
            door.message(
                    context, visitor, "No review can be asked for", e.problem().detail());
        }
    }
}
