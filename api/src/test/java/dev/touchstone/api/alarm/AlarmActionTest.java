package dev.touchstone.api.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an action needs is asked for when the policy is written, not when an alarm wants it.
class AlarmActionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type': 'raise_audit', 'to': 0.25",
                "'type': 'tighten_threshold', 'to': 1",
                "'type': 'webhook', 'target': 'https://example.org/hook'",
                "'type': 'github_issue', 'target': 'acme/support.bot_2'",
                "'type': 'pagerduty'",
                "'type': 'slack', 'target': '#on-call'",
            })
    void takesWhatEachTypeNeeds(String rest) throws Exception {
        assertThat(read(rest).automatic()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'type': 'raise_audit'                                        | to     | is required by raise_audit",
                "'type': 'raise_audit', 'to': 0                               | to     | above 0",
                "'type': 'tighten_threshold'                                  | to     | is required by tighten_threshold",
                "'type': 'raise_audit', 'to': 0.5, 'target': '#x'             | target | means nothing to raise_audit",
                "'type': 'pagerduty', 'to': 0.5                               | to     | means nothing to pagerduty",
                "'type': 'pagerduty', 'target': 'us'                          | target | means nothing to pagerduty",
                "'type': 'webhook'                                            | target | the https address it calls",
                "'type': 'webhook', 'target': 'ftp://example.org'             | target | must start with https://",
                "'type': 'github_issue'                                       | target | owner/name",
                "'type': 'github_issue', 'target': 'https://github.com/a/b'   | target | owner/name",
                "'type': 'github_issue', 'target': 'acme/..'                  | target | owner/name",
                "'type': 'github_issue', 'target': 'acme/bot/issues'          | target | owner/name",
                "'type': 'slack'                                              | target | the channel",
            })
    void refusesWhatCannotWork(String rest, String field, String says) {
        assertThatThrownBy(() -> read(rest))
                .isInstanceOf(JsonMappingException.class)
                .cause()
                .isInstanceOfSatisfying(InvalidField.class, invalid -> {
                    assertThat(invalid.field()).isEqualTo(field);
                    assertThat(invalid.getMessage()).contains(says);
                });
    }

    private static AlarmAction read(String rest) throws Exception {
        String json = ("{'name': 'act', " + rest + "}").replace('\'', '"');
        return Json.requestMapper().readValue(json, AlarmAction.class);
    }
}
