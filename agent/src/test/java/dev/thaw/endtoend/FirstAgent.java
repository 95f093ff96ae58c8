package dev.thaw.endtoend;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** An agent of somebody else's: before ours it touches {@code DriverManager}, after ours it transforms {@code ClassLoader}. */
public final class FirstAgent {
    private FirstAgent() {}

    /** With the argument "initialize" it initializes the class, with "load" it loads it only. */
    public static void premain(String arguments, Instrumentation instrumentation)
            throws ClassNotFoundException, UnmodifiableClassException {
        if (arguments.equals("retransform")) {
            instrumentation.retransformClasses(ClassLoader.class);
            return;
        }
        boolean initialize = "initialize".equals(arguments);
        Class.forName("java.sql.DriverManager", initialize, FirstAgent.class.getClassLoader());
    }

    /** Its jar; the class itself is on the class path. */
    static Path jar(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", FirstAgent.class.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        Path jar = folder.resolve("first-agent.jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return jar;
    }
}
