package dev.thaw.demo.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the Runtime API and the Extensions API refuse, and how. */
class ApisTest {

    private static final String EXTENSION = "/2020-01-01/extension/";
    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Exchange exchange = new Exchange(1);
    private final ApiServer server = new ApiServer();

    @BeforeEach
    void start() {
        new RuntimeApi(exchange).mount(server);
        new ExtensionsApi(exchange, "a.Handler").mount(server);
        server.start();
    }

    @AfterEach
    void stop() {
        exchange.end();
        server.close();
    }

    @Test
    void anUnknownResource() throws Exception {
        assertThat(post("/2018-06-01/elsewhere", "").statusCode()).isEqualTo(404);
        assertThat(post(INVOCATION + "1/elsewhere", "").statusCode()).isEqualTo(404);
    }

    @Test
    void aWrongMethod() throws Exception {
        assertThat(post(INVOCATION + "next", "").statusCode()).isEqualTo(405);
    }

    @Test
    void anAnswerToAnEventThatIsNotInHand() throws Exception {
        HttpResponse<String> response = post(INVOCATION + "42/response", "{}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"errorType\":\"InvalidRequestID\"");
    }

    @Test
    void anExtensionWithoutAName() throws Exception {
        assertForbidden(post(EXTENSION + "register", "{\"events\":[]}"), "Extension.InvalidExtensionName");
    }

    @Test
    void anExtensionThatWantsEvents() throws Exception {
        assertForbidden(register("one", "{\"events\":[\"SHUTDOWN\"]}"), "Extension.InvalidEventType");
    }

    @Test
    void anExtensionWhoseNameIsTaken() throws Exception {
        assertThat(register("one", "{\"events\":[]}").statusCode()).isEqualTo(200);

        assertForbidden(register("one", "{\"events\":[]}"), "Extension.InvalidExtensionState");
    }

    @Test
    void anEleventhExtension() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(register("extension-" + i, "{\"events\":[]}").statusCode())
                    .isEqualTo(200);
        }

        assertForbidden(register("one-more", "{\"events\":[]}"), "Extension.TooManyExtensions");
    }

    @Test
    void anUnknownExtensionThatWaits() throws Exception {
        assertForbidden(
                send(request(EXTENSION + "event/next").header("Lambda-Extension-Identifier", "me")),
                "Extension.UnknownExtensionIdentifier");
        assertForbidden(send(request(EXTENSION + "event/next")), "Extension.MissingExtensionIdentifier");
    }

    private HttpResponse<String> register(String name, String events) throws IOException, InterruptedException {
        return send(request(EXTENSION + "register")
                .header("Lambda-Extension-Name", name)
                .POST(BodyPublishers.ofString(events)));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + server.address() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static void assertForbidden(HttpResponse<String> response, String errorType) {
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("\"errorType\":\"" + errorType + "\"");
    }
}
