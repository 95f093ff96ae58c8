package dev.thaw.demo.comparison;

import com.google.gson.Gson;
import dev.thaw.demo.Answer;
import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.lambda.Invocation;
import dev.thaw.testkit.server.Database;

/**
 * The freeze scene: while the environment is frozen, the server drops the sessions that are still open; then comes the
 * next event.
 *
 * @param answered whether the handler answered without an error
 * @param text the answer or the error, for a reader
 */
record AfterThaw(boolean answered, String text) {

    private static final Gson GSON = new Gson();

    static AfterThaw of(Environment environment, Database database) {
        environment.invoke("{}");
        environment.invoke("{}");
        int dropped = database.openSessions();
        database.killSessions();
        Invocation invocation = environment.invoke("{}");
        return invocation.succeeded() ? answered(invocation, dropped) : failed(invocation);
    }

    private static AfterThaw answered(Invocation invocation, int dropped) {
        long session = GSON.fromJson(invocation.payload(), Answer.class).getSession();
        String sessions = dropped == 0 ? "nothing to drop" : dropped + " dropped";
        return new AfterThaw(true, "answers (" + sessions + ", new session " + session + ")");
    }

    private static AfterThaw failed(Invocation invocation) {
        return new AfterThaw(false, "fails: " + RootCause.of(invocation));
    }
}
