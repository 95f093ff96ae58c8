package dev.thaw.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LayerZipIT {

    @Test
    void holdsTheAgentAndTheWrapperWithFixedModes() throws IOException {
        assertThat(describeEntries())
                .containsExactly("/thaw rwxr-xr-x", "/thaw/thaw-agent.jar rw-r--r--", "/thaw/wrapper rwxr-xr-x");
    }

    @Test
    void carriesNoTimeOfTheBuild() throws IOException {
        try (FileSystem zip = Layer.openZip()) {
            Set<FileTime> times = new TreeSet<>();
            for (String name : List.of("/thaw", "/thaw/thaw-agent.jar", "/thaw/wrapper")) {
                times.add(Files.getLastModifiedTime(zip.getPath(name)));
            }

            assertThat(times).hasSize(1);
        }
    }

    private static List<String> describeEntries() throws IOException {
        try (FileSystem zip = Layer.openZip();
                Stream<Path> entries = Files.walk(zip.getPath("/"))) {
            Set<String> found = new TreeSet<>();
            for (Path entry : (Iterable<Path>) entries::iterator) {
                if (entry.getNameCount() > 0) {
                    found.add(entry + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(entry)));
                }
            }
            return List.copyOf(found);
        }
    }
}
