package dev.thaw.demo.comparison;

import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.lambda.Invocation;
import dev.thaw.testkit.server.Database;

/** A frozen environment, and a server that drops idle sessions meanwhile. */
final class FreezeScene implements AutoCloseable {

    private final Environment environment;
    private final boolean sessionKept;

    private FreezeScene(Environment environment, boolean sessionKept) {
        this.environment = environment;
        this.sessionKept = sessionKept;
    }

    /** Invokes twice and leaves the environment frozen. */
    static FreezeScene begin(Environment environment, Database database) {
        environment.invoke("{}");
        environment.invoke("{}");
        return new FreezeScene(environment, database.openSessions() > 0);
    }

    /** Waits until the server has dropped all idle sessions; then comes the next event. */
    AfterThaw end(Database database) {
        database.awaitOpenSessions(0);
        Invocation invocation = environment.invoke("{}");
        if (!invocation.succeeded()) {
            return new AfterThaw(false, "fails: " + ErrorPayload.of(invocation).exception());
        }
        return new AfterThaw(true, sessionKept ? "answers, on a new session" : "answers");
    }

    @Override
    public void close() {
        environment.close();
    }
}
