package dev.thaw.credentials;

import static dev.thaw.credentials.Connections.source;
import static dev.thaw.credentials.Connections.use;

import java.sql.DriverManager;
import java.util.List;
import java.util.Properties;
import java.util.TooManyListenersException;
import javax.sql.DataSource;

/**
 * A program that opens and closes connections in all ways and then looks for the password in all that the agent holds.
 * Its arguments are a URL, a user and the password backwards.
 */
public final class SecretProgram {
    private SecretProgram() {}

    public static void main(String[] args) throws Exception {
        for (int i = 0; i < 3; i++) {
            connect(args[0], args[1], password(args));
        }
        Object[] hooks = (Object[])
                TooManyListenersException.class.getField("thaw$hooks").get(null);
        report("control", new HeapWalk().from(List.of(new StringBuilder(password(args)))), args);
        report("agent", new HeapWalk().from(hooks), args);
    }

    private static void connect(String url, String user, String password) throws Exception {
        use(DriverManager.getConnection(url, user, password));
        Properties info = new Properties();
        info.setProperty("user", user);
        info.setProperty("password", password);
        use(DriverManager.getConnection(url, info));
        use(DriverManager.getConnection(url + "&user=" + user + "&password=" + password));
        DataSource source = source(url, user, password);
        use(source.getConnection());
        use(source.getConnection(user, password));
    }

    private static String password(String[] args) {
        return new StringBuilder(args[2]).reverse().toString();
    }

    private static void report(String what, HeapWalk walk, String[] args) {
        System.out.println(what + " secret=" + walk.holds(password(args)) + " keys=" + walk.count("dev.thaw.cache.Key")
                + " entries=" + walk.count("dev.thaw.session.Session"));
    }
}
