package dev.thaw.credentials;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** AWS Secrets Manager with one secret, on loopback: what two libraries ask of it. */
final class SecretsManagerStub implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String secret;
    private final AtomicInteger version = new AtomicInteger();

    SecretsManagerStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A new version of the secret. */
    void put(String user, String password) {
        secret = "{\\\"username\\\":\\\"" + user + "\\\",\\\"password\\\":\\\"" + password + "\\\"}";
        version.incrementAndGet();
    }

    /** How often the secret itself was fetched. */
    int asked() {
        return asked.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        exchange.getRequestBody().readAllBytes();
        String common = "\"ARN\":\"arn:aws:secretsmanager:us-east-1:1:secret:s\",\"Name\":\"s\"";
        String id = "00000000-0000-0000-0000-00000000000" + version.get();
        String answer;
        if ("secretsmanager.GetSecretValue".equals(target)) {
            asked.incrementAndGet();
            answer = "{" + common + ",\"VersionId\":\"" + id + "\",\"SecretString\":\"" + secret
                    + "\",\"VersionStages\":[\"AWSCURRENT\"]}";
        } else {
            answer = "{" + common + ",\"VersionIdsToStages\":{\"" + id + "\":[\"AWSCURRENT\"]}}";
        }
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
