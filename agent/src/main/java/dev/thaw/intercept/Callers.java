package dev.thaw.intercept;

import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who asks for a connection: code that must get a physical one of its own is left alone. Thread-safe.
 *
 * <p>Most functions have none of that code, so the stack is looked at only after such a class was loaded.
 */
public final class Callers {
    /** Frames that are looked at: from the driver's method up to the pool's is a short way. */
    private static final int DEPTH = 40;

    /** Prefixes of the binary names of those that keep connections themselves. */
    private static final String[] KEEPERS = {
        "com.zaxxer.hikari.", // pool
        "org.apache.commons.dbcp", // pool, versions 1 and 2
        "org.apache.tomcat.jdbc.pool.", // pool
        "org.apache.tomcat.dbcp.", // pool, DBCP in Tomcat's packages
        "com.mchange.v2.c3p0.", // pool
        "com.mchange.v2.resourcepool.", // pool, the threads of c3p0
        "io.agroal.pool.", // pool
        "org.vibur.dbcp.", // pool
        "com.alibaba.druid.pool.", // pool
        "oracle.ucp.", // pool
        "com.jolbox.bonecp.", // pool
        "org.jboss.jca.adapters.jdbc.", // pool of an application server
        "io.quarkus.agroal.", // pool
        "org.apache.ibatis.datasource.pooled.", // pool of MyBatis
    };

    /** These methods of a driver call its own {@code getConnection}; their caller is a pool or a transaction manager. */
    private static final String[] PHYSICAL = {"getPooledConnection", "getXAConnection"};

    private final Detours detours;
    private volatile boolean present = false;

    /** @param detours where one of them is a reason for */
    public Callers(Detours detours) {
        this.detours = detours;
    }

    /**
     * Takes note of a class that is being loaded.
     *
     * @return whether it is the first of theirs
     */
    public boolean loaded(String name) {
        if (!areIn(name)) {
            return false;
        }
        // First, and for good: who sees that one is present relies on it.
        detours.begin();
        present = true;
        return true;
    }

    /** Whether the first class of theirs would have this name. */
    public boolean areIn(String name) {
        return !present && (isKeeper(name) || isPhysicalSource(name));
    }

    /** Whether the calling thread is inside one of them. */
    boolean mustBeLeftAlone() {
        return present && StackWalker.getInstance().walk(new FindKeeper());
    }

    private static boolean isKeeper(String name) {
        for (String prefix : KEEPERS) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPhysicalSource(String name) {
        return (name.endsWith("XADataSource") || name.endsWith("ConnectionPoolDataSource"))
                && !name.startsWith("javax.sql.");
    }

    private static final class FindKeeper implements Function<Stream<StackWalker.StackFrame>, Boolean> {
        @Override
        public Boolean apply(Stream<StackWalker.StackFrame> frames) {
            int left = DEPTH;
            for (Iterator<StackWalker.StackFrame> i = frames.iterator(); i.hasNext() && left-- > 0; ) {
                StackWalker.StackFrame frame = i.next();
                String method = frame.getMethodName();
                if (method.equals(PHYSICAL[0]) || method.equals(PHYSICAL[1])) {
                    return true;
                }
                if (isKeeper(frame.getClassName())) {
                    return true;
                }
            }
            return false;
        }
    }
}
