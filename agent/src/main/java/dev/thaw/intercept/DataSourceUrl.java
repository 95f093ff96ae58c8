package dev.thaw.intercept;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import javax.sql.DataSource;

/** What a driver's DataSource says that it connects to. Each has a getter for it, in one of two spellings. Stateless. */
final class DataSourceUrl {
    private static final String[] GETTERS = {"getUrl", "getURL"};

    private DataSourceUrl() {}

    /** Null where it does not say. */
    static String of(DataSource source) {
        for (String getter : GETTERS) {
            try {
                Method method = source.getClass().getMethod(getter);
                Object url = method.invoke(source);
                if (url instanceof String) {
                    return (String) url;
                }
            } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException | RuntimeException e) {
                // The other spelling, or none.
            }
        }
        return null;
    }
}
