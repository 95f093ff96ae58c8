package dev.thaw.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/**
 * Sees the classes that are defined, by their names, and has those woven that matter. The first that has to do with JDBC
 * starts the agent. Thread-safe: class loads of several threads wait while one of them starts it; that one's own come back
 * here and are let through.
 *
 * <p>Called by the woven {@code ClassLoader}, which lets everything it throws go by; or registered as a transformer, which
 * costs a start more: the JVM gets the class file of every class ready for it, also of those in its archive.
 */
final class Definitions
        implements BiPredicate<ClassLoader, String>, BiFunction<ClassLoader, Object[], byte[]>, ClassFileTransformer {
    private final ClassLoader own = Definitions.class.getClassLoader();
    private final Runnable start;
    private volatile Weaver weaver;
    private volatile boolean called = false;

    /** @param start starts the agent, once; from then on {@link #leadTo} tells whom to ask */
    Definitions(Runnable start) {
        this.start = start;
    }

    /** The agent has started. */
    void leadTo(Weaver agent) {
        weaver = agent;
    }

    /** From now on {@link #wereSeen} counts. */
    void count() {
        called = false;
    }

    /** Whether a class was seen as it was defined. */
    boolean wereSeen() {
        return called;
    }

    /** Whether a class of this name has to be seen as it is defined. */
    boolean wouldMatter(String name) {
        Weaver agent = weaver;
        return agent == null ? Weaver.isOfJdbc(name) : agent.wouldMatter(name);
    }

    @Override
    public boolean test(ClassLoader loader, String name) {
        if (!called) {
            called = true;
        }
        if (name == null || loader == null || isOurs(loader)) {
            return false;
        }
        Weaver agent = weaver;
        return agent == null ? Weaver.isOfJdbc(name) : agent.isWorthALook(loader, name);
    }

    /** The agent's own loader, or one that the agent has made for handles. */
    boolean isOurs(ClassLoader loader) {
        return loader == own || loader.getClass().getClassLoader() == own;
    }

    @Override
    public byte[] apply(ClassLoader loader, Object[] nameAndBytes) {
        if (weaver == null) {
            start.run();
        }
        Weaver agent = weaver;
        return agent == null ? null : agent.woven(loader, (String) nameAndBytes[0], (byte[]) nameAndBytes[1]);
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        String dotted = name == null ? null : name.replace('/', '.');
        return test(loader, dotted) ? apply(loader, new Object[] {dotted, classFile}) : null;
    }
}
