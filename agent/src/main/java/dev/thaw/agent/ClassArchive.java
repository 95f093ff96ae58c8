package dev.thaw.agent;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What the JVM was told about archives of classes: out of one, a class is loaded without being defined by a loader. */
final class ClassArchive {
    private static final String[] VARIABLES = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"};

    /** Parts of the options that name an archive, or a file with more options. */
    private static final String[] OPTIONS = {"SharedArchive", "AOTCache", "AOTMode", "VMOptionsFile", "\0@"};

    private ClassArchive() {}

    /** Whether an archive besides the JDK's own was named. Where nobody can tell: yes. */
    static boolean isNamed() {
        for (String variable : VARIABLES) {
            if (names(System.getenv(variable))) {
                return true;
            }
        }
        try (InputStream command = new FileInputStream("/proc/self/cmdline")) {
            return names(new String(command.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException noSuchSystem) {
            return true;
        }
    }

    /** @param options null is none */
    static boolean names(String options) {
        if (options != null) {
            for (String option : OPTIONS) {
                if (options.contains(option)) {
                    return true;
                }
            }
        }
        return false;
    }
}
