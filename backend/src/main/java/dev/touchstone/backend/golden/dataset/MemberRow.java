package dev.touchstone.backend.golden.dataset;

/// An item in a version. Public only because JDBI binds through public methods.
///
/// @param seq its place in the order of the hashes, from 0
/// @param groupId the group it was frozen with
/// @param weight what it weighs
/// @param bytes of its content
public record MemberRow(
        String versionId,
        int seq,
        String itemId,
        String hash,
        String split,
        String groupId,
        double weight,
        long bytes) {}
