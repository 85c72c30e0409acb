package dev.touchstone.sandbox.blocks;

/// Where in a document a finding is, as a JSON pointer: `/blocks/2/text/text`.
record Place(String pointer) {
    Place at(String member) {
        return new Place(pointer + "/" + member);
    }

    Place at(int index) {
        return new Place(pointer + "/" + index);
    }
}
