package dev.thaw.layer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The main class of a child JVM: writes to stdout what reached it, one {@code name=value} a line, values in Base64. */
public final class Probe {
    /** Exit with this status once everything is written. */
    static final String EXIT = "thaw.layer.exit";

    /** Stay until stdin ends or a signal comes. */
    static final String STAY = "thaw.layer.stay";

    private Probe() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        write(out, "pid", Long.toString(ProcessHandle.current().pid()));
        write(out, "attached", System.getProperty(StandInAgent.ATTACHED, "0"));
        for (String argument : arguments) {
            write(out, "argument", argument);
        }
        System.getenv().forEach((name, value) -> write(out, "env." + name, value));
        if (Boolean.getBoolean(STAY)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> write(out, "stopped", "in order")));
            write(out, "ready", "");
            System.in.read();
        }
        System.exit(Integer.getInteger(EXIT, 0));
    }

    private static void write(PrintStream out, String name, String value) {
        out.println(name + "=" + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
        out.flush();
    }
}
