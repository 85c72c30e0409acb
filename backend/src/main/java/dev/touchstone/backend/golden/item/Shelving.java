package dev.touchstone.backend.golden.item;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenInput;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.GoldenState;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.GoldenRules;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.store.Ids;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Puts one item on the shelf, within the caller's transaction: finds its input, says in which state it begins, and
/// notes when it contradicts what is there. A few looks into indexes, whatever the set has become.
final class Shelving {
    private final Ids ids;

    Shelving(Ids ids) {
        this.ids = ids;
    }

    /// How an item begins.
    ///
    /// @param by who or what put it there
    /// @param nowMs epoch milliseconds
    record Beginning(GoldenState state, GoldenItem.@Nullable Why why, String by, long nowMs) {}

    /// Where an item belongs.
    ///
    /// @param inputId what was asked
    /// @param targetHash what the answer is
    /// @param fresh whether nobody has given an answer to it before
    record Shelf(String inputId, String targetHash, boolean fresh) {}

    /// By what an item is found.
    ///
    /// @param inputHash of what was asked; null when it was not told, because that cannot be told to be the
    ///     same
    /// @param targetHash of the answer
    record Names(@Nullable String inputHash, String targetHash) {}

    static Names names(GoldenInput input, JsonNode answer) {
        return new Names(input.known() ? ItemHash.of(input) : null, ItemHash.of(ChatMessage.meaning(answer)));
    }

    /// What is stored of an item's content.
    record Written(GoldenContent content, String json, int bytes, String hash) {}

    static Written write(GoldenContent content) {
        JsonNode tree = Json.mapper().valueToTree(content);
        String json = tree.toString();
        return new Written(content, json, json.getBytes(StandardCharsets.UTF_8).length, ItemHash.of(tree));
    }

    Shelf shelf(GoldenItemDao dao, PipelineName pipeline, Names names) {
        String id = ids.next();
        String hash = names.inputHash() == null ? "unknown:" + id : names.inputHash();
        boolean fresh = dao.addInput(id, pipeline, hash) == 1;
        String inputId = fresh ? id : dao.input(pipeline, hash).orElseThrow();
        return new Shelf(inputId, names.targetHash(), fresh);
    }

    /// What of an item is compared: the right answer; of a rejection, what was wrong.
    static JsonNode answer(Candidate candidate) {
        return candidate.target() == null ? candidate.output() : candidate.target();
    }

    /// The state in which an item begins.
    ///
    /// @param agreeing how many people gave this answer
    static Beginning beginning(GoldenKind kind, GoldenRules rules, int agreeing, String by, long nowMs) {
        if (!kind.positive()) {
            // It says what is wrong and teaches nothing by itself; there is nothing to contradict.
            return new Beginning(GoldenState.GOLDEN, null, by, nowMs);
        }
        return switch (rules.admit()) {
            case AUTOMATIC -> new Beginning(GoldenState.GOLDEN, null, by, nowMs);
            case SECOND_PERSON -> new Beginning(GoldenState.PROPOSED, GoldenItem.Why.SECOND_PERSON, by, nowMs);
            case AGREEMENT_OF_TWO ->
                new Beginning(
                        agreeing > 1 ? GoldenState.GOLDEN : GoldenState.PROPOSED, GoldenItem.Why.AGREEMENT, by, nowMs);
        };
    }

    /// @return the item's id
    String add(GoldenItemDao dao, Shelf shelf, Written written, GoldenItemRow.Origin origin, Beginning beginning) {
        String id = ids.next();
        add(dao, id, shelf, written, origin, beginning);
        return id;
    }

    /// @param id the item's, when it had one before
    void add(
            GoldenItemDao dao,
            String id,
            Shelf shelf,
            Written written,
            GoldenItemRow.Origin origin,
            Beginning beginning) {
        GoldenContent content = written.content();
        GoldenItem.Why why = beginning.why();
        dao.insert(new GoldenItemRow(
                id,
                content.pipeline(),
                shelf.inputId(),
                written.hash(),
                shelf.targetHash(),
                content.kind().wire(),
                origin,
                new GoldenItemRow.Stand(
                        beginning.state().wire(), why == null ? null : why.wire(), beginning.by(), beginning.nowMs()),
                new GoldenItemRow.Place(null, null, false),
                written.bytes(),
                beginning.nowMs(),
                written.json()));
        if (content.kind().positive() && !shelf.fresh()) {
            compare(dao, shelf.inputId());
        }
    }

    /// Notes whether the answers to an input still contradict each other.
    static void compare(GoldenItemDao dao, String inputId) {
        List<String> answers =
                dao.extremeAnswers(inputId).stream().filter(Objects::nonNull).toList();
        dao.mark(inputId, answers.size() > 1);
    }
}
