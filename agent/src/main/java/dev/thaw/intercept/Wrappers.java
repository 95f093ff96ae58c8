package dev.thaw.intercept;

/**
 * Drivers and DataSources that look after credentials or hosts and then ask a driver itself, by {@code Driver.connect}.
 * What they return is cached where they ask: the innermost wins, and their own work is done in every call. Thread-safe.
 */
public final class Wrappers {
    private static final String[] URLS = {
        "jdbc:aws-wrapper:", // AWS Advanced JDBC Wrapper: its own class of connections around the driver's
        "jdbc-secretsmanager:", // AWS Secrets Manager JDBC: the secret's user and password instead of its id
    };

    /** Binary name of the AWS wrapper's DataSource, which asks a driver itself where it has no other DataSource. */
    public static final String SOURCE = "software.amazon.jdbc.ds.AwsWrapperDataSource";

    /** Null until the weaver has come up, and when it has been run. */
    private volatile Runnable weaving;

    private boolean woven = false;

    /**
     * Says what is to be done when a wrapper is about to be asked for the first time.
     *
     * @param weave makes the drivers tell when they are asked; run once, and only where there is a wrapper
     */
    public void onFirstUse(Runnable weave) {
        weaving = weave;
    }

    static boolean isUrl(String url) {
        for (String prefix : URLS) {
            if (url.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    static boolean isSource(Object source) {
        return source.getClass().getName().equals(SOURCE);
    }

    /** A wrapper is about to ask a driver. Returns whether that will be seen. */
    synchronized boolean goOn() {
        Runnable first = weaving;
        if (first != null) {
            weaving = null;
            first.run();
            woven = true;
        }
        return woven;
    }
}
