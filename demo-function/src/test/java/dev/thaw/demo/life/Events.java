package dev.thaw.demo.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.thaw.demo.Answer;
import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.lambda.Invocation;
import java.util.Map;

/** Events for the ledger's handlers, and what they answer. */
final class Events {

    private static final Gson GSON = new Gson();

    private Events() {}

    /** The event that has a handler write a row with this id. */
    static String write(String id) {
        return GSON.toJson(Map.of("id", id));
    }

    /** The handler's answer; the test fails if it is an error. */
    static Answer answer(Environment environment, String id) {
        return answer(environment.invoke(write(id)));
    }

    /** The handler's answer; the test fails if it is an error. */
    static Answer answer(Invocation invocation) {
        assertThat(invocation.outcome()).as(invocation.payload()).isEqualTo(Invocation.Outcome.RESPONSE);
        return GSON.fromJson(invocation.payload(), Answer.class);
    }
}
