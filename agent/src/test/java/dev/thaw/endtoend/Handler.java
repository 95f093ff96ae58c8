package dev.thaw.endtoend;

import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.process.JvmResult;
import dev.thaw.testkit.process.RunningJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A {@link HandlerProgram} in a JVM of its own, invoked step by step. Not thread-safe. */
final class Handler implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final RunningJvm jvm;
    private int invocations = 0;

    private Handler(RunningJvm jvm) {
        this.jvm = jvm;
    }

    static Handler start(ChildJvm jvm, String url, String user, String password) {
        return new Handler(jvm.args(url, user, password).start());
    }

    /** Its answer to this command. */
    String invoke(String command) {
        begin(command);
        return answer();
    }

    /** Has it begin; {@link #answer} waits for its end. */
    void begin(String command) {
        invocations++;
        try {
            OutputStream stdin = jvm.stdin();
            stdin.write((command + "\n").getBytes(StandardCharsets.UTF_8));
            stdin.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String answer() {
        String start = invocations + ">";
        String end = "<" + invocations;
        jvm.awaitOut(end, LIMIT);
        String out = jvm.out();
        return out.substring(out.lastIndexOf(start) + start.length(), out.lastIndexOf(end));
    }

    /** Ends its input and waits for the JVM, which has nothing else to wait for. */
    JvmResult end() {
        try {
            jvm.stdin().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jvm.await(LIMIT).expectSuccess();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
