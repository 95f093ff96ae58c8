package dev.thaw.weave;

import java.util.function.BiFunction;

/** The hook of DataSources as long as every class is shown to a transformer: the first call, within no load, ends that. */
final class FirstSourceCall implements BiFunction<Object, Object, Object> {
    private final JdkHooks jdk;

    FirstSourceCall(JdkHooks jdk) {
        this.jdk = jdk;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Object apply(Object source, Object credentials) {
        jdk.settle();
        return ((BiFunction<Object, Object, Object>) jdk.sourceHook()).apply(source, credentials);
    }
}
