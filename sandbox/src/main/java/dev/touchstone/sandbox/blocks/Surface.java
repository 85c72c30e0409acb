package dev.touchstone.sandbox.blocks;

/// Where blocks are shown. Each surface has its own number of blocks and refuses some kinds.
public enum Surface {
    MESSAGE(50),
    MODAL(100),
    HOME(100);

    private final int most;

    Surface(int most) {
        this.most = most;
    }

    int most() {
        return most;
    }

    boolean refuses(String type) {
        return switch (type) {
            case "markdown", "table", "data_visualization", "context_actions" -> this != MESSAGE;
            default -> false;
        };
    }
}
