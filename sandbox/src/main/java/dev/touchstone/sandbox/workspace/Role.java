package dev.touchstone.sandbox.workspace;

/// What somebody is in the workspace; it decides the flags `users.info` shows.
public enum Role {
    MEMBER,
    ADMIN,
    OWNER,
    /// A restricted member who sees only the channels they were added to.
    GUEST,
    /// Somebody of another workspace, met in a Slack Connect channel.
    STRANGER,
    BOT;

    boolean isAdmin() {
        return this == ADMIN || this == OWNER;
    }
}
