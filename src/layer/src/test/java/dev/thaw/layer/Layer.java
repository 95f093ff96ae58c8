package dev.thaw.layer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The packaged layer, unpacked into a folder as Lambda unpacks it to {@code /opt}. */
record Layer(Path root) {
    static Layer unpackInto(Path root) throws IOException {
        try (FileSystem zip = openZip();
                Stream<Path> entries = Files.walk(zip.getPath("/"))) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Path target = root.resolve(zip.getPath("/").relativize(entry).toString());
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(entry, target);
                    Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(entry));
                }
            }
        }
        return new Layer(root);
    }

    /** The zip as a file system that knows the entries' modes. */
    static FileSystem openZip() throws IOException {
        Path zip = Path.of(System.getProperty("thaw.layer.zip"));
        return FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true));
    }

    Layer withStandInAgent() throws IOException {
        writeAgent(agent(), StandInAgent.class);
        return this;
    }

    Path wrapper() {
        return root.resolve("thaw/wrapper");
    }

    Path agent() {
        return root.resolve("thaw/thaw-agent.jar");
    }

    private static void writeAgent(Path jar, Class<?> agent) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", agent.getName());
        String name = agent.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new JarEntry(name));
            out.write(Files.readAllBytes(testClasses().resolve(name)));
        }
    }

    static Path testClasses() {
        return Path.of(System.getProperty("thaw.layer.test.classes"));
    }
}
