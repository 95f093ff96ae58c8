package dev.thaw.runtime;

import dev.thaw.cache.Limits;
import dev.thaw.session.ResetMode;
import dev.thaw.session.SessionTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the operator wants, from environment variables; a system property of the same meaning wins
 * ({@code THAW_MAX_IDLE}, {@code thaw.max.idle}).
 *
 * <p>A value that cannot be used is one complaint, and the default holds. Not thread-safe: read once at the start.
 */
final class Settings {
    private static final String DURATION = "a duration such as 500ms, 2s, 15m or 1h";
    private static final String OFF = "off";
    private static final String FORGET = "forget";

    private final Map<String, String> environment;
    private final Properties properties;
    private final List<String> complaints = new ArrayList<>();

    Settings(Map<String, String> environment, Properties properties) {
        this.environment = environment;
        this.properties = properties;
    }

    /** What was wrong with the values that were read so far, a line each. */
    List<String> complaints() {
        return complaints;
    }

    int logLevel() {
        String value = value("THAW_LOG");
        if (value == null) {
            return Log.ERROR;
        }
        switch (value.toLowerCase(Locale.ROOT)) {
            case OFF:
                return Log.OFF;
            case "error":
                return Log.ERROR;
            case "info":
                return Log.INFO;
            case "debug":
                return Log.DEBUG;
            default:
                complain("THAW_LOG", value, "off, error, info or debug", "error");
                return Log.ERROR;
        }
    }

    /** On Lambda the server is told of sessions that stay; elsewhere only where the operator says so. */
    SessionTerms sessionTerms() {
        SessionTerms terms = SessionTerms.of(resetMode());
        if (keepsPrepared()) {
            terms = terms.keepingPrepared();
        }
        long serverIdle = serverIdleMillis();
        return isLambda() || serverIdle > 0 ? terms.staying(serverIdle, functionName(), isLambda()) : terms;
    }

    /** How long a server may keep an idle session; 0 leaves that to the server. */
    long serverIdleMillis() {
        return Math.min(duration("THAW_SERVER_IDLE", isLambda() ? "20m" : OFF, true), Integer.MAX_VALUE);
    }

    /** What sessions are named after; null outside of Lambda, and for a name that Lambda would not give. */
    String functionName() {
        String name = environment.get("AWS_LAMBDA_FUNCTION_NAME");
        return name != null && isPlain(name) ? name : null;
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            if (!plain) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    ResetMode resetMode() {
        String value = value("THAW_RESET");
        if (value == null) {
            return ResetMode.AUTO;
        }
        switch (value.toLowerCase(Locale.ROOT)) {
            case "auto":
                return ResetMode.AUTO;
            case "always":
                return ResetMode.ALWAYS;
            case "never":
                return ResetMode.NEVER;
            default:
                complain("THAW_RESET", value, "auto, always or never", "auto");
                return ResetMode.AUTO;
        }
    }

    /** Whether what a driver has prepared at its server stays from one borrower to the next. */
    boolean keepsPrepared() {
        String value = value("THAW_PREPARED");
        if (value == null || value.equalsIgnoreCase(FORGET)) {
            return false;
        }
        if (value.equalsIgnoreCase("keep")) {
            return true;
        }
        complain("THAW_PREPARED", value, "forget or keep", FORGET);
        return false;
    }

    Limits limits() {
        return new Limits(
                duration("THAW_VALIDATE_AFTER", "1s"),
                duration("THAW_VALIDATE_TIMEOUT", "1s"),
                duration("THAW_MAX_AGE", "1h"),
                duration("THAW_MAX_IDLE", "15m"));
    }

    /** How long a server without room is asked again. */
    long connectWaitMillis() {
        return duration("THAW_CONNECT_WAIT", "2s");
    }

    /** Null when not set. */
    Pattern include() {
        return pattern("THAW_INCLUDE");
    }

    /** Null when not set. */
    Pattern exclude() {
        return pattern("THAW_EXCLUDE");
    }

    /** Invocations that Lambda may run at once in this environment; 1 where it says nothing. */
    int concurrency() {
        String value = environment.get("AWS_LAMBDA_MAX_CONCURRENCY");
        try {
            return value == null ? 1 : Math.max(1, Integer.parseInt(value.trim()));
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }

    /** Whether this JVM is a function's execution environment. */
    boolean isLambda() {
        return environment.get("AWS_LAMBDA_RUNTIME_API") != null;
    }

    /** Whether this environment is being prepared for a snapshot, or was restored from one. */
    boolean isSnapStart() {
        return "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
    }

    private Pattern pattern(String name) {
        String value = value(name);
        if (value == null) {
            return null;
        }
        try {
            return Pattern.compile(value);
        } catch (PatternSyntaxException e) {
            complain(name, value, "a regular expression (" + e.getDescription() + ")", "not set");
            return null;
        }
    }

    private long duration(String name, String fallback) {
        return duration(name, fallback, false);
    }

    private long duration(String name, String fallback, boolean mayBeOff) {
        String value = value(name);
        if (value == null) {
            return Math.max(0, millis(fallback));
        }
        if (mayBeOff && value.equalsIgnoreCase(OFF)) {
            return 0;
        }
        long millis = millis(value);
        if (millis < 0) {
            complain(name, value, mayBeOff ? OFF + " or " + DURATION : DURATION, fallback);
            return Math.max(0, millis(fallback));
        }
        return millis;
    }

    /** Milliseconds; -1 for what is no duration. */
    static long millis(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 10) {
            return -1;
        }
        long number = Long.parseLong(text.substring(0, digits));
        switch (text.substring(digits)) {
            case "ms":
                return number;
            case "s":
                return number * 1000;
            case "m":
                return number * 60_000;
            case "h":
                return number * 3_600_000;
            default:
                return -1;
        }
    }

    /** Null where it is not set. A blank property counts as not set and hides no variable. */
    private String value(String name) {
        String property = unlessBlank(properties.getProperty(propertyName(name)));
        return property == null ? unlessBlank(environment.get(name)) : property;
    }

    private static String unlessBlank(String value) {
        String trimmed = value == null ? "" : value.trim();
        return trimmed.isEmpty() ? null : trimmed;
    }

    private static String propertyName(String variable) {
        StringBuilder name = new StringBuilder(variable.length());
        for (int i = 0; i < variable.length(); i++) {
            char c = variable.charAt(i);
            name.append(c == '_' ? '.' : Character.toLowerCase(c));
        }
        return name.toString();
    }

    private void complain(String name, String found, String allowed, String used) {
        complaints.add(name + " is '" + found + "', allowed is " + allowed + "; the default is used: " + used);
    }
}
