package dev.touchstone.backend.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS to an endpoint whose certificate is its own, for `hooks.example.test`.
class WebhookTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final List<String> namesAskedFor = new CopyOnWriteArrayList<>();

    private static KeyStore keys;
    private static HttpsServer server;

    @BeforeAll
    static void startServer(@TempDir Path folder) throws Exception {
        keys = selfSigned(folder.resolve("keys.p12"));
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            var session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
            session.getRequestedServerNames().forEach(name -> namesAskedFor.add(((SNIHostName) name).getAsciiName()));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        server.start();
    }

    private static KeyStore selfSigned(Path file) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "hook",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=hooks.example.test",
                        "-ext",
                        "san=dns:hooks.example.test",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    @AfterAll
    static void stopServer() {
        server.stop(0);
    }

    @BeforeEach
    void forgetNames() {
        namesAskedFor.clear();
    }

    @Test
    void aCertificateNobodyVouchesForIsRefused() {
        WebhookAnswer answer = post("https://hooks.example.test:", (SSLSocketFactory) SSLSocketFactory.getDefault());

        assertThat(answer)
                .isInstanceOfSatisfying(
                        WebhookAnswer.None.class, none -> assertThat(none.why()).startsWith("TLS failed: "));
        assertThat(namesAskedFor).isEmpty();
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        WebhookAnswer answer = post("https://other.example.test:", trusting());

        assertThat(answer)
                .isInstanceOfSatisfying(
                        WebhookAnswer.None.class,
                        none -> assertThat(none.why())
                                .startsWith("TLS failed: ")
                                .contains("other.example.test"));
        assertThat(namesAskedFor).isEmpty();
    }

    @Test
    void aCertificateOfAnotherHostIsRefusedByAddressToo() throws Exception {
        assertThat(post("https://127.0.0.1:", trusting())).isInstanceOf(WebhookAnswer.None.class);
        assertThat(namesAskedFor).isEmpty();
    }

    @Test
    void theHostsNameIsAskedForAndVerifiedThoughAnAddressIsDialled() throws Exception {
        assertThat(post("https://hooks.example.test:", trusting())).isEqualTo(new WebhookAnswer.Status(200, null));
        assertThat(namesAskedFor).containsExactly("hooks.example.test");
    }

    @Test
    void aHandshakeThatHangsIsLeftAtTheDeadline() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var client = client((SSLSocketFactory) SSLSocketFactory.getDefault(), Duration.ofMillis(500))) {
            var url = CallbackUrl.check("https://hooks.example.test:" + silent.getLocalPort() + "/");

            assertThat(client.post(url, message())).isEqualTo(new WebhookAnswer.None("no answer within 500 ms"));
        }
    }

    private static WebhookAnswer post(String schemeAndHost, SSLSocketFactory tls) {
        try (var client = client(tls, Duration.ofSeconds(20))) {
            return client.post(
                    CallbackUrl.check(schemeAndHost + server.getAddress().getPort() + "/hook"), message());
        }
    }

    private static WebhookClient client(SSLSocketFactory tls, Duration deadline) {
        HostResolver loopback = host -> List.of(InetAddress.getLoopbackAddress());
        return new WebhookClient(
                new PinnedConnector(new AddressGuard(List.of("127.0.0.0/8")), loopback, tls), deadline);
    }

    private static WebhookMessage message() {
        return new WebhookMessage("id-1", 1, "v1,c2ln", "{}");
    }

    private static SSLSocketFactory trusting() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("hook", keys.getCertificate("hook"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
