package dev.thaw.handle;

/**
 * Defines the concrete handle classes of one driver: it sees the driver's interfaces through its parent, and the
 * abstract handles in the loader of this class.
 */
final class HandleLoader extends ClassLoader {
    private static final String OURS = "dev.thaw.";

    HandleLoader(ClassLoader driver) {
        super(driver);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(OURS)) {
            return Class.forName(name, false, HandleLoader.class.getClassLoader());
        }
        throw new ClassNotFoundException(name);
    }

    Class<?> define(String name, byte[] classFile) {
        return defineClass(name, classFile, 0, classFile.length);
    }
}
