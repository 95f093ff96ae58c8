package dev.thaw.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;

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
    private static final String OURS = "dev.thaw.";
    private static final String SHARED = "dev.thaw.classfile.";

    private final StoredJar jar;

    private IsolatingLoader(StoredJar jar) {
        super("thaw", getPlatformClassLoader());
        this.jar = jar;
    }

    /** @throws IOException where the agent's own jar cannot be read */
    static ClassLoader ofThisJar() throws IOException, URISyntaxException {
        URI jar = IsolatingLoader.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        return new IsolatingLoader(new StoredJar(jar.getPath()));
    }

    /** Ours are not asked of the parent first: each would cost an exception, and the JDK's cost no look into the jar. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return getParent().loadClass(name);
        }
        if (name.startsWith(SHARED)) {
            return Class.forName(name, false, IsolatingLoader.class.getClassLoader());
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    /** A class file of ours for who reads it; nothing else is in the folder. */
    @Override
    public InputStream getResourceAsStream(String name) {
        try {
            ByteBuffer file = jar.find(FOLDER + name);
            if (file == null) {
                return null;
            }
            int start = file.arrayOffset() + file.position();
            return new ByteArrayInputStream(file.array(), start, file.remaining());
        } catch (IOException damaged) {
            return null;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try {
            ByteBuffer classFile = jar.find(FOLDER + name.replace('.', '/') + ".class");
            if (classFile != null) {
                return defineClass(name, classFile, null);
            }
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
        throw new ClassNotFoundException(name);
    }
}
