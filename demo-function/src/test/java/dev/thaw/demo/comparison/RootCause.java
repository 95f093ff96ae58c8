package dev.thaw.demo.comparison;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import dev.thaw.demo.lambda.Invocation;

/** What an error payload says, without the wrappers. */
record RootCause(
        @SerializedName("errorType") String type,
        @SerializedName("errorMessage") String message) {

    private static final Gson GSON = new Gson();

    static String of(Invocation invocation) {
        return GSON.fromJson(invocation.payload(), RootCause.class).firstLine();
    }

    /** Handlers wrap what the driver throws; the wrapper's message begins with the class of what it wraps. */
    private String firstLine() {
        String line = message == null ? type : message.lines().findFirst().orElse(type);
        int colon = line.indexOf(": ");
        String name = colon < 0 ? line : line.substring(0, colon);
        return name.substring(name.lastIndexOf('.') + 1) + (colon < 0 ? "" : line.substring(colon));
    }
}
