package dev.thaw.intercept;

import dev.thaw.handle.FieldComparer;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.BooleanSupplier;

/**
 * Tells whether a DataSource still has every setting that it had, by all fields of its own and of the driver's objects that
 * they lead to. It may say no where nothing has changed, never yes where something has. A yes allocates nothing.
 *
 * <p>Immutable, thread-safe.
 */
final class Unchanged implements BooleanSupplier {
    /** As far as {@link FieldSettings} looks. */
    private static final int DEPTH = 4;
    /** Beyond this, computing the key costs no more. */
    private static final int MOST = 1_000;
    /** What Connector/J says of each of its settings, the same to all DataSources: no key is made of it. */
    private static final String DESCRIPTION = "com.mysql.cj.conf.AbstractPropertyDefinition";

    /** Each something that can change by itself. */
    private final BooleanSupplier[] parts;

    private Unchanged(BooleanSupplier[] parts) {
        this.parts = parts;
    }

    /** Null where nobody can tell: its settings lie in objects that cannot be looked into, or the JDK is too old. */
    static BooleanSupplier of(Object source) {
        try {
            Snapshot snapshot = new Snapshot(source.getClass());
            snapshot.object(source, DEPTH);
            BooleanSupplier[] parts = snapshot.parts.toArray(new BooleanSupplier[0]);
            return parts.length == 1 ? parts[0] : new Unchanged(parts);
        } catch (ReflectiveOperationException | RuntimeException nobodyCanTell) {
            return null;
        }
    }

    /** Whether the source that this was made of has all its settings still. */
    @Override
    public boolean getAsBoolean() {
        for (BooleanSupplier part : parts) {
            if (!part.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    private static final class References implements BooleanSupplier {
        private final Object[] array;
        private final Object[] values;

        References(Object[] array) {
            this.array = array;
            this.values = Arrays.copyOf(array, array.length, Object[].class);
        }

        @Override
        public boolean getAsBoolean() {
            for (int i = 0; i < values.length; i++) {
                if (array[i] != values[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final class Ints implements BooleanSupplier {
        private final int[] array;
        private final int[] values;

        Ints(int[] array) {
            this.array = array;
            this.values = array.clone();
        }

        @Override
        public boolean getAsBoolean() {
            return Arrays.equals(array, values);
        }
    }

    private static final class Elements implements BooleanSupplier {
        private final List<?> list;
        private final Object[] values;

        Elements(List<?> list) {
            this.list = list;
            this.values = list.toArray();
        }

        @Override
        public boolean getAsBoolean() {
            if (list.size() != values.length) {
                return false;
            }
            for (int i = 0; i < values.length; i++) {
                if (list.get(i) != values[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final class Mappings implements BooleanSupplier {
        private final Map<?, ?> map;
        private final Object[] keys;
        private final Object[] values;

        Mappings(Map<?, ?> map) {
            this.map = map;
            this.keys = map.keySet().toArray();
            this.values = new Object[keys.length];
            for (int i = 0; i < keys.length; i++) {
                values[i] = map.get(keys[i]);
            }
        }

        /** As many as before, and each of those before is there: none is new. */
        @Override
        public boolean getAsBoolean() {
            if (map.size() != keys.length) {
                return false;
            }
            for (int i = 0; i < keys.length; i++) {
                if (map.get(keys[i]) != values[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean isValue(Object value) {
        return value instanceof String
                || value instanceof Number && value.getClass().getName().startsWith("java.lang.")
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum
                || value instanceof Class;
    }

    private static boolean isDescription(Class<?> type) {
        Class<?> c = type;
        while (c != null && !c.getName().equals(DESCRIPTION)) {
            c = c.getSuperclass();
        }
        return c != null;
    }

    /** Collects the parts, each object once. */
    private static final class Snapshot {
        final List<BooleanSupplier> parts = new ArrayList<>();
        private final IdentityHashMap<Object, Object> seen = new IdentityHashMap<>();
        private final Class<?> source;

        Snapshot(Class<?> source) {
            this.source = source;
        }

        void object(Object object, int depth) throws ReflectiveOperationException {
            for (Class<?> c = object.getClass(); c != Object.class; c = c.getSuperclass()) {
                List<Field> fields = FieldComparer.fields(c);
                if (!fields.isEmpty()) {
                    Object[] values = new Object[fields.size()];
                    for (int i = 0; i < values.length; i++) {
                        fields.get(i).setAccessible(true);
                        values[i] = fields.get(i).get(object);
                        if (values[i] instanceof char[]) {
                            // H2's password. Before any class is made for nothing.
                            throw new IllegalArgumentException("characters that can change");
                        }
                    }
                    add(FieldComparer.of(c, object, values));
                    contents(values, depth);
                }
            }
        }

        private void contents(Object[] values, int depth) throws ReflectiveOperationException {
            for (Object value : values) {
                if (value != null && !isValue(value) && seen.put(value, value) == null) {
                    content(value, depth);
                }
            }
        }

        private void content(Object value, int depth) throws ReflectiveOperationException {
            if (value instanceof Object[]) {
                add(new References((Object[]) value));
                contents((Object[]) value, depth);
            } else if (value instanceof int[]) {
                add(new Ints((int[]) value));
            } else if (value.getClass().isArray()) {
                throw new IllegalArgumentException("an array of " + value.getClass());
            } else if (value instanceof Map) {
                Mappings mappings = new Mappings((Map<?, ?>) value);
                add(mappings);
                contents(mappings.keys, depth);
                contents(mappings.values, depth);
            } else if (value instanceof List) {
                if (!(value instanceof RandomAccess)) {
                    throw new IllegalArgumentException("a list to walk along");
                }
                Elements elements = new Elements((List<?>) value);
                add(elements);
                contents(elements.values, depth);
            } else if (FieldSettings.areOfOneDriver(source, value.getClass()) && !isDescription(value.getClass())) {
                if (depth == 1) {
                    throw new IllegalArgumentException("settings that lie too deep");
                }
                object(value, depth - 1);
            }
            // Anything else is what it is, as for the key.
        }

        private void add(BooleanSupplier part) {
            if (parts.size() == MOST) {
                throw new IllegalArgumentException("too many settings");
            }
            parts.add(part);
        }
    }
}
