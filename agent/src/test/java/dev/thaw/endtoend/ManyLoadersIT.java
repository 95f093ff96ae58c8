package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application that makes a class loader with a driver again and again, and lets go of it each time. */
@Timeout(60)
class ManyLoadersIT {
    private static final int LOADERS = 48;
    /** As many as there are keys. */
    private static final int KEPT = 32;

    @Test
    void areNotKeptForEver() throws Exception {
        Database database = Servers.h2().newDatabase("agent");
        ReferenceQueue<ClassLoader> garbage = new ReferenceQueue<>();
        List<Reference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < LOADERS; i++) {
            loaders.add(new PhantomReference<>(loaderThatWasUsed(database), garbage));
        }
        int collected = 0;
        while (collected < loaders.size() - KEPT) {
            System.gc();
            collected += garbage.remove(100) == null ? 0 : 1;
        }
        assertThat(collected).isEqualTo(LOADERS - KEPT);
    }

    private static ClassLoader loaderThatWasUsed(Database database) throws Exception {
        URL jar = JdbcDataSource.class.getProtectionDomain().getCodeSource().getLocation();
        URLClassLoader loader = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
        Class<?> type = loader.loadClass(JdbcDataSource.class.getName());
        DataSource source = (DataSource) type.getConstructor().newInstance();
        String url = database.url(DriverKind.H2).plain().toString();
        type.getMethod("setURL", String.class).invoke(source, url);
        try (Connection connection = source.getConnection(database.user(), database.password());
                Statement statement = connection.createStatement()) {
            assertThat(connection.getClass().getName()).contains("$$Thaw");
            statement.execute("SELECT 1");
        }
        loader.loadClass("org.h2.Driver").getMethod("unload").invoke(null);
        loader.close();
        return loader;
    }
}
