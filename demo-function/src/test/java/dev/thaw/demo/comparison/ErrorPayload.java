package dev.thaw.demo.comparison;

import com.google.gson.Gson;
import dev.thaw.demo.lambda.Invocation;

/** An error as the runtime reports it. */
record ErrorPayload(String errorType, String errorMessage) {

    private static final Gson GSON = new Gson();

    static ErrorPayload of(Invocation invocation) {
        return GSON.fromJson(invocation.payload(), ErrorPayload.class);
    }

    /** The class of the exception, without its package; of the wrapped one where the message begins with that. */
    String exception() {
        int colon = errorMessage == null ? -1 : errorMessage.indexOf(": ");
        String wrapped = colon < 0 ? "" : errorMessage.substring(0, colon);
        boolean className = wrapped.contains(".") && !wrapped.contains(" ");
        String name = className ? wrapped : errorType;
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
