package dev.thaw.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/**
 * Looks at the name of each class that is loaded, and has those woven that have to do with JDBC; the first of them has the
 * agent prepared. For a JVM whose classes came out of an AOT cache before premain, so that few are loaded after it: to make
 * their class files ready costs less there than to weave a loader that is loaded. Thread-safe.
 *
 * <p>All of it happens while a class is being loaded. So nothing may be done here for which another thread's load of a class of
 * the JDK's is waited for, and what is loaded meanwhile is not shown to anybody.
 */
final class FirstSight implements ClassFileTransformer {
    private static final String MANAGER = "java/sql/DriverManager";
    private static final String MANAGER_CLASS = "java.sql.DriverManager";

    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
    private final ClassLoader runtime = ClassLoader.getSystemClassLoader();
    private final Sentinel sentinel;

    FirstSight(Sentinel sentinel) {
        this.sentinel = sentinel;
    }

    /** Whether what has to be seen as it loads is loaded: the cache was made of a function that uses JDBC. */
    static boolean isTooLate(Instrumentation instrumentation) {
        for (Class<?> loaded : instrumentation.getInitiatedClasses(ClassLoader.getPlatformClassLoader())) {
            if (loaded.getName().equals(MANAGER_CLASS)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        try {
            if (name == null || loader == null || loader == platform && !MANAGER.equals(name)) {
                return null;
            }
            if (loader != platform && loader != runtime) {
                sentinel.awaitExtension();
            }
            ClassFileTransformer weaver = loader == platform ? sentinel.managerWeaver() : weaverOf(name);
            return weaver == null ? null : weaver.transform(loader, name, redefined, domain, classFile);
        } catch (Throwable fault) {
            sentinel.giveUp(fault);
            return null;
        }
    }

    /** Null as long as no class has led to JDBC. */
    private ClassFileTransformer weaverOf(String name) throws Exception {
        ClassFileTransformer known = sentinel.definitions();
        return known == null && FunctionClasses.leadsToJdbc(name.replace('/', '.'))
                ? sentinel.definitionsShown()
                : known;
    }
}
