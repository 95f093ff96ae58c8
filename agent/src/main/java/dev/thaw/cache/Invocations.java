package dev.thaw.cache;

/** The invocations that the Lambda runtime hands over to this environment. Implementations are thread-safe. */
public interface Invocations {
    /** Where no runtime tells of its invocations. */
    Invocations NONE = new Invocations() {
        @Override
        public long epoch() {
            return 0;
        }

        @Override
        public long remainingMillis() {
            return Long.MAX_VALUE;
        }
    };

    /**
     * Another number with each invocation, so that whatever is of the same epoch was used a short while ago; 0 where
     * nobody knows, or where an invocation can last so long that its epoch says nothing.
     */
    long epoch();

    /** Milliseconds until the calling thread's invocation times out; {@link Long#MAX_VALUE} where nobody knows. */
    long remainingMillis();
}
