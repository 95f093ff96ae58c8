package dev.thaw.demo.lambda;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.thaw.demo.lambda.ApiServer.Answer;
import dev.thaw.demo.lambda.Exchange.Event;
import dev.thaw.demo.lambda.Invocation.Outcome;
import java.io.IOException;
import java.util.Optional;

/**
 * Lambda's Runtime API, version 2018-06-01: what the runtime interface client asks for events and gives answers to.
 * Status codes and error types as in AWS's Runtime Interface Emulator.
 */
final class RuntimeApi {

    private static final String VERSION = "/2018-06-01/runtime/";
    private static final String INVOCATION = VERSION + "invocation/";

    private final Exchange exchange;

    RuntimeApi(Exchange exchange) {
        this.exchange = exchange;
    }

    void mount(ApiServer server) {
        server.mount("GET", INVOCATION + "next", this::next);
        server.mount("POST", INVOCATION, this::answer);
        server.mount("POST", VERSION + "init/error", this::initError);
        server.mount("GET", VERSION + "restore/next", this::restore);
        server.mount("POST", VERSION + "restore/error", this::initError);
    }

    private Answer next(HttpExchange request) throws InterruptedException {
        Optional<Event> event = exchange.next();
        if (event.isEmpty()) {
            return Answer.error(410, "ShuttingDown", "the environment has ended");
        }
        Headers headers = request.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", event.get().requestId());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(event.get().deadlineMillis()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", RuntimeCommand.FUNCTION_ARN);
        return new Answer(200, event.get().payload());
    }

    private Answer restore(HttpExchange request) throws InterruptedException {
        return exchange.awaitRestore()
                ? new Answer(200, "")
                : Answer.error(410, "ShuttingDown", "the environment has ended");
    }

    private Answer answer(HttpExchange request) throws IOException {
        String[] idAndKind =
                request.getRequestURI().getPath().substring(INVOCATION.length()).split("/", -1);
        Optional<Outcome> outcome = idAndKind.length == 2 ? outcome(idAndKind[1]) : Optional.empty();
        if (outcome.isEmpty()) {
            return Answer.error(404, "NotFound", "no such resource");
        }
        if (!exchange.answer(idAndKind[0], outcome.get(), ApiServer.body(request))) {
            return Answer.error(400, "InvalidRequestID", "not the invocation in hand");
        }
        return Answer.ACCEPTED;
    }

    private static Optional<Outcome> outcome(String kind) {
        return switch (kind) {
            case "response" -> Optional.of(Outcome.RESPONSE);
            case "error" -> Optional.of(Outcome.ERROR);
            default -> Optional.empty();
        };
    }

    private Answer initError(HttpExchange request) throws IOException {
        exchange.failInit(ApiServer.body(request));
        return Answer.ACCEPTED;
    }
}
