package dev.touchstone.api.session;

/// A session that was just opened.
///
/// @param token what the browser presents from now on; it is shown this once
/// @param session who is signed in
public record OpenedSession(String token, Session session) {}
