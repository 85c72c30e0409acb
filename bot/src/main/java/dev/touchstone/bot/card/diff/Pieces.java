package dev.touchstone.bot.card.diff;

import dev.touchstone.bot.card.diff.WordDiff.Kind;
import dev.touchstone.bot.card.diff.WordDiff.Piece;
import java.util.ArrayList;
import java.util.List;

/// Makes a diff pleasant to read: changes that only a space keeps apart become one, so that a rewritten phrase reads
/// "~~old phrase~~ **new phrase**" and not word by word.
final class Pieces {
    private final List<Piece> merged = new ArrayList<>();
    private final StringBuilder removed = new StringBuilder();
    private final StringBuilder added = new StringBuilder();

    private Pieces() {}

    static List<Piece> readable(List<Piece> pieces) {
        Pieces result = new Pieces();
        for (int i = 0; i < pieces.size(); i++) {
            result.take(pieces.get(i), i + 1 < pieces.size());
        }
        result.flush();
        return List.copyOf(result.merged);
    }

    private void take(Piece piece, boolean changeFollows) {
        switch (piece.kind()) {
            case REMOVED -> removed.append(piece.text());
            case ADDED -> added.append(piece.text());
            case SAME -> {
                boolean between = !removed.isEmpty() || !added.isEmpty();
                if (between && changeFollows && piece.text().equals(" ")) {
                    removed.append(' ');
                    added.append(' ');
                } else {
                    flush();
                    same(piece.text());
                }
            }
        }
    }

    private void flush() {
        if (!removed.isEmpty()) {
            merged.add(new Piece(Kind.REMOVED, removed.toString()));
        }
        if (!added.isEmpty()) {
            merged.add(new Piece(Kind.ADDED, added.toString()));
        }
        removed.setLength(0);
        added.setLength(0);
    }

    private void same(String text) {
        if (!merged.isEmpty() && merged.getLast().kind() == Kind.SAME) {
            String before = merged.removeLast().text();
            merged.add(new Piece(Kind.SAME, before + text));
        } else {
            merged.add(new Piece(Kind.SAME, text));
        }
    }
}
