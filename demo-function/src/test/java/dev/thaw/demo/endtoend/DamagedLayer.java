package dev.thaw.demo.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A layer whose agent has one class cut in half. */
final class DamagedLayer {

    private DamagedLayer() {}

    /**
     * Makes such a layer.
     *
     * @param folder where to make it
     * @param agent the whole agent
     * @param classFile the entry of the agent's jar to damage
     */
    static Path in(Path folder, Path agent, String classFile) throws IOException {
        Path damaged = Files.createDirectories(folder.resolve("thaw")).resolve("thaw-agent.jar");
        try (JarFile jar = new JarFile(agent.toFile());
                OutputStream file = Files.newOutputStream(damaged);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : jar.stream().toList()) {
                try (InputStream content = jar.getInputStream(entry)) {
                    byte[] bytes = content.readAllBytes();
                    boolean damage = entry.getName().equals(classFile);
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    out.write(bytes, 0, damage ? bytes.length / 2 : bytes.length);
                }
            }
        }
        return folder;
    }
}
