package dev.touchstone.sandbox;

import static dev.touchstone.sandbox.StandardWorkspace.ALICE;
import static dev.touchstone.sandbox.StandardWorkspace.BOB;
import static dev.touchstone.sandbox.StandardWorkspace.GENERAL;
import static dev.touchstone.sandbox.StandardWorkspace.GUEST;
import static dev.touchstone.sandbox.StandardWorkspace.OLIVIA;
import static dev.touchstone.sandbox.StandardWorkspace.QUALITY;
import static dev.touchstone.sandbox.StandardWorkspace.REVIEWERS;
import static dev.touchstone.sandbox.StandardWorkspace.REVIEWS;
import static dev.touchstone.sandbox.StandardWorkspace.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.model.Conversation;
import com.slack.api.model.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// People, groups and channels as the Web API shows them.
class DirectoryTest {
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
    void everyKindOfPersonCanBeToldApart() throws Exception {
        assertThat(user(ALICE).isRestricted()).isFalse();
        assertThat(user(OLIVIA).isOwner()).isTrue();
        assertThat(user(GUEST).isRestricted()).isTrue();
        assertThat(user(STRANGER).isStranger()).isTrue();
        assertThat(user(STRANGER).getTeamId()).isNotEqualTo(user(ALICE).getTeamId());
        assertThat(user(StandardWorkspace.BOT).isBot()).isTrue();
        assertThat(api.usersInfo(it -> it.user("U0NOBODY")).getError()).isEqualTo("user_not_found");
        assertThat(api.usersList(it -> it).getMembers()).hasSize(6);
    }

    @Test
    void groupsFollowTheControls() throws Exception {
        assertThat(api.usergroupsUsersList(it -> it.usergroup(REVIEWERS)).getUsers())
                .containsExactlyInAnyOrder(ALICE, BOB);

        slack.faults().leaveGroup(REVIEWERS, BOB);

        assertThat(api.usergroupsUsersList(it -> it.usergroup(REVIEWERS)).getUsers())
                .containsExactly(ALICE);
        assertThat(api.usergroupsUsersList(it -> it.usergroup("S0NONE")).getError())
                .isEqualTo("no_such_subteam");
        assertThat(api.usergroupsList(it -> it).getUsergroups().getFirst().getHandle())
                .isEqualTo("reviewers");
    }

    @Test
    void channelsTellWhetherTheBotIsIn() throws Exception {
        assertThat(api.conversationsList(it -> it).getChannels())
                .extracting(Conversation::getId)
                .containsExactly(REVIEWS, QUALITY, GENERAL);
        assertThat(api.conversationsInfo(it -> it.channel(REVIEWS)).getChannel().isMember())
                .isTrue();
        assertThat(api.conversationsInfo(it -> it.channel(GENERAL)).getChannel().isMember())
                .isFalse();
        assertThat(api.conversationsMembers(it -> it.channel(QUALITY)).getMembers())
                .contains(ALICE, StandardWorkspace.BOT)
                .doesNotContain(GUEST);
    }

    private User user(String id) throws Exception {
        return api.usersInfo(it -> it.user(id)).getUser();
    }
}
