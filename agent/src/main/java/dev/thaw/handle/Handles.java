package dev.thaw.handle;

import dev.thaw.cache.Diagnostics;
import dev.thaw.session.Session;
import java.sql.Connection;

/** Makes the connection handles of all drivers, whatever loader they live in. Thread-safe. */
public final class Handles {
    private final Diagnostics diagnostics;
    /** Grows at the head under {@code this}; read without. A function has one loader with drivers, rarely two. */
    private volatile Node nodes;

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
        for (Node node = nodes; node != null; node = node.next) {
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
        nodes = new Node(driver, new HandleClasses(driver, diagnostics), nodes);
        return nodes.classes;
    }

    private static final class Node {
        final ClassLoader driver;
        final HandleClasses classes;
        final Node next;

        Node(ClassLoader driver, HandleClasses classes, Node next) {
            this.driver = driver;
            this.classes = classes;
            this.next = next;
        }
    }
}
