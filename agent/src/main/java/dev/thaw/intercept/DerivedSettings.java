package dev.thaw.intercept;

import java.lang.reflect.Field;

/**
 * An object that a DataSource made of all its settings, cannot change, and lets go of when one of them changes: as long
 * as it is the same object, the settings are the same. Thread-safe.
 *
 * <p>MariaDB's driver has one, its {@code Configuration}: every setter of {@code MariaDbDataSource} makes a new one, or
 * drops the old one. It has no naming reference, and its settings are a hundred fields.
 */
final class DerivedSettings extends ClassValue<Field> {
    private static final String SOURCE = "org.mariadb.jdbc.MariaDbDataSource";
    private static final String FIELD = "conf";
    private static final DerivedSettings FIELDS = new DerivedSettings();

    private DerivedSettings() {}

    /** Whether it holds nothing but what is derived. */
    static boolean isDerived(Field field) {
        return field.getName().equals(FIELD)
                && field.getDeclaringClass().getName().equals(SOURCE);
    }

    /** Null where there is none, or not yet. */
    static Object of(Object source) {
        if (!source.getClass().getName().equals(SOURCE)) {
            return null;
        }
        Field field = FIELDS.get(source.getClass());
        try {
            return field == null ? null : field.get(source);
        } catch (IllegalAccessException notReadable) {
            return null;
        }
    }

    @Override
    protected Field computeValue(Class<?> type) {
        try {
            Field field = type.getDeclaredField(FIELD);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException | RuntimeException another) {
            return null;
        }
    }
}
