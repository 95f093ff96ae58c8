package dev.thaw.handle;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Diagnostics;
import dev.thaw.session.Session;
import java.sql.Connection;

/** Makes the connection handles of all drivers, whatever loader they live in. Thread-safe. */
public final class Handles {
    private final Diagnostics diagnostics;
    /** The newest first. Copied on write under {@code this}; read without. A function has one loader with drivers, rarely two. */
    private volatile Node[] nodes = {};

    public Handles(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Whether this is what the application holds, rather than a driver's own. */
    public static boolean isHandle(Connection connection) {
        return connection instanceof ConnectionHandle;
    }

    /** The session of a handle. */
    public static Session sessionOf(Connection handle) {
        return ((ConnectionHandle) handle).session();
    }

    /** Lends a session to the calling thread through a fresh handle; null where none can be made. */
    public Connection lend(Session session) {
        Object live = session.attachment();
        return live == null ? lendFirst(session) : ((LiveConnection) live).lend();
    }

    private Connection lendFirst(Session session) {
        return classes(session.connection().getClass().getClassLoader()).lend(session);
    }

    private HandleClasses classes(ClassLoader driver) {
        Node known = find(driver);
        return known == null ? add(driver) : known.classes;
    }

    private Node find(ClassLoader driver) {
        for (Node node : nodes) {
            if (node.driver == driver) {
                return node;
            }
        }
        return null;
    }

    private synchronized HandleClasses add(ClassLoader driver) {
        Node known = find(driver);
        if (known != null) {
            return known.classes;
        }
        // Who makes loaders by the way shall not have all of them kept for ever.
        Node[] changed = new Node[Math.min(Cache.MOST_KEYS, nodes.length + 1)];
        changed[0] = new Node(driver, new HandleClasses(driver, diagnostics));
        System.arraycopy(nodes, 0, changed, 1, changed.length - 1);
        nodes = changed;
        return changed[0].classes;
    }

    private static final class Node {
        final ClassLoader driver;
        final HandleClasses classes;

        Node(ClassLoader driver, HandleClasses classes) {
            this.driver = driver;
            this.classes = classes;
        }
    }
}
