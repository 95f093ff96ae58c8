package dev.thaw.demo.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The runtime interface client's native library, unpacked below the work folder and named to it by a system property that
 * it knows. Left to itself it would copy the library to one fixed name in {@code /tmp} at every start, where runtimes
 * that start at the same time meet, and leave it there.
 */
final class NativeLibrary {

    /** As {@code JniHelper} of the runtime interface client 2.9.0 reads it. */
    private static final String PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private NativeLibrary() {}

    static String flag(WorkFolder work) {
        String name = fileName();
        Path folder = work.once("native-library", half -> unpack(name, half));
        return "-D" + PROPERTY + "=" + folder.resolve(name);
    }

    private static String fileName() {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return architecture.equals("aarch64")
                ? "libaws-lambda-jni.linux-aarch_64.so"
                : "libaws-lambda-jni.linux-x86_64.so";
    }

    private static void unpack(String name, Path folder) throws IOException {
        try (InputStream in = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
            if (in == null) {
                throw new IOException("the runtime interface client has no " + name);
            }
            Files.copy(in, folder.resolve(name));
        }
    }
}
