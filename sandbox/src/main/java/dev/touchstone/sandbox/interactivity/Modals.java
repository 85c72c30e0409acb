package dev.touchstone.sandbox.interactivity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.sandbox.delivery.Answer;
import dev.touchstone.sandbox.delivery.Deliveries;
import dev.touchstone.sandbox.delivery.Envelope;
import dev.touchstone.sandbox.posting.Drafts;
import dev.touchstone.sandbox.workspace.SlackError;
import dev.touchstone.sandbox.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `view_submission` and `view_closed`, and what the acknowledgement's `response_action` does to the stack.
public final class Modals {
    private final Workspace workspace;
    private final ViewStore views;
    private final Drafts drafts;
    private final Payloads payloads;
    private final Triggers triggers;
    private final Deliveries deliveries;

    public Modals(
            Workspace workspace,
            ViewStore views,
            Drafts drafts,
            Payloads payloads,
            Triggers triggers,
            Deliveries deliveries) {
        this.workspace = workspace;
        this.views = views;
        this.drafts = drafts;
        this.payloads = payloads;
        this.triggers = triggers;
        this.deliveries = deliveries;
    }

    /// Submits the modal on top of this person's stack.
    ///
    /// An update may have come between typing and submitting: what the view no longer asks for or offers counts as
    /// not typed.
    ///
    /// @param typed plain values by block id and action id
    /// @throws SlackError `not_found`
    public Submission submit(String user, String viewId, JsonNode typed) {
        OpenView view = workspace.locked(() -> views.hold(top(user, viewId), typed));
        Map<String, String> complaints =
                Inputs.complaints(view.blocks(), StateValues.of(view.blocks(), view.typed(), false));
        if (!complaints.isEmpty()) {
            return new Submission.Refused(complaints, false);
        }
        Answer answer = deliveries.ask(Envelope.Kind.INTERACTIVE, workspace.locked(() -> submission(view)));
        return switch (answer) {
            case Answer.Silence silence -> new Submission.Trouble(silence.why());
            case Answer.Acked acked -> workspace.locked(() -> follow(user, viewId, acked.payload()));
        };
    }

    /// Closes the modal on top, or the whole stack.
    ///
    /// @throws SlackError `not_found`
    public void close(String user, String viewId, boolean all) {
        List<ObjectNode> notices = workspace.locked(() -> {
            OpenView view = top(user, viewId);
            boolean clears = all || view.flag("clear_on_close");
            List<OpenView> closing = clears ? views.stack(user) : List.of(view);
            List<ObjectNode> told = notices(closing, clears);
            closing.forEach(views::close);
            return told;
        });
        notices.forEach(notice -> deliveries.ask(Envelope.Kind.INTERACTIVE, notice));
    }

    private List<ObjectNode> notices(List<OpenView> closing, boolean cleared) {
        List<ObjectNode> notices = new ArrayList<>();
        for (OpenView view : closing) {
            if (view.flag("notify_on_close")) {
                ObjectNode notice = payloads.interactive("view_closed", view.user());
                notice.set("view", views.toJson(view));
                notices.add(notice.put("is_cleared", cleared));
            }
        }
        return notices;
    }

    private OpenView top(String user, String viewId) {
        List<OpenView> stack = views.stack(user);
        if (stack.isEmpty() || !stack.getLast().id().equals(viewId)) {
            throw new SlackError("not_found");
        }
        return stack.getLast();
    }

    private ObjectNode submission(OpenView view) {
        ObjectNode payload = payloads.interactive("view_submission", view.user());
        payload.put("trigger_id", triggers.issue(view.user()));
        payload.set("view", views.toJson(view));
        payload.putArray("response_urls");
        return payload;
    }

    private Submission follow(String user, String viewId, JsonNode ack) {
        try {
            return switch (ack.path("response_action").asText("")) {
                case "" -> {
                    // The app may have updated or closed it meanwhile; closing what is gone changes nothing.
                    views.stack(user).stream()
                            .filter(view -> view.id().equals(viewId))
                            .findFirst()
                            .ifPresent(views::close);
                    yield new Submission.Taken();
                }
                case "clear" -> {
                    views.clear(user);
                    yield new Submission.Taken();
                }
                case "update" -> {
                    views.update(views.view(viewId), drafts.view(ack.get("view")), null);
                    yield new Submission.Taken();
                }
                case "push" -> {
                    views.push(user, drafts.view(ack.get("view")));
                    yield new Submission.Taken();
                }
                case "errors" -> errors(views.view(viewId), ack.path("errors"));
                default -> new Submission.Trouble("unknown response_action");
            };
        } catch (SlackError refused) {
            return new Submission.Trouble(refused.summary());
        }
    }

    private static Submission errors(OpenView view, JsonNode errors) {
        Map<String, String> complaints = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> error : errors.properties()) {
            boolean known = Controls.in(view.blocks()).stream()
                    .anyMatch(control -> control.isInput() && control.blockId().equals(error.getKey()));
            if (!known) {
                return new Submission.Trouble("no input block " + error.getKey());
            }
            complaints.put(error.getKey(), error.getValue().asText(""));
        }
        return complaints.isEmpty()
                ? new Submission.Trouble("errors without any error")
                : new Submission.Refused(complaints, true);
    }
}
