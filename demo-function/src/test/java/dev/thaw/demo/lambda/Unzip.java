package dev.thaw.demo.lambda;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Unpacks a zip with its permissions: the layer's wrapper script must stay executable. */
final class Unzip {

    private Unzip() {}

    static void into(Path folder, Path zip) throws IOException {
        Map<String, Object> withPermissions = Map.of("enablePosixFileAttributes", true);
        try (FileSystem archive = FileSystems.newFileSystem(zip, withPermissions)) {
            Path root = archive.getPath("/");
            try (Stream<Path> tree = Files.walk(root)) {
                List<Path> parentsFirst = tree.toList();
                for (Path source : parentsFirst) {
                    copy(source, folder.resolve(root.relativize(source).toString()));
                }
            }
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        if (Files.isDirectory(source)) {
            Files.createDirectories(target);
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(source);
        Files.copy(source, target);
        if (!permissions.isEmpty()) {
            Files.setPosixFilePermissions(target, permissions);
        }
    }
}
