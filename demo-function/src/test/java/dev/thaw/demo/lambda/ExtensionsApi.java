package dev.thaw.demo.lambda;

import com.sun.net.httpserver.HttpExchange;
import dev.thaw.demo.lambda.ApiServer.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lambda's Extensions API, version 2020-01-01, for internal extensions that wait for no event: threads of the function's
 * own process that register so that the process is sent SIGTERM. Rules and error types as in AWS's Runtime Interface
 * Emulator.
 */
final class ExtensionsApi {

    private static final String VERSION = "/2020-01-01/extension/";
    private static final String IDENTIFIER = "Lambda-Extension-Identifier";
    private static final int LIMIT = 10;

    private final Exchange exchange;
    private final String handler;
    private final Map<String, String> namesByIdentifier = new ConcurrentHashMap<>();

    ExtensionsApi(Exchange exchange, String handler) {
        this.exchange = exchange;
        this.handler = handler;
    }

    void mount(ApiServer server) {
        server.mount("POST", VERSION + "register", this::register);
        server.mount("GET", VERSION + "event/next", this::next);
    }

    private synchronized Answer register(HttpExchange request) throws IOException {
        String name = request.getRequestHeaders().getFirst("Lambda-Extension-Name");
        String events = ApiServer.body(request);
        if (name == null || name.isEmpty()) {
            return forbidden("Extension.InvalidExtensionName", "Empty extension name");
        }
        if (events.contains("SHUTDOWN") || events.contains("INVOKE")) {
            return forbidden("Extension.InvalidEventType", "this local Lambda sends extensions no events");
        }
        if (namesByIdentifier.containsValue(name)) {
            return forbidden("Extension.InvalidExtensionState", "Extension with this name already registered");
        }
        if (namesByIdentifier.size() == LIMIT) {
            return forbidden("Extension.TooManyExtensions", "Extension limit (" + LIMIT + ") reached");
        }
        if (!exchange.registerExtension()) {
            return forbidden("Extension.RegistrationClosed", "Extension registration closed already");
        }
        String identifier = UUID.randomUUID().toString();
        namesByIdentifier.put(identifier, name);
        request.getResponseHeaders().set(IDENTIFIER, identifier);
        return new Answer(
                200,
                "{\"functionName\":\"" + RuntimeCommand.FUNCTION_NAME + "\",\"functionVersion\":\""
                        + RuntimeCommand.FUNCTION_VERSION + "\",\"handler\":\"" + handler + "\"}");
    }

    private Answer next(HttpExchange request) throws InterruptedException {
        String identifier = request.getRequestHeaders().getFirst(IDENTIFIER);
        if (identifier == null) {
            return forbidden("Extension.MissingExtensionIdentifier", "Missing " + IDENTIFIER + " header");
        }
        if (!namesByIdentifier.containsKey(identifier)) {
            return forbidden("Extension.UnknownExtensionIdentifier", "Unknown extension");
        }
        exchange.parkExtension();
        return Answer.error(410, "ShuttingDown", "the environment has ended");
    }

    private static Answer forbidden(String type, String message) {
        return Answer.error(403, type, message);
    }
}
