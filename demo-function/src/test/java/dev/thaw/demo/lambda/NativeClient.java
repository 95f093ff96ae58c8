package dev.thaw.demo.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The runtime interface client's native library, taken out of its jar once. Left to itself, the client copies it to
 * {@code /tmp/.libaws-lambda-jni.so} at every start, where two JVMs that start at once break each other.
 */
final class NativeClient {

    private static final String PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private NativeClient() {}

    /** The flags that tell the client where the library is; none on a platform for which there is only the client's way. */
    static List<String> flags(WorkFolder work) {
        Optional<String> name = libraryOfThisPlatform();
        if (name.isEmpty()) {
            return List.of();
        }
        Path folder = work.once("native-client", target -> extract(name.get(), target));
        return List.of("-D" + PROPERTY + "=" + folder.resolve(name.get()));
    }

    private static void extract(String name, Path folder) throws IOException {
        try (InputStream library = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
            Files.copy(library, folder.resolve(name));
        }
    }

    private static Optional<String> libraryOfThisPlatform() {
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> Optional.of("libaws-lambda-jni.linux-x86_64.so");
            case "aarch64" -> Optional.of("libaws-lambda-jni.linux-aarch_64.so");
            default -> Optional.empty();
        };
    }
}
