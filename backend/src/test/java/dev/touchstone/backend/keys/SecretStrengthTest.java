package dev.touchstone.backend.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretStrengthTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "changemechangemechangemechangeme",
                "changeme-changeme-changeme-12345678",
                "ChangeMe!ChangeMe!ChangeMe!ChangeMe!",
                "0123456789abcdef0123456789abcdef",
                "0123456789abcdefghijklmnopqrstuvwxyz",
                "zyxwvutsrqponmlkjihgfedcba9876543210",
                "aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffff",
                "abcabcabcabcabcabcabcabcabcabcabcabc",
                "qwertyuiopasdfghjklzxcvbnm1234567890",
                "qwertzuiopasdfghjklyxcvbnm1234567890",
                "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.",
                "a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8",
                "this-is-a-very-long-secret-password-for-touchstone",
                "a secret of more than thirty-two characters",
                "P4ssw0rdP4ssw0rd-t0uchst0ne-s3cr3t-2026",
                "correcthorsebatterystaplecorrecthorsebatterystaple",
                "please-replace-this-with-a-random-string-1234567890",
                "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef",
                "11111111-1111-1111-1111-111111111111",
                "12345678-90ab-cdef-1234-567890abcdef",
                "TOUCHSTONE_SECRET_TOUCHSTONE_SECRET_1",
                "mydogmydogmydogmydogmydogmydogmydog1",
                "short",
                "",
            })
    void whatAPersonTypedIsRefused(String secret) {
        assertThat(SecretStrength.weakness(secret)).isPresent();
        assertThatThrownBy(() -> Secrets.from(Map.of("TOUCHSTONE_SECRET", secret)))
                .hasMessageContaining("TOUCHSTONE_SECRET")
                .hasMessageContaining("openssl rand -hex 32")
                .hasMessageNotContaining(secret.isEmpty() ? "\u0000" : secret);
    }

    /// As `openssl rand -hex 16` prints it, the shortest that is long enough.
    @Property(tries = 5_000)
    void sixteenRandomBytesInHexAlwaysPass(@ForAll long seed) {
        assertThat(SecretStrength.weakness(HexFormat.of().formatHex(random(seed, 16))))
                .isEmpty();
    }

    /// As `openssl rand -hex 32` and `openssl rand -base64 32` print them.
    @Property(tries = 5_000)
    void thirtyTwoRandomBytesAlwaysPass(@ForAll long seed) {
        byte[] bytes = random(seed, 32);

        assertThat(SecretStrength.weakness(HexFormat.of().formatHex(bytes))).isEmpty();
        assertThat(SecretStrength.weakness(Base64.getEncoder().encodeToString(bytes)))
                .isEmpty();
    }

    @Property(tries = 2_000)
    void aRandomUuidPasses(@ForAll long seed) {
        byte[] bytes = random(seed, 16);
        bytes[6] = (byte) (bytes[6] & 0x0f | 0x40);
        bytes[8] = (byte) (bytes[8] & 0x3f | 0x80);
        var buffer = java.nio.ByteBuffer.wrap(bytes);

        assertThat(SecretStrength.weakness(new UUID(buffer.getLong(), buffer.getLong()).toString()))
                .isEmpty();
    }

    /// Whatever is written ten times over is one thing.
    @Property(tries = 2_000)
    void repetitionMakesNoSecret(@ForAll @Size(min = 1, max = 8) byte[] bytes) {
        String piece = HexFormat.of().formatHex(bytes);

        assertThat(SecretStrength.weakness(piece.repeat(40 / piece.length() + 2)))
                .isPresent();
    }

    @Test
    void theSecretBeforeIsHeldToTheSameRules() {
        String good = "f3a1c05be2774d908c61bd2ef04a9915";

        assertThatThrownBy(() -> Secrets.from(
                        Map.of("TOUCHSTONE_SECRET", good, "TOUCHSTONE_SECRET_PREVIOUS", "changeme".repeat(5))))
                .hasMessageContaining("TOUCHSTONE_SECRET_PREVIOUS");
        assertThatThrownBy(() -> Secrets.from(Map.of("TOUCHSTONE_SECRET", good, "TOUCHSTONE_SECRET_PREVIOUS", good)))
                .hasMessageContaining("the same");
    }

    /// jqwik's own numbers prefer small ones and edges, which is not how a generator of secrets works.
    private static byte[] random(long seed, int count) {
        byte[] bytes = new byte[count];
        new java.util.Random(seed).nextBytes(bytes);
        return bytes;
    }
}
