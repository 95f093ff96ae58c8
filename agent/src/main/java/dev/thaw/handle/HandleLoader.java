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

    /** Ours are not asked of the function's loader first, which would look through all its jars for each. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return name.startsWith(OURS)
                ? Class.forName(name, false, HandleLoader.class.getClassLoader())
                : super.loadClass(name, resolve);
    }

    Class<?> define(String name, byte[] classFile) {
        return defineClass(name, classFile, 0, classFile.length);
    }
}
