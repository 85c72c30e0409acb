package dev.touchstone.app.demo;

import static dev.touchstone.sandbox.StandardWorkspace.ALICE;
import static dev.touchstone.sandbox.StandardWorkspace.BOB;
import static dev.touchstone.sandbox.StandardWorkspace.BOT;
import static dev.touchstone.sandbox.StandardWorkspace.GUEST;
import static dev.touchstone.sandbox.StandardWorkspace.OLIVIA;
import static dev.touchstone.sandbox.StandardWorkspace.STRANGER;

import dev.touchstone.sandbox.StandardWorkspace;
import dev.touchstone.sandbox.workspace.Channel;
import dev.touchstone.sandbox.workspace.Seed;
import java.util.List;
import java.util.Set;

/// The demo's workspace: the sandbox's standard people, and a channel for each of the demo's pipelines.
final class DemoWorkspace {
    private static final Set<String> EVERYBODY = Set.of(ALICE, BOB, OLIVIA, GUEST, STRANGER, BOT);

    private DemoWorkspace() {}

    static Seed seed() {
        Seed standard = StandardWorkspace.seed();
        List<Channel> channels = List.of(
                Channel.of(
                        "C0SUPPORT",
                        "review-support",
                        "Answers of the support assistant. Judge and committee are mocks: scripts whose words are made up",
                        EVERYBODY),
                Channel.of("C0PRODUCTS", "review-products", "Attributes taken from product texts", EVERYBODY),
                Channel.of("C0MEETINGS", "review-meetings", "Summaries of meetings", EVERYBODY),
                Channel.of("C0QUALITY", "quality", "Alarms and the weekly digest of the order desk", EVERYBODY));
        return new Seed(standard.team(), standard.app(), standard.users(), channels, standard.groups());
    }
}
