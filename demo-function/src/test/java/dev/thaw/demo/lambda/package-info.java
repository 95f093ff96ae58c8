/**
 * A Lambda execution environment on this machine, made of real parts: the real runtime interface client in a JVM of its
 * own with the managed runtime's flags, the function and its layers unpacked as Lambda unpacks them, the Runtime API and
 * the Extensions API on 127.0.0.1, and signals for freeze, thaw and shutdown.
 *
 * <p>{@link dev.thaw.demo.lambda.LocalLambda} configures a function, {@link dev.thaw.demo.lambda.Environment} is one
 * execution environment of it, {@link dev.thaw.demo.lambda.Invocation} is what came of one event. Nothing here knows of
 * Thaw: an agent is attached as on Lambda, by a layer and an environment variable.
 */
package dev.thaw.demo.lambda;
