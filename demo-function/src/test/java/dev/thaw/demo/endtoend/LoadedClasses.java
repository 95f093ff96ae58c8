package dev.thaw.demo.endtoend;

import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.lambda.LocalLambda;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a function's JVM writes down of the classes that it loads: lines {@code name source: where}. */
final class LoadedClasses {
    /** How the line of a class ends that was loaded already and got other code. */
    static final String WOVEN_ANEW = "source: __VM_RedefineClasses__";

    private LoadedClasses() {}

    /** The JVM's option for it. */
    static String loggedTo(Path log) {
        return "-Xlog:class+load:file=" + log.toAbsolutePath() + ":none";
    }

    /** The lines of a start, up to its first answer. */
    static List<String> of(LocalLambda.Builder function, String options, Path folder) throws IOException {
        Path log = Files.createTempFile(folder, "classes", ".log");
        function.environment("JAVA_TOOL_OPTIONS", (options + " " + loggedTo(log)).strip());
        try (Environment environment = function.start()) {
            environment.invoke("{}");
        }
        return Files.readAllLines(log);
    }
}
