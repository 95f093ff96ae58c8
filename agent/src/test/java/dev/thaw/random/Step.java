package dev.thaw.random;

/** One JDBC call. */
@FunctionalInterface
interface Step {
    /** Does it; {@code number} is random, and the same on both sides. */
    Object on(World world, int number) throws Exception;
}
