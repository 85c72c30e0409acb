package dev.touchstone.lab.bench.kit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/// Posts over a fixed number of keep-alive connections, each sending its next request when the last is answered. It
/// reads no more of an answer than it must, so that on a small machine the server gets the processor.
public final class LoadGenerator {
    private final URI base;
    private final String path;
    private final String key;
    private final int connections;
    private final String mediaType;

    public LoadGenerator(String baseUrl, String path, String key, int connections) {
        this(baseUrl, path, "application/json", key, connections);
    }

    public LoadGenerator(String baseUrl, String path, String mediaType, String key, int connections) {
        this.base = URI.create(baseUrl);
        this.path = path;
        this.mediaType = mediaType;
        this.key = key;
        this.connections = connections;
    }

    /// What one run measured.
    ///
    /// @param perSecond answered requests per second
    /// @param p50Ms median time of a request, milliseconds
    /// @param p99Ms 99th percentile, milliseconds
    public record Result(double perSecond, double p50Ms, double p99Ms) {}

    /// Posts for a time.
    ///
    /// @param body the body of the n-th request
    public Result run(double seconds, AtomicLong counter, LongFunction<String> body) throws InterruptedException {
        return runBytes(seconds, counter, n -> body.apply(n).getBytes(StandardCharsets.UTF_8));
    }

    /// Posts bodies that are no text.
    public Result runBytes(double seconds, AtomicLong counter, LongFunction<byte[]> body) throws InterruptedException {
        ConcurrentLinkedQueue<long[]> latencies = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(connections);
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        for (int i = 0; i < connections; i++) {
            Thread.ofVirtual().start(() -> {
                try {
                    latencies.add(drive(end, counter, body));
                } catch (IOException | RuntimeException e) {
                    failures.add(e);
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        if (!failures.isEmpty()) {
            throw new IllegalStateException("the load generator failed", failures.peek());
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        Times all = Times.ofNanos(latencies.stream().flatMapToLong(Arrays::stream));
        return new Result(all.count() / elapsed, all.p50Ms(), all.p99Ms());
    }

    private long[] drive(long end, AtomicLong counter, LongFunction<byte[]> body) throws IOException {
        long[] times = new long[1024];
        int count = 0;
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 8192);
            while (System.nanoTime() < end) {
                byte[] request = request(body.apply(counter.incrementAndGet()));
                long sent = System.nanoTime();
                out.write(request);
                readAnswer(in);
                if (count == times.length) {
                    times = Arrays.copyOf(times, count * 2);
                }
                times[count++] = System.nanoTime() - sent;
            }
        }
        return Arrays.copyOf(times, count);
    }

    private byte[] request(byte[] bytes) {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + key
                        + "\r\nContent-Type: " + mediaType + "\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, request, head.length, bytes.length);
        return request;
    }

    private static void readAnswer(InputStream in) throws IOException {
        String status = readLine(in);
        int length = 0;
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).trim());
            }
        }
        byte[] body = in.readNBytes(length);
        if (!status.contains(" 20")) {
            throw new IOException(status + ": " + new String(body, StandardCharsets.UTF_8));
        }
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
