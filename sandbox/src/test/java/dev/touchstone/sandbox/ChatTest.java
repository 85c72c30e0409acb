package dev.touchstone.sandbox;

import static dev.touchstone.sandbox.StandardWorkspace.ALICE;
import static dev.touchstone.sandbox.StandardWorkspace.BOB;
import static dev.touchstone.sandbox.StandardWorkspace.FOUNDERS;
import static dev.touchstone.sandbox.StandardWorkspace.GENERAL;
import static dev.touchstone.sandbox.StandardWorkspace.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.Message;
import dev.touchstone.sandbox.hand.SeenMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `chat.*` and `conversations.history`, called through Slack's own SDK.
class ChatTest {
    private final SlackSandbox slack = new SlackSandbox(SandboxConfig.standard());
    private Slack sdk;
    private MethodsClient api;

    @BeforeEach
    void start() {
        slack.start();
        sdk = BoltApp.slack(slack);
        api = sdk.methods(slack.credentials().botToken());
    }

    @AfterEach
    void stop() throws Exception {
        sdk.close();
        slack.close();
    }

    @Test
    void tokensAreChecked() throws Exception {
        assertThat(sdk.methods("xoxb-wrong").authTest(it -> it).getError()).isEqualTo("invalid_auth");
        assertThat(api.appsConnectionsOpen(it -> it.token(slack.credentials().botToken()))
                        .getError())
                .isEqualTo("not_allowed_token_type");
        assertThat(api.authTest(it -> it).getUserId()).isEqualTo(StandardWorkspace.BOT);
    }

    @Test
    void placesTheBotIsNotInAreRefused() throws Exception {
        assertThat(post("C0NOWHERE", "x").getError()).isEqualTo("channel_not_found");
        assertThat(post(FOUNDERS, "x").getError()).isEqualTo("channel_not_found");
        assertThat(post(GENERAL, "x").getError()).isEqualTo("not_in_channel");

        api.conversationsJoin(join -> join.channel(GENERAL));

        assertThat(post("#general", "x").isOk()).isTrue();
    }

    @Test
    void timestampsRise() throws Exception {
        String first = post(REVIEWS, "1").getTs();
        String second = post(REVIEWS, "2").getTs();

        assertThat(first).matches("\\d{10}\\.\\d{6}").isLessThan(second);
    }

    @Test
    void textWithoutBlocksRemovesTheBlocks() throws Exception {
        var posted = api.chatPostMessage(post -> post.channel(REVIEWS).text("x").blocksAsString(Samples.button("go")));

        api.chatUpdate(update -> update.channel(REVIEWS).ts(posted.getTs()).text("only text"));

        SeenMessage message = slack.hand(ALICE).message(REVIEWS, posted.getTs()).orElseThrow();
        assertThat(message.text()).isEqualTo("only text");
        assertThat(message.blocks().isMissingNode()).isTrue();
    }

    @Test
    void metadataComesBackInHistoryWhenAskedFor() throws Exception {
        api.chatPostMessage(post -> post.channel(REVIEWS)
                .text("x")
                .metadata(Message.Metadata.builder()
                        .eventType("touchstone_delivery")
                        .eventPayload(Map.of("delivery_id", "d-1"))
                        .build()));

        var without = api.conversationsHistory(history -> history.channel(REVIEWS));
        var with = api.conversationsHistory(history -> history.channel(REVIEWS).includeAllMetadata(true));

        assertThat(without.getMessages().getFirst().getMetadata()).isNull();
        assertThat(with.getMessages().getFirst().getMetadata().getEventPayload())
                .containsEntry("delivery_id", "d-1");
    }

    @Test
    void updateKeepsMetadataUnlessGivenAnother() throws Exception {
        var posted = api.chatPostMessage(post -> post.channel(REVIEWS)
                .text("x")
                .metadataAsString(Samples.json("{'event_type':'t','event_payload':{'a':1}}")));

        api.chatUpdate(update -> update.channel(REVIEWS).ts(posted.getTs()).text("y"));

        SeenMessage message = slack.hand(ALICE).message(REVIEWS, posted.getTs()).orElseThrow();
        assertThat(message.metadata().path("event_type").asText()).isEqualTo("t");
    }

    @Test
    void ephemeralsAreSeenByOneAndReachedByNoMethod() throws Exception {
        var sent =
                api.chatPostEphemeral(post -> post.channel(REVIEWS).user(ALICE).text("between us"));

        assertThat(slack.hand(ALICE).ephemerals(REVIEWS))
                .extracting(SeenMessage::text)
                .containsExactly("between us");
        assertThat(slack.hand(BOB).messages(REVIEWS)).isEmpty();
        assertThat(api.conversationsHistory(history -> history.channel(REVIEWS)).getMessages())
                .isEmpty();
        assertThat(api.chatUpdate(update ->
                                update.channel(REVIEWS).ts(sent.getMessageTs()).text("no"))
                        .getError())
                .isEqualTo("message_not_found");
        assertThat(api.chatPostEphemeral(
                                post -> post.channel(REVIEWS).user("U0NOBODY").text("x"))
                        .getError())
                .isEqualTo("user_not_in_channel");
    }

    @Test
    void threadsCountTheirReplies() throws Exception {
        String root = post(REVIEWS, "root").getTs();
        api.chatPostMessage(post -> post.channel(REVIEWS).threadTs(root).text("one"));
        slack.hand(BOB).reply(REVIEWS, root, "two");

        var replies = api.conversationsReplies(it -> it.channel(REVIEWS).ts(root));

        assertThat(replies.getMessages()).extracting(Message::getText).containsExactly("root", "one", "two");
        assertThat(replies.getMessages().getFirst().getReplyCount()).isEqualTo(2);
        assertThat(slack.hand(ALICE).messages(REVIEWS)).hasSize(1);
        assertThat(slack.hand(ALICE).thread(REVIEWS, root)).hasSize(3);
        assertThat(api.chatPostMessage(post ->
                                post.channel(REVIEWS).threadTs("1.000001").text("x"))
                        .getError())
                .isEqualTo("thread_not_found");
    }

    @Test
    void onlyItsOwnMessagesAreTheAppsToChange() throws Exception {
        String ts = slack.hand(ALICE).say(REVIEWS, "mine");

        assertThat(api.chatUpdate(it -> it.channel(REVIEWS).ts(ts).text("x")).getError())
                .isEqualTo("cant_update_message");
        assertThat(api.chatDelete(it -> it.channel(REVIEWS).ts(ts)).getError()).isEqualTo("cant_delete_message");
        assertThat(api.chatUpdate(it -> it.channel(REVIEWS).ts("1.000001").text("x"))
                        .getError())
                .isEqualTo("message_not_found");
    }

    @Test
    void aDeletedMessageIsGone() throws Exception {
        String ts = post(REVIEWS, "x").getTs();
        String other = post(REVIEWS, "y").getTs();

        api.chatDelete(it -> it.channel(REVIEWS).ts(ts));
        slack.faults().deleteMessage(REVIEWS, other);

        assertThat(slack.hand(ALICE).messages(REVIEWS)).isEmpty();
        assertThat(api.chatUpdate(it -> it.channel(REVIEWS).ts(other).text("z")).getError())
                .isEqualTo("message_not_found");
    }

    @Test
    void emptyAndEndlessMessagesAreRefused() throws Exception {
        assertThat(post(REVIEWS, "").getError()).isEqualTo("no_text");
        assertThat(post(REVIEWS, "x".repeat(40_001)).getError()).isEqualTo("msg_too_long");
        assertThat(post(REVIEWS, "x".repeat(40_000)).isOk()).isTrue();
        assertThat(api.chatPostMessage(it -> it.channel(REVIEWS).text("x").blocksAsString("nonsense"))
                        .getError())
                .isEqualTo("invalid_blocks_format");
        assertThat(api.chatPostMessage(it -> it.channel(REVIEWS).text("x").metadataAsString("{\"event_type\":7}"))
                        .getError())
                .isEqualTo("invalid_metadata_format");
    }

    @Test
    void brokenBlocksAreNamedByTheirPlace() throws Exception {
        String blocks = "[{'type':'divider'},{'type':'section','text':{'type':'mrkdwn','text':'%s'}}]";

        var refused = api.chatPostMessage(post -> post.channel(REVIEWS)
                .text("x")
                .blocksAsString(Samples.json(blocks).formatted("x".repeat(3001))));

        assertThat(refused.getError()).isEqualTo("invalid_blocks");
        assertThat(refused.getErrors())
                .containsExactly("must be less than 3001 characters [json-pointer:/blocks/1/text/text]");
        assertThat(refused.getResponseMetadata().getMessages())
                .containsExactly("[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]");
    }

    @Test
    void missingIdsAndDefaultsAreFilledIn() throws Exception {
        var posted = api.chatPostMessage(post -> post.channel(REVIEWS)
                .text("x")
                .blocksAsString(Samples.json("[{'type':'actions','elements':[{'type':'button',"
                        + "'text':{'type':'plain_text','text':'Go'}}]}]")));

        SeenMessage message = slack.hand(ALICE).message(REVIEWS, posted.getTs()).orElseThrow();
        assertThat(message.blocks().at("/0/block_id").asText()).isNotBlank();
        assertThat(message.actionIds()).singleElement().asString().isNotBlank();
        assertThat(message.blocks().at("/0/elements/0/text/emoji").asBoolean()).isTrue();
    }

    @Test
    void historyPagesNewestFirst() throws Exception {
        for (int number = 1; number <= 5; number++) {
            post(REVIEWS, "m" + number);
        }

        var first = api.conversationsHistory(it -> it.channel(REVIEWS).limit(3));
        var second = api.conversationsHistory(it ->
                it.channel(REVIEWS).limit(3).cursor(first.getResponseMetadata().getNextCursor()));

        assertThat(first.getMessages()).extracting(Message::getText).containsExactly("m5", "m4", "m3");
        assertThat(first.isHasMore()).isTrue();
        assertThat(second.getMessages()).extracting(Message::getText).containsExactly("m2", "m1");
        assertThat(second.isHasMore()).isFalse();
    }

    @Test
    void permalinksNameTheMessage() throws Exception {
        String ts = post(REVIEWS, "x").getTs();

        var link = api.chatGetPermalink(it -> it.channel(REVIEWS).messageTs(ts));

        assertThat(link.getPermalink())
                .isEqualTo(slack.baseUrl() + "/archives/" + REVIEWS + "/p" + ts.replace(".", ""));
    }

    @Test
    void directMessagesOpenByPerson() throws Exception {
        String direct = api.conversationsOpen(open -> open.users(List.of(ALICE)))
                .getChannel()
                .getId();

        post(direct, "hello");
        post(ALICE, "again");

        assertThat(slack.hand(ALICE).directChannel()).isEqualTo(direct);
        assertThat(slack.hand(ALICE).messages(direct))
                .extracting(SeenMessage::text)
                .containsExactly("hello", "again");
        assertThat(slack.hand(BOB).messages(direct)).isEmpty();
    }

    private ChatPostMessageResponse post(String channel, String text) throws Exception {
        return api.chatPostMessage(post -> post.channel(channel).text(text));
    }
}
