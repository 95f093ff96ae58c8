package dev.thaw.handle;

import dev.thaw.classfile.ClassFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashSet;
import java.util.Set;

/**
 * What a handle class has from the abstract ones above it, read from their class files: reflection would make an object of
 * each of the two hundred methods, and load all that they name. Not thread-safe.
 */
final class InheritedMethods {
    /** Name and descriptor. */
    private final Set<String> known = new HashSet<>(512);

    private String constructor;
    private String another;

    /** @throws IOException where a class file cannot be read */
    InheritedMethods(Class<?> base) throws IOException {
        // What an interface may declare of Object's.
        known.add("equals(Ljava/lang/Object;)Z");
        known.add("hashCode()I");
        known.add("toString()Ljava/lang/String;");
        for (Class<?> c = base; c != Object.class; c = c.getSuperclass()) {
            addAll(classFile(HandleClassWriter.internal(c), c.getClassLoader()));
        }
    }

    /**
     * @param loader has defined the class
     * @throws IOException where it cannot be read
     */
    static ClassFile classFile(String internalName, ClassLoader loader) throws IOException {
        try (InputStream in = stream(internalName + ".class", loader)) {
            if (in == null) {
                throw new FileNotFoundException("the class file of " + internalName);
            }
            return new ClassFile(in.readAllBytes());
        }
    }

    /** Asked for in the usual way, all loaders above would search first. */
    private static InputStream stream(String file, ClassLoader loader) throws IOException {
        if (loader instanceof URLClassLoader) {
            URL url = ((URLClassLoader) loader).findResource(file);
            if (url != null) {
                return url.openStream();
            }
        }
        return loader.getResourceAsStream(file);
    }

    private void addAll(ClassFile methods) {
        for (int method = 0; method < methods.methodCount(); method++) {
            String descriptor = methods.descriptor(method);
            if (constructor == null && methods.isNamed(method, "<init>")) {
                constructor = descriptor;
            } else if (another == null && methods.isNamed(method, "another")) {
                another = descriptor;
            }
            known.add(methods.name(method) + descriptor);
        }
    }

    /** Descriptor of the constructor of the lowest class. */
    String constructor() {
        return constructor;
    }

    /** Descriptor of the method {@code another}, which names the least specific type of the hierarchy. */
    String another() {
        return another;
    }

    boolean has(String name, String descriptor) {
        return known.contains(name + descriptor);
    }

    /** Notes a method as there; false where it was. */
    boolean add(String name, String descriptor) {
        return known.add(name + descriptor);
    }
}
