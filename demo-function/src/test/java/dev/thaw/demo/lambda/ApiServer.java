package dev.thaw.demo.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small HTTP server on 127.0.0.1. Every request has a thread, for most of them wait for events. */
final class ApiServer implements AutoCloseable {

    static {
        // Else Nagle's algorithm and delayed acknowledgements add 45 ms to every invocation.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;

    ApiServer() {
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "lambda-api");
            thread.setDaemon(true);
            return thread;
        });
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        mount("", "/", request -> Answer.error(404, "NotFound", "no such resource"));
    }

    /** Serves all paths that begin so; the longest beginning wins. */
    void mount(String method, String path, Endpoint endpoint) {
        server.createContext(path, request -> {
            try (request) {
                boolean allowed = method.isEmpty() || method.equals(request.getRequestMethod());
                Answer answer = allowed
                        ? endpoint.answer(request)
                        : Answer.error(405, "MethodNotAllowed", "this resource takes " + method);
                answer.send(request);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    void start() {
        server.start();
    }

    /** {@code 127.0.0.1:port}. */
    String address() {
        return InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    static String body(HttpExchange request) throws IOException {
        return new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Answers one kind of request. */
    interface Endpoint {
        Answer answer(HttpExchange request) throws IOException, InterruptedException;
    }

    /** A response: status and JSON. Its headers are set on the request. */
    record Answer(int status, String json) {

        static final Answer ACCEPTED = new Answer(202, "{\"status\":\"OK\"}");

        /** An error as Lambda's APIs write it. Neither argument may hold characters that JSON escapes. */
        static Answer error(int status, String type, String message) {
            return new Answer(status, "{\"errorType\":\"" + type + "\",\"errorMessage\":\"" + message + "\"}");
        }

        private void send(HttpExchange request) throws IOException {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            request.getResponseHeaders().set("Content-Type", "application/json");
            request.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            request.getResponseBody().write(bytes);
        }
    }
}
