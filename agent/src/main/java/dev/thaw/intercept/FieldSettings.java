package dev.thaw.intercept;

import dev.thaw.session.DriverKind;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The settings of a DataSource as its fields hold them now. Getters are not enough: a password has none, and without it
 * a wrong one would be given the connection of a right one.
 *
 * <p>Values are compared by content, and so are the driver's own objects that hold settings; what else the JDK has, such as a
 * writer or a lock, by identity. Any other object may tell its driver something else each time: nothing is shared then.
 */
final class FieldSettings {
    /** How far from the DataSource settings are looked for: MariaDB's are in a builder, its hosts in a list there. */
    private static final int DEPTH = 4;

    private static final FieldsOfClass FIELDS = new FieldsOfClass();

    private final Class<?> source;
    private final Ingredients ingredients;

    private FieldSettings(Class<?> source, Ingredients ingredients) {
        this.source = source;
        this.ingredients = ingredients;
    }

    /** Adds them; false where a field cannot be read. */
    static boolean add(Object source, Ingredients ingredients) {
        try {
            new FieldSettings(source.getClass(), ingredients).fields(source, DEPTH);
            return true;
        } catch (IllegalAccessException | RuntimeException notReadable) {
            return false;
        }
    }

    private void fields(Object object, int depth) throws IllegalAccessException {
        Setting[] settings = FIELDS.get(object.getClass());
        ingredients.group(object.getClass().getName(), settings.length);
        for (int i = 0; i < settings.length; i++) {
            Object value = settings[i].field.get(object);
            if (value != null) {
                ingredients.place(i);
                snapshot(settings[i].role, value, depth);
            }
        }
        ingredients.place(settings.length);
    }

    private void snapshot(Role role, Object value, int depth) throws IllegalAccessException {
        if (value == null) {
            ingredients.value(role, null);
        } else if (value.getClass().isArray()) {
            ingredients.group(value.getClass().getName(), Array.getLength(value));
            for (int i = 0; i < Array.getLength(value); i++) {
                snapshot(role, Array.get(value, i), depth);
            }
        } else if (value instanceof Properties) {
            ingredients.properties(Snapshot.of((Properties) value));
        } else if (value instanceof Map) {
            ingredients.map("map", (Map<?, ?>) value);
        } else if (value instanceof List) {
            List<?> list = (List<?>) value;
            ingredients.group("list", list.size());
            for (Object element : list) {
                snapshot(role, element, depth);
            }
        } else if (depth > 1 && isDriversOwn(value)) {
            fields(value, depth - 1);
        } else {
            ingredients.value(role, value);
        }
    }

    private boolean isDriversOwn(Object value) {
        return !(value instanceof Enum) && areOfOneDriver(source, value.getClass());
    }

    /** Whether objects of the second class hold settings of the first: Connector/J has them in another package. */
    static boolean areOfOneDriver(Class<?> source, Class<?> type) {
        DriverKind driver = DriverKind.ofClassName(source.getName());
        return driver == null
                ? type.getName().startsWith(source.getPackageName())
                : driver == DriverKind.ofClassName(type.getName());
    }

    private static final class Setting {
        final Field field;
        final Role role;

        Setting(Field field) {
            this.field = field;
            this.role = Role.of(field.getName());
        }
    }

    /** The fields in which objects of a class hold their settings, readable. Looking them up again is expensive. */
    private static final class FieldsOfClass extends ClassValue<Setting[]> {
        @Override
        protected Setting[] computeValue(Class<?> type) {
            List<Setting> settings = new ArrayList<>();
            for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
                for (Field field : c.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers()) && !DerivedSettings.isDerived(field)) {
                        field.setAccessible(true);
                        settings.add(new Setting(field));
                    }
                }
            }
            return settings.toArray(new Setting[0]);
        }
    }
}
