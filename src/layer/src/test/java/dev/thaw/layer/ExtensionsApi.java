package dev.thaw.layer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a wrapper sees of Lambda's Extensions API: it says who registers, and never has an event. */
final class ExtensionsApi implements AutoCloseable {
    static final String IDENTIFIER = "6f1c2b7e-thaw";

    private static final long LIMIT_SECONDS = 30;

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    /** @param status of the answer to a registration */
    ExtensionsApi(int status) throws IOException {
        server.createContext("/2020-01-01/extension/register", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            note(exchange, "Lambda-Extension-Name", body.strip());
            exchange.getResponseHeaders().set("Lambda-Extension-Identifier", IDENTIFIER);
            byte[] answer = "{\"functionName\":\"probe\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext("/2020-01-01/extension/event/next", exchange -> {
            note(exchange, "Lambda-Extension-Identifier", "");
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
    }

    private void note(HttpExchange exchange, String header, String body) {
        requests.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().get(header) + " " + body)
                .strip());
    }

    /** Host and port. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next request, waiting for it: method, path, name or identifier, body. */
    String awaitRequest() throws InterruptedException {
        String request = requests.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came within " + LIMIT_SECONDS + " s");
        }
        return request;
    }

    /** The requests that came and that nobody has waited for. */
    List<String> furtherRequests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
