package dev.thaw.handle;

/**
 * Defines the concrete handle classes of one driver: it sees the driver's interfaces through its parent, and the
 * abstract handles in the loader of this class. Public for the classes that it defines. Not thread-safe.
 */
public final class HandleLoader extends ClassLoader {
    private static final String OURS = "dev.thaw.";

    /** The first object of the class that is being defined. */
    private Object first;

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

    /**
     * Defines a class that hands over its first object while it is initialized. To make one by reflection would have the JVM
     * write three classes of its own, from JDK 18 on (JEP 416).
     *
     * @throws LinkageError where the class cannot be
     */
    Object firstOf(String name, byte[] classFile) throws ClassNotFoundException {
        Class.forName(defineClass(name, classFile, 0, classFile.length).getName(), true, this);
        Object made = first;
        first = null;
        return made;
    }

    /** For a class that is defined here: this is its first object. */
    public static void made(Object first) {
        ((HandleLoader) first.getClass().getClassLoader()).first = first;
    }
}
