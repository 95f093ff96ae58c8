package dev.thaw.demo.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.thaw.demo.Answer;
import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.lambda.Invocation;
import dev.thaw.demo.lambda.LocalLambda;
import java.util.List;
import java.util.stream.Stream;

/** Invokes handlers and reads what they answer. */
final class Answers {

    private static final Gson GSON = new Gson();

    private Answers() {}

    /** The handler's answer to one event; the test fails if it is an error. */
    static Answer of(Environment environment) {
        return of(environment.invoke("{}"));
    }

    /** A handler's answer; the test fails if it is an error. */
    static Answer of(Invocation invocation) {
        assertThat(invocation.outcome()).as(invocation.payload()).isEqualTo(Invocation.Outcome.RESPONSE);
        return GSON.fromJson(invocation.payload(), Answer.class);
    }

    /** The answers of a new environment to so many events, one after the other. */
    static List<Answer> of(LocalLambda function, int invocations) {
        try (Environment environment = function.start()) {
            return Stream.generate(() -> of(environment)).limit(invocations).toList();
        }
    }
}
