package dev.thaw.intercept;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of a DataSource as its fields hold them now. Getters are not enough: a password has none, and without it
 * a wrong one would be given the connection of a right one.
 *
 * <p>Values are compared by content, and so are the driver's own objects that hold settings; anything that is not
 * understood by identity: the worst case is a miss.
 */
final class FieldSettings {
    /** How far from the DataSource settings are looked for: MariaDB's are in a builder, its hosts in a list there. */
    private static final int DEPTH = 4;

    /** Fields that hold nothing but what was made of the others at the first use. */
    private static final String DERIVED = "org.mariadb.jdbc.MariaDbDataSource.conf";

    /** Where the driver's own classes are. */
    private final String driver;

    private FieldSettings(Class<?> source) {
        this.driver = source.getPackageName();
    }

    /** Null where a field cannot be read. */
    static Object of(Object source) {
        try {
            return new FieldSettings(source.getClass()).fields(source, DEPTH);
        } catch (IllegalAccessException | RuntimeException notReadable) {
            return null;
        }
    }

    private List<Object> fields(Object object, int depth) throws IllegalAccessException {
        List<Object> values = new ArrayList<>();
        values.add(object.getClass());
        for (Class<?> c = object.getClass(); c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !isDerived(field)) {
                    field.setAccessible(true);
                    values.add(snapshot(field.get(object), depth));
                }
            }
        }
        return values;
    }

    private static boolean isDerived(Field field) {
        return DERIVED.equals(field.getDeclaringClass().getName() + "." + field.getName());
    }

    private Object snapshot(Object value, int depth) throws IllegalAccessException {
        if (value == null || isValue(value)) {
            return value;
        }
        if (value.getClass().isArray()) {
            List<Object> copy = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                copy.add(snapshot(Array.get(value, i), depth));
            }
            return copy;
        }
        if (value instanceof Map) {
            Map<Object, Object> copy = new HashMap<>();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                copy.put(snapshot(entry.getKey(), depth), snapshot(entry.getValue(), depth));
            }
            return copy;
        }
        if (value instanceof List) {
            List<Object> copy = new ArrayList<>();
            for (Object element : (List<?>) value) {
                copy.add(snapshot(element, depth));
            }
            return copy;
        }
        boolean driversOwn = value.getClass().getName().startsWith(driver);
        return driversOwn && depth > 1 ? fields(value, depth - 1) : new Identity(value);
    }

    private static boolean isValue(Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum
                || value instanceof Class;
    }

    /** Equal to itself alone. Holds on to the object, so that no other one can take its place. */
    private static final class Identity {
        private final Object object;

        Identity(Object object) {
            this.object = object;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Identity && ((Identity) other).object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }
}
