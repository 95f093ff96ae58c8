package dev.thaw.benchmark.handout;

/** How the JVM compiles. */
enum Compiler {
    /** A server's default. */
    C2(4),
    /** Lambda's default. */
    C1(1);

    private final int lastTier;

    Compiler(int lastTier) {
        this.lastTier = lastTier;
    }

    /** The option of the JVM. */
    String option() {
        return "-XX:TieredStopAtLevel=" + lastTier;
    }
}
