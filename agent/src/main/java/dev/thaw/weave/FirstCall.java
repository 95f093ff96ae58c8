package dev.thaw.weave;

import java.util.function.BiFunction;

/** The hook of {@code DriverManager} until the agent has started: the first call starts it, and is answered by it. */
final class FirstCall implements BiFunction<Class<?>, Object[], Object> {
    private final Runnable start;
    private final JdkHooks jdk;

    FirstCall(Runnable start, JdkHooks jdk) {
        this.start = start;
        this.jdk = jdk;
    }

    /** Null, so that the body runs, where the agent could not start. A fault is the woven code's to let go by. */
    @Override
    @SuppressWarnings("unchecked")
    public Object apply(Class<?> caller, Object[] urlAndInfo) {
        jdk.listenToLoader();
        start.run();
        Object started = jdk.managerHook();
        if (started == this) {
            return null;
        }
        // To start it defines classes of its own.
        if (jdk.isLoaderSilent()) {
            jdk.lookAtEveryClass();
        }
        jdk.settle();
        return ((BiFunction<Class<?>, Object[], Object>) started).apply(caller, urlAndInfo);
    }
}
