package dev.touchstone.backend.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.wire.InvalidField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/hook",
                "example.com/hook",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://example.com/",
                "jar:https://example.com/!/",
                "https:example.com",
                "https:///hook",
                "https://user@example.com/",
                "https://user:secret@example.com/",
                "https://example.com@127.0.0.1/",
                "https://exa mple.com/",
                "https://example.com/a b",
                "https://example.com/\r\nX-Evil: 1",
                "https://example.com\\@127.0.0.1/",
                "https://127.1/",
                "https://0x7f.0.0.1/",
                "https://[::1/",
                "https://under_score.example.com/",
                "https://bücher.example/",
                "https://example.com:0/",
                "https://example.com:22/",
                "https://example.com:25/",
                "https://example.com:1023/",
                "https://example.com:65536/",
            })
    void urlsThatCanNeverBeCalledAreRefused(String url) {
        assertThatThrownBy(() -> CallbackUrl.check(url))
                .isInstanceOfSatisfying(
                        InvalidField.class, e -> assertThat(e.field()).isEqualTo("callback_url"));
    }

    @Test
    void tooLongAUrlIsRefused() {
        assertThatThrownBy(() -> CallbackUrl.check("https://example.com/" + "a".repeat(2000)))
                .hasMessageContaining("at most 2000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "HTTPS://example.com:443/",
                "https://example.com:8443/hook?token=x",
                "http://10.0.0.7:8080/",
                "http://localhost:80/",
                "https://[2606:4700::1111]/hook",
            })
    void urlsThatMayBeCalledPass(String url) {
        assertThat(CallbackUrl.check(url).host()).isNotEmpty();
    }

    @Test
    void partsAreAsTheyGoOnTheWire() {
        CallbackUrl url = CallbackUrl.check("https://[2606:4700::1111]:8443/größe?q=ü#part");

        assertThat(url.host()).isEqualTo("2606:4700::1111");
        assertThat(url.authority()).isEqualTo("[2606:4700::1111]:8443");
        assertThat(url.requestTarget()).isEqualTo("/gr%C3%B6%C3%9Fe?q=%C3%BC");
        assertThat(CallbackUrl.check("https://example.com").requestTarget()).isEqualTo("/");
        assertThat(CallbackUrl.check("https://example.com").port()).isEqualTo(443);
    }

    @Test
    void itsTextHidesWhatMayBeAToken() {
        assertThat(CallbackUrl.check("https://example.com/secret?token=x")).hasToString("https://example.com");
    }
}
