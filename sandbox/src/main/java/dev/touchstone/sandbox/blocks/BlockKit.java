package dev.touchstone.sandbox.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks blocks and views the way Slack does before showing them. Every finding reads
/// `must be less than 3001 characters [json-pointer:/blocks/2/text/text]`; no findings means Slack would take it.
public final class BlockKit {
    private static final int VIEW_BYTES = 250_000;

    private final Map<String, Rule> blocks;

    /// @param newer whether the block types Slack added in 2026 are known
    public BlockKit(boolean newer) {
        blocks = new HashMap<>(Blocks.ESTABLISHED);
        if (newer) {
            blocks.putAll(Blocks.NEWER);
        }
    }

    /// Checks the blocks of a message.
    public List<String> checkMessage(JsonNode message) {
        Findings findings = new Findings();
        checkBlocks(message, Surface.MESSAGE, new Place("/blocks"), findings);
        return findings.messages();
    }

    /// Checks a modal or Home view.
    public List<String> checkView(JsonNode view) {
        Findings findings = new Findings();
        Place place = new Place("/view");
        Surface surface = view.path("type").asText("").equals("home") ? Surface.HOME : Surface.MODAL;
        Views.shape(surface, (value, at, found) -> checkBlocks(value, surface, at, found))
                .check(view, place, findings);
        return findings.messages();
    }

    /// Slack refuses a view of more than 250 KB before looking at it.
    public boolean isTooLarge(JsonNode view) {
        return view.toString().length() > VIEW_BYTES;
    }

    private void checkBlocks(JsonNode list, Surface surface, Place place, Findings findings) {
        Rule known = new Kinds(blocks);
        Rule block = (value, at, found) -> {
            if (surface.refuses(value.path("type").asText(""))) {
                found.add(
                        at.at("type"), "unsupported type: " + value.path("type").asText(""));
            } else {
                known.check(value, at, found);
            }
        };
        Rule.list(block, surface == Surface.MESSAGE ? 1 : 0, surface.most()).check(list, place, findings);
        unique(list, "block_id", place, findings);
        for (int index = 0; index < list.size(); index++) {
            JsonNode elements = list.get(index).path("elements");
            unique(elements, "action_id", place.at(index).at("elements"), findings);
        }
        onlySoMany(list, "table", 1, place, findings);
        onlySoMany(list, "data_visualization", 2, place, findings);
    }

    private static void unique(JsonNode list, String member, Place place, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < list.size(); index++) {
            String id = list.get(index).path(member).textValue();
            if (id != null && !seen.add(id)) {
                findings.add(place.at(index).at(member), "`" + member + "` `" + id + "` already exists");
            }
        }
    }

    private static void onlySoMany(JsonNode list, String type, int most, Place place, Findings findings) {
        int count = 0;
        for (JsonNode block : list) {
            count += block.path("type").asText("").equals(type) ? 1 : 0;
        }
        if (count > most) {
            findings.add(place, "no more than " + most + " " + type + " blocks allowed");
        }
    }
}
