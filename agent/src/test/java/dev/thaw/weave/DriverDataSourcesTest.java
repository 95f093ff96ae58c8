package dev.thaw.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.MysqlConnectionPoolDataSource;
import com.mysql.cj.jdbc.MysqlDataSource;
import com.mysql.cj.jdbc.MysqlXADataSource;
import dev.thaw.stub.StubConnection;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ds.common.BaseDataSource;

/** The drivers' own DataSources, woven, verified and asked. */
class DriverDataSourcesTest {
    private final StubBridge bridge = StubBridge.install();

    @ParameterizedTest
    @ValueSource(classes = {MysqlDataSource.class, MariaDbDataSource.class, JdbcDataSource.class})
    void areAskedThroughTheHooks(Class<?> type) throws Exception {
        DataSource source = woven(type, type);
        bridge.cached = new StubConnection().connection();
        assertThat(source.getConnection()).isSameAs(bridge.cached);
        assertThat(source.getConnection("u", "p")).isSameAs(bridge.cached);
        assertThat(bridge.calls).containsExactly("before", "before [u, p]");
    }

    @Test
    void postgresInheritsItsMethodsFromAClassThatIsNoDataSource() throws Exception {
        DataSource source = woven(PGSimpleDataSource.class, BaseDataSource.class);
        bridge.cached = new StubConnection().connection();
        assertThat(source.getConnection()).isSameAs(bridge.cached);
        assertThat(source.getConnection("u", "p")).isSameAs(bridge.cached);
    }

    @ParameterizedTest
    @ValueSource(classes = {MysqlConnectionPoolDataSource.class, MysqlXADataSource.class, MariaDbPoolDataSource.class})
    void otherSourcesPassTheVerifierToo(Class<?> type) throws Exception {
        byte[] woven = HookedClass.weave(internal(type), classFile(type), bridge);
        if (woven != null) {
            new WovenLoader(Map.of(type.getName(), woven)).initialized(type.getName());
        }
    }

    @Test
    void aClassWithoutTheMethodsIsLeftAsItIs() throws IOException {
        assertThat(HookedClass.weave(internal(SQLException.class), classFile(SQLException.class), bridge))
                .isNull();
        assertThat(HookedClass.weave(internal(DataSource.class), classFile(DataSource.class), bridge))
                .as("abstract methods")
                .isNull();
    }

    @Test
    void aClassThatIsWovenIsNotWovenAgain() throws IOException {
        byte[] woven = HookedClass.weave(internal(JdbcDataSource.class), classFile(JdbcDataSource.class), bridge);
        assertThat(HookedClass.weave(internal(JdbcDataSource.class), woven, bridge))
                .as("each of two would call the other for ever")
                .isNull();
    }

    /** An instance of {@code type}, where {@code hooked}, it or its superclass, is woven. */
    private DataSource woven(Class<?> type, Class<?> hooked) throws Exception {
        byte[] woven = HookedClass.weave(internal(hooked), classFile(hooked), bridge);
        WovenLoader loader = new WovenLoader(
                type == hooked
                        ? Map.of(type.getName(), woven)
                        : Map.of(hooked.getName(), woven, type.getName(), classFile(type)));
        return (DataSource)
                loader.initialized(type.getName()).getDeclaredConstructor().newInstance();
    }

    private static String internal(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    static byte[] classFile(Class<?> type) throws IOException {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(internal(type) + ".class")) {
            return in.readAllBytes();
        }
    }
}
