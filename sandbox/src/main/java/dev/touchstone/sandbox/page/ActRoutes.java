package dev.touchstone.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.delivery.Answer;
import dev.touchstone.sandbox.interactivity.Clicks;
import dev.touchstone.sandbox.interactivity.Submission;
import dev.touchstone.sandbox.workspace.Json;
import dev.touchstone.sandbox.workspace.Message;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// What people do, as requests of the page. Every body names the person in `as`.
///
/// | Route | Body |
/// |---|---|
/// | `POST /page/click` | `channel` and `ts`, or `view`; `block`, `action`, `value`, `values` |
/// | `POST /page/submit` | `view`, `values` |
/// | `POST /page/close` | `view`, `all` |
/// | `POST /page/command` | `channel`, `command`, `text` |
/// | `POST /page/say` | `channel`, `text`, `thread` |
/// | `POST /page/home` | nothing more |
/// | `POST /page/delete`, `/page/dismiss` | `channel`, `ts` |
///
/// `values` are plain: a text, an option's value, an id or an array of those, by block id and action id.
final class ActRoutes {
    private final Acts acts;

    ActRoutes(Acts acts) {
        this.acts = acts;
    }

    void register(RoutesConfig routes) {
        routes.post("/page/click", this::click);
        routes.post("/page/submit", this::submit);
        routes.post("/page/close", this::close);
        routes.post("/page/command", this::command);
        routes.post("/page/say", this::say);
        routes.post("/page/home", this::home);
        routes.post("/page/delete", this::delete);
        routes.post("/page/dismiss", this::dismiss);
    }

    private void click(Context ctx) {
        PageRequest request = PageRequest.of(ctx);
        var click = new Clicks.Click(
                request.text("as"),
                request.text("block"),
                request.text("action"),
                request.tree("value"),
                request.tree("values"));
        String view = request.optional("view");
        Answer answer = view != null
                ? acts.clicks().inView(view, click)
                : acts.clicks().inMessage(request.text("channel"), request.text("ts"), click);
        send(ctx, json(answer));
    }

    private void submit(Context ctx) {
        PageRequest request = PageRequest.of(ctx);
        Submission result = acts.modals().submit(request.text("as"), request.text("view"), request.tree("values"));
        send(ctx, json(result));
    }

    private void close(Context ctx) {
        PageRequest request = PageRequest.of(ctx);
        acts.modals().close(request.text("as"), request.text("view"), request.flag("all"));
        send(ctx, Json.object());
    }

    private void command(Context ctx) {
        PageRequest request = PageRequest.of(ctx);
        send(
                ctx,
                json(acts.commands()
                        .run(
                                request.text("as"),
                                request.text("channel"),
                                request.text("command"),
                                request.text("text"))));
    }

    private void say(Context ctx) {
        PageRequest request = PageRequest.of(ctx);
        Message message = acts.people()
                .say(request.text("as"), request.text("channel"), request.text("text"), request.optional("thread"));
        send(ctx, Json.object().put("ts", message.ts()));
    }

    private void home(Context ctx) {
        acts.people().openHome(PageRequest.of(ctx).text("as"));
        send(ctx, Json.object());
    }

    private void delete(Context ctx) {
        PageRequest request = PageRequest.of(ctx);
        acts.people().delete(request.text("channel"), request.text("ts"));
        send(ctx, Json.object());
    }

    private void dismiss(Context ctx) {
        PageRequest request = PageRequest.of(ctx);
        acts.people().dismiss(request.text("as"), request.text("channel"), request.text("ts"));
        send(ctx, Json.object());
    }

    private static ObjectNode json(Answer answer) {
        return switch (answer) {
            case Answer.Acked acked -> {
                ObjectNode json = Json.object().put("acked", true);
                json.set("payload", acked.payload().isMissingNode() ? null : acked.payload());
                yield json;
            }
            case Answer.Silence silence -> Json.object().put("acked", false).put("why", silence.why());
        };
    }

    private static ObjectNode json(Submission result) {
        return switch (result) {
            case Submission.Taken taken -> Json.object().put("taken", true);
            case Submission.Refused refused -> {
                ObjectNode json = Json.object().put("taken", false).put("by_app", refused.byApp());
                ObjectNode errors = json.putObject("errors");
                refused.errors().forEach(errors::put);
                yield json;
            }
            case Submission.Trouble trouble -> Json.object().put("taken", false).put("trouble", trouble.why());
        };
    }

    static void send(Context ctx, ObjectNode json) {
        ctx.contentType("application/json; charset=utf-8").result(Json.write(json));
    }
}
