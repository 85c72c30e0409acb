package dev.touchstone.sandbox;

import static dev.touchstone.sandbox.StandardWorkspace.REVIEWS;

import com.slack.api.bolt.App;
import com.slack.api.model.event.AppHomeOpenedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/// A small review bot for the browser tests: a card, an edit modal with sources above it, a Home tab, a command.
final class DemoApp {
    private DemoApp() {}

    static void handle(App app) {
        app.blockAction("approve", (request, context) -> {
            context.client()
                    .chatUpdate(update -> update.channel(
                                    request.getPayload().getChannel().getId())
                            .ts(request.getPayload().getMessage().getTs())
                            .text("Approved")
                            .blocksAsString(
                                    resolved(request.getPayload().getUser().getId())));
            context.client()
                    .chatPostMessage(post -> post.channel(
                                    request.getPayload().getChannel().getId())
                            .threadTs(request.getPayload().getMessage().getTs())
                            .text("created 14:01 → *approved* 14:04"));
            return context.ack();
        });
        app.blockAction("edit", (request, context) -> {
            context.client()
                    .viewsOpen(open ->
                            open.triggerId(request.getPayload().getTriggerId()).viewAsString(resource("edit.json")));
            return context.ack();
        });
        app.blockAction("sources", (request, context) -> {
            context.client()
                    .viewsPush(push ->
                            push.triggerId(request.getPayload().getTriggerId()).viewAsString(resource("sources.json")));
            return context.ack();
        });
        app.blockAction("reject", (request, context) -> {
            context.client()
                    .chatPostEphemeral(post -> post.channel(REVIEWS)
                            .user(request.getPayload().getUser().getId())
                            .text("Rejected. Thank you."));
            return context.ack();
        });
        app.viewSubmission("edit", (request, context) -> {
            var values = request.getPayload().getView().getState().getValues();
            String text = Objects.requireNonNull(
                            Objects.requireNonNull(values.get("text")).get("output"))
                    .getValue();
            return text.contains("60 days")
                    ? context.ackWithErrors(Map.of("text", "The policy says 30 days."))
                    : context.ack();
        });
        app.viewClosed("edit", (request, context) -> context.ack());
        app.event(AppHomeOpenedEvent.class, (request, context) -> {
            context.client()
                    .viewsPublish(publish ->
                            publish.userId(request.getEvent().getUser()).viewAsString(resource("home.json")));
            return context.ack();
        });
        app.command(
                "/review",
                (request, context) -> context.ack(
                        "Nothing waits for you, <@" + request.getPayload().getUserId() + ">. :tada:"));
    }

    private static String resolved(String user) {
        return Samples.json("[{'type':'section','text':{'type':'mrkdwn','text':'✅ *Approved* by <@%s> · 41 s'}}]")
                .formatted(user);
    }

    static String resource(String name) {
        try (InputStream file = Objects.requireNonNull(DemoApp.class.getResourceAsStream("/sandbox/" + name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
