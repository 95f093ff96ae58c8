package dev.thaw.demo.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The one folder that a local Lambda writes to: unpacked zips, JVM archives, a folder for each environment. */
record WorkFolder(Path root) {

    /** The folder with the content of a zip, unpacked once for each version of the file; a folder stands for itself. */
    Path unpacked(Path zipOrFolder) {
        if (Files.isDirectory(zipOrFolder)) {
            return zipOrFolder.toAbsolutePath();
        }
        try {
            long version = Files.getLastModifiedTime(zipOrFolder).toMillis();
            return once(zipOrFolder.getFileName() + "-" + version, folder -> Unzip.into(folder, zipOrFolder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new folder for one environment. */
    Path newEnvironment() {
        try {
            return Files.createTempDirectory(Files.createDirectories(root.resolve("environments")), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code fill} makes, if it is not there yet. Two JVMs may race: the folder appears whole or not at all. */
    Path once(String name, Filler fill) {
        Path folder = root.resolve(name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(root);
            Path half = Files.createTempDirectory(root, name);
            fill.fill(half);
            try {
                return Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException lost) {
                delete(half);
                if (Files.isDirectory(folder)) {
                    return folder;
                }
                throw lost;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a folder and all that is in it. */
    static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> childrenFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : childrenFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills a new folder. */
    interface Filler {
        void fill(Path folder) throws IOException;
    }
}
