package dev.thaw.demo.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the process writes to stdout and stderr. A file and not a pipe: all that an idle process has written is there to
 * be read, without a thread that may lag behind.
 */
final class FunctionLog {

    private final Path file;
    private long position;

    FunctionLog(Path file) {
        this.file = file;
    }

    /** The process's output, both streams in the order of writing. */
    ProcessBuilder.Redirect redirect() {
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    /** The lines written since the last call. */
    List<String> newLines() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (FileChannel channel = FileChannel.open(file).position(position)) {
            byte[] bytes = Channels.newInputStream(channel).readAllBytes();
            position += bytes.length;
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
