package dev.touchstone.sandbox.blocks;

import java.util.ArrayList;
import java.util.List;

/// What is wrong with a document, in the order it was found.
final class Findings {
    private final List<String> messages = new ArrayList<>();

    void add(Place place, String message) {
        messages.add(message + " [json-pointer:" + place.pointer() + "]");
    }

    List<String> messages() {
        return List.copyOf(messages);
    }
}
