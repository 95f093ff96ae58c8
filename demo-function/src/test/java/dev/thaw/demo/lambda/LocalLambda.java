package dev.thaw.demo.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A function's configuration; {@link #start()} makes execution environments of it.
 *
 * <p>Immutable, so environments may be started from several threads.
 */
public final class LocalLambda {

    /** Where {@code /opt/} in the value of an environment variable points here: the folder of the unpacked layer. */
    private static final String OPT = "/opt/";

    private final Path function;
    private final Optional<Path> layer;
    private final String handler;
    private final Map<String, String> variables;
    private final Duration timeout;
    private final int memoryMegabytes;
    private final boolean freezing;
    private final boolean aotCache;
    private final Path workFolder;

    private LocalLambda(Builder builder) {
        function = Objects.requireNonNull(builder.function, "function");
        handler = Objects.requireNonNull(builder.handler, "handler");
        layer = builder.layer;
        variables = Map.copyOf(builder.variables);
        timeout = builder.timeout;
        memoryMegabytes = builder.memoryMegabytes;
        freezing = builder.freezing;
        aotCache = builder.aotCache;
        workFolder = builder.workFolder.toAbsolutePath();
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * The version of the JDK that runs the functions: the one in the folder that system property
     * {@code thaw.test.java.home} names, else this JVM's.
     */
    public static String javaVersion() {
        return RuntimeCommand.javaVersion();
    }

    /**
     * Starts an execution environment and waits until the runtime has asked for its first event.
     *
     * @throws InitFailedException if the handler could not be made, the process ended, or 10 s passed
     */
    public Environment start() {
        return process(variables).awaitInit();
    }

    /**
     * Starts an execution environment as SnapStart does, and stops it at its checkpoint.
     *
     * @throws InitFailedException if the handler could not be made, the process ended, or 10 s passed
     */
    public Snapshot snapshot() {
        Map<String, String> snapStart = new LinkedHashMap<>(variables);
        snapStart.put(RuntimeCommand.INITIALIZATION_TYPE, "snap-start");
        return new Snapshot(process(snapStart).awaitCheckpoint());
    }

    private Environment process(Map<String, String> functionVariables) {
        WorkFolder work = new WorkFolder(workFolder);
        Path task = work.unpacked(function);
        Map<String, String> environment = new LinkedHashMap<>(functionVariables);
        layer.map(work::unpacked)
                .ifPresent(opt -> environment.replaceAll((name, value) -> value.replace(OPT, opt + "/")));
        RuntimeCommand command = new RuntimeCommand(handler, task, memoryMegabytes, environment);
        List<String> flags = new ArrayList<>(NativeClient.flags(work));
        flags.addAll(aotCache ? AotCache.flags(work) : SharedArchive.flags(work));
        return new Environment(command, flags, work.newEnvironment(), timeout, freezing);
    }

    /** Collects a function's configuration. Only {@link #function} and {@link #handler} are required. */
    public static final class Builder {

        private Path function;
        private Optional<Path> layer = Optional.empty();
        private String handler;
        private final Map<String, String> variables = new LinkedHashMap<>();
        private Duration timeout = Duration.ofSeconds(30);
        private int memoryMegabytes = 512;
        private boolean freezing = true;
        private boolean aotCache = false;
        private Path workFolder = Path.of("target", "local-lambda");

        private Builder() {}

        /** The deployment package: a zip, or a folder that looks like one unpacked. */
        public Builder function(Path zipOrFolder) {
            function = zipOrFolder;
            return this;
        }

        /**
         * A layer: a zip, or a folder that looks like one unpacked. What begins with {@code /opt/} in the value of an
         * environment variable is found there.
         */
        public Builder layer(Path zipOrFolder) {
            layer = Optional.of(zipOrFolder);
            return this;
        }

        /** {@code package.Class} or {@code package.Class::method}. */
        public Builder handler(String name) {
            handler = name;
            return this;
        }

        /** One of the function's environment variables. Of this JVM's own, none is inherited. */
        public Builder environment(String name, String value) {
            variables.put(name, value);
            return this;
        }

        /** Several of the function's environment variables. */
        public Builder environment(Map<String, String> all) {
            variables.putAll(all);
            return this;
        }

        /** How many events one environment serves at once, each in a thread of its runtime; 1 by default. */
        public Builder concurrency(int events) {
            return environment(RuntimeCommand.CONCURRENCY, Integer.toString(events));
        }

        /** How long one invocation may take; 30 s by default. */
        public Builder timeout(Duration limit) {
            timeout = limit;
            return this;
        }

        /** The function's memory in MB; 512 by default. Bounds the JVM's heap, not the process. */
        public Builder memory(int megabytes) {
            memoryMegabytes = megabytes;
            return this;
        }

        /** Whether the process is stopped between invocations, as on Lambda; true by default. */
        public Builder freezeBetweenInvocations(boolean freeze) {
            freezing = freeze;
            return this;
        }

        /** Whether the JVM starts with an AOT cache, as on Java 25, instead of a class archive; false by default. */
        public Builder aotCache(boolean use) {
            aotCache = use;
            return this;
        }

        /** Where everything is written; {@code target/local-lambda} of the current folder by default. */
        public Builder workFolder(Path folder) {
            workFolder = folder;
            return this;
        }

        public LocalLambda build() {
            return new LocalLambda(this);
        }

        /** Short for {@code build().snapshot()}. */
        public Snapshot snapshot() {
            return build().snapshot();
        }

        /** Short for {@code build().start()}. */
        public Environment start() {
            return build().start();
        }
    }
}
