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
 * <p>Values are compared by content, anything that is not understood by identity: the worst case is a miss.
 */
final class FieldSettings {
    private FieldSettings() {}

    /** Null where a field cannot be read. */
    static Object of(Object source) {
        try {
            List<Object> values = new ArrayList<>();
            for (Class<?> c = source.getClass(); c != Object.class; c = c.getSuperclass()) {
                for (Field field : c.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        values.add(snapshot(field.get(source)));
                    }
                }
            }
            return values;
        } catch (IllegalAccessException | RuntimeException notReadable) {
            return null;
        }
    }

    private static Object snapshot(Object value) {
        if (value == null || isValue(value)) {
            return value;
        }
        if (value.getClass().isArray()) {
            List<Object> copy = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                copy.add(snapshot(Array.get(value, i)));
            }
            return copy;
        }
        if (value instanceof Map) {
            Map<Object, Object> copy = new HashMap<>();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                copy.put(snapshot(entry.getKey()), snapshot(entry.getValue()));
            }
            return copy;
        }
        if (value instanceof List) {
            List<Object> copy = new ArrayList<>();
            for (Object element : (List<?>) value) {
                copy.add(snapshot(element));
            }
            return copy;
        }
        return new Identity(value);
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
