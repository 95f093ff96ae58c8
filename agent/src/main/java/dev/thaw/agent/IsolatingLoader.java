package dev.thaw.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Loads the agent's own classes from a folder of the agent's jar, where no other loader looks. Its parent is the
 * platform loader, so the function's copies of anything and the agent's never meet. What the entry point needs as well is
 * taken from its loader.
 */
final class IsolatingLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String FOLDER = "isolated/";
    private static final String SHARED = "dev.thaw.classfile.";

    private final JarFile jar;

    private IsolatingLoader(JarFile jar) {
        super("thaw", getPlatformClassLoader());
        this.jar = jar;
    }

    /** @throws IOException where the agent's own jar cannot be read */
    static ClassLoader ofThisJar() throws IOException, URISyntaxException {
        Path path = Paths.get(IsolatingLoader.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return new IsolatingLoader(new JarFile(path.toFile(), false));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(SHARED)) {
            return Class.forName(name, false, IsolatingLoader.class.getClassLoader());
        }
        ZipEntry entry = jar.getEntry(FOLDER + name.replace('.', '/') + ".class");
        if (entry == null) {
            throw new ClassNotFoundException(name);
        }
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] classFile = in.readAllBytes();
            return defineClass(name, classFile, 0, classFile.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
