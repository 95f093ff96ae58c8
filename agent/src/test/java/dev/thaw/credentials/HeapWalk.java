package dev.thaw.credentials;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * All objects that are strongly reachable from some, by reflection, the calling thread's locals included. It does not go into a driver's connection, which
 * needs its password itself, nor into the JVM's classes, loaders and threads; into everything else, or it fails.
 */
final class HeapWalk {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> left = new ArrayDeque<>();

    HeapWalk from(Object root) throws ReflectiveOperationException {
        add(root);
        while (!left.isEmpty()) {
            visit(left.pop());
        }
        return this;
    }

    /** Whether a text or the bytes of one hold it. */
    boolean holds(String secret) {
        byte[] one = secret.getBytes(StandardCharsets.ISO_8859_1);
        byte[] two = secret.getBytes(StandardCharsets.UTF_16LE);
        byte[] three = secret.getBytes(StandardCharsets.UTF_16BE);
        for (Object object : seen) {
            if (object instanceof byte[] bytes
                    && (contains(bytes, one) || contains(bytes, two) || contains(bytes, three))) {
                return true;
            }
            if (object instanceof char[] chars && new String(chars).contains(secret)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            int same = 0;
            while (same < part.length && bytes[i + same] == part[same]) {
                same++;
            }
            if (same == part.length) {
                return true;
            }
        }
        return false;
    }

    /** How many objects of a class there are. */
    long count(String className) {
        return seen.stream()
                .filter(object -> object.getClass().getName().equals(className))
                .count();
    }

    private void add(Object object) {
        if (object != null && !isBeyond(object) && seen.add(object)) {
            left.push(object);
        }
    }

    /** What is the JVM's, a driver's connection, and that connection's caches. */
    private static boolean isBeyond(Object object) {
        boolean driversConnection = object instanceof Connection && !isAgents(object.getClass())
                || object.getClass().getName().equals("org.postgresql.util.LruCache");
        return driversConnection
                || object instanceof Class
                || object instanceof ClassLoader
                || object instanceof Thread
                || object instanceof Module
                || object instanceof Member
                || object instanceof AccessibleObject
                || object instanceof Instrumentation;
    }

    private static boolean isAgents(Class<?> type) {
        return type.getName().startsWith("dev.thaw.") || type.getName().contains("$$Thaw");
    }

    private void visit(Object object) throws ReflectiveOperationException {
        Class<?> type = object.getClass();
        if (type.isArray()) {
            if (!type.getComponentType().isPrimitive()) {
                for (int i = 0; i < Array.getLength(object); i++) {
                    add(Array.get(object, i));
                }
            }
            return;
        }
        if (object instanceof ThreadLocal<?> local) {
            add(local.get());
        }
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            boolean weak = c.getName().equals("java.lang.ref.Reference");
            for (Field field : weak ? new Field[0] : c.getDeclaredFields()) {
                boolean own = !Modifier.isStatic(field.getModifiers());
                if (!field.getType().isPrimitive() && (own || isAgents(c))) {
                    field.setAccessible(true);
                    add(field.get(own ? object : null));
                }
            }
        }
    }
}
