package dev.touchstone.app.slack;

import dev.touchstone.api.wire.Json;
import dev.touchstone.sandbox.hand.SeenMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// A message of the bot's with a button that no bot of ours would post.
final class StrangeMessage {
    private StrangeMessage() {}

    static SeenMessage post(Stage stage, String actionId) throws Exception {
        var post =
                Json.mapper().createObjectNode().put("channel", Stage.CHANNEL).put("text", "strange");
        post.putArray("blocks")
                .addObject()
                .put("type", "actions")
                .putArray("elements")
                .addObject()
                .put("type", "button")
                .put("action_id", actionId)
                .put("value", "../../../1")
                .putObject("text")
                .put("type", "plain_text")
                .put("text", "Go");
        HttpRequest request = HttpRequest.newBuilder(URI.create(stage.slack.apiUrl() + "chat.postMessage"))
                .header("Authorization", "Bearer " + stage.slack.credentials().botToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(post.toString()))
                .build();
        try (HttpClient plain = HttpClient.newHttpClient()) {
            String answer =
                    plain.send(request, HttpResponse.BodyHandlers.ofString()).body();
            String ts = Json.mapper().readTree(answer).path("ts").asText();
            return stage.alice().message(Stage.CHANNEL, ts).orElseThrow();
        }
    }
}
