package dev.thaw.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Defines given classes, and the rest of their packages, itself and verifies them, as the JVM does with every class
 * that an agent has woven.
 */
public final class WovenLoader extends ClassLoader {
    private final Map<String, byte[]> classFiles;
    private final Set<String> packages;

    /** @param classFiles by name with dots */
    public WovenLoader(Map<String, byte[]> classFiles) {
        super(WovenLoader.class.getClassLoader());
        this.classFiles = classFiles;
        this.packages = classFiles.keySet().stream().map(WovenLoader::packageOf).collect(Collectors.toSet());
    }

    /** The class, linked and initialized. */
    public Class<?> initialized(String name) throws ReflectiveOperationException {
        return Class.forName(name, true, this);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (!packages.contains(packageOf(name))) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] classFile = classFiles.get(name);
        try (InputStream unwoven = getResourceAsStream(name.replace('.', '/') + ".class")) {
            byte[] own = classFile == null ? unwoven.readAllBytes() : classFile;
            return defineClass(name, own, 0, own.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
