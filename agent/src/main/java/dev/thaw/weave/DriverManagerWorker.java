package dev.thaw.weave;

import dev.thaw.intercept.DriverManagerBody;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The private method in which all public ones of DriverManager meet, called with the caller that the application's own call
 * had: through a public one the caller would be this class, which is offered no driver. Thread-safe.
 *
 * <p>Looked up at the first use, which most environments never see.
 */
public final class DriverManagerWorker implements DriverManagerBody {
    private final Instrumentation instrumentation;
    private Method worker;

    public DriverManagerWorker(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    @Override
    public Connection open(Class<?> caller, String url, Properties info) throws SQLException {
        try {
            return (Connection) worker().invoke(null, url, info, caller);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof SQLException) {
                throw (SQLException) cause;
            }
            throw new SQLException("the driver failed", cause);
        } catch (ReflectiveOperationException otherJdk) {
            throw new SQLException("DriverManager cannot be reached", otherJdk);
        }
    }

    private synchronized Method worker() throws ReflectiveOperationException {
        if (worker == null) {
            openJavaSql();
            Method found = DriverManager.class.getDeclaredMethod(
                    HookedClass.METHOD, String.class, Properties.class, Class.class);
            found.setAccessible(true);
            worker = found;
        }
        return worker;
    }

    /** Lets this module's reflection into package {@code java.sql}. */
    private void openJavaSql() {
        Module own = DriverManagerWorker.class.getModule();
        Map<String, Set<Module>> opens = Collections.singletonMap("java.sql", Collections.singleton(own));
        instrumentation.redefineModule(
                DriverManager.class.getModule(),
                Collections.emptySet(),
                Collections.emptyMap(),
                opens,
                Collections.emptySet(),
                Collections.emptyMap());
    }
}
