package dev.touchstone.backend.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.wire.InvalidField;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /// The C library takes each for an address inside, Java for another one or for a name.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0177.0.0.1",
                "0177.0.0.01",
                "010.0.0.1",
                "127.0.0.01",
                "00127.0.0.1",
                "127.1",
                "127.0.1",
                "2130706433",
                "017700000001",
                "0x7f000001",
                "0x7f.1",
                "0x7F.0x0.0x0.0x1",
                "127.0.0.0x1",
                "127.0.0.1.",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.999",
                "example.0x7f",
                "example.123",
                "0",
                "0x",
                "[::ffff:0177.0.0.1]",
                "[::ffff:010.1.1.1]",
                "[fe80::1%25eth0]",
                "[::127.0.0.01]",
            })
    void anAddressThatCanBeReadInTwoWaysIsNoHost(String host) {
        for (String url : List.of("https://" + host + "/", "http://" + host + ":8080/hook")) {
            assertThatThrownBy(() -> CallbackUrl.check(url)).as(url).isInstanceOf(InvalidField.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0177.0.0.1, true",
        "0x7f.1, true",
        "127.1, true",
        "2130706433, true",
        "1.2.3.4, false",
        "10.0.0.7, false",
        "example.com, false",
        "4chan.org, false",
        "1e100.net, false",
        "0x7f.example.com, false",
        "xn--bcher-kva.example, false",
        "::ffff:10.0.0.1, false",
        "::ffff:010.0.0.1, true",
    })
    void namesAndPlainAddressesAreTakenAsTheyAre(String host, boolean ambiguous) {
        assertThat(NumericHosts.ambiguous(host)).isEqualTo(ambiguous);
    }

    @Property(tries = 2_000)
    void noFormOfALoopbackAddressPassesButTheOne(
            @ForAll @IntRange(max = 255) int b,
            @ForAll @IntRange(max = 255) int c,
            @ForAll @IntRange(max = 255) int d) {
        int all = 127 << 24 | b << 16 | c << 8 | d;
        for (String form : List.of(
                "0177." + b + "." + c + "." + d,
                "0x7f." + b + "." + c + "." + d,
                "127." + (all & 0xffffff),
                "127." + b + "." + (all & 0xffff),
                String.valueOf(all & 0xffffffffL),
                "0" + Integer.toOctalString(all),
                "0x" + Integer.toHexString(all),
                "127.0" + Integer.toOctalString(b) + "." + c + "." + d)) {
            assertThatThrownBy(() -> CallbackUrl.check("https://" + form + "/"))
                    .as(form)
                    .isInstanceOf(InvalidField.class);
        }
        assertThat(CallbackUrl.check("https://127." + b + "." + c + "." + d + "/")
                        .host())
                .startsWith("127.");
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
