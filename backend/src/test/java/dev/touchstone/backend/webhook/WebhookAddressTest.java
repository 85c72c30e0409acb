package dev.touchstone.backend.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressTest {
    private final AddressGuard strict = new AddressGuard(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:2::1",
                "2001:10::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:a00:1::1",
                "2002:c0a8:101::",
                "3fff::1",
                "4000::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
            })
    void addressesThatAreNotPublicAreRefused(String address) throws UnknownHostException {
        assertThat(strict.objection(true, at(address)))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("not at a public address", "allow_cidrs")
                        .doesNotContain(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "100.63.255.255",
                "100.128.0.0",
                "172.32.0.1",
                "192.0.1.1",
                "198.20.0.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::8a",
                "64:ff9b::101:101",
                "2002:101:101::1",
            })
    void publicAddressesPassByHttpsOnly(String address) throws UnknownHostException {
        assertThat(strict.objection(true, at(address))).isEmpty();
        assertThat(strict.objection(false, at(address)))
                .hasValueSatisfying(why -> assertThat(why).contains("plain http"));
    }

    @Test
    void oneBadAddressCondemnsTheHost() throws UnknownHostException {
        List<InetAddress> mixed = List.of(InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1"));

        assertThat(strict.objection(true, mixed)).isPresent();
    }

    @Test
    void whatTheOperatorAllowsPassesEvenByPlainHttp() throws UnknownHostException {
        var guard = new AddressGuard(List.of("10.2.0.0/16", "fd00:1::/32"));

        assertThat(guard.objection(false, at("10.2.255.1"))).isEmpty();
        assertThat(guard.objection(true, at("fd00:1::7"))).isEmpty();
        assertThat(guard.objection(true, at("10.3.0.1"))).isPresent();
        assertThat(guard.objection(true, at("fd00:2::7"))).isPresent();
        // Allowing a range does not allow every detour into it.
        assertThat(guard.objection(true, at("64:ff9b::10.2.0.1"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "127.0.0.1/32, 127.0.0.1, true",
        "127.0.0.1/32, 127.0.0.2, false",
        "0.0.0.0/0, 203.0.113.1, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "fe80::/10, febf::1, true",
        "fe80::/10, fec0::1, false",
    })
    void aRangeContainsWhatSharesItsPrefix(String range, String address, boolean contained)
            throws UnknownHostException {
        assertThat(Cidr.parse(range).contains(InetAddress.getByName(address))).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"010.0.0.0/8", "10.0/8", "0x0a000000/8", "167772160/8", "10.0.0.0/33", "::ffff:010.0.0.0/104"})
    void aRangeIsWrittenPlainly(String range) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse(range));
    }

    private static List<InetAddress> at(String address) throws UnknownHostException {
        return List.of(InetAddress.getByName(address));
    }
}
