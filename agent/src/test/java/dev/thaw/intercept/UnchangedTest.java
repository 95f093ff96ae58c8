package dev.thaw.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.StringPropertyDefinition;
import com.mysql.cj.jdbc.MysqlDataSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A DataSource that was changed in any way is never taken for the one that it was. */
class UnchangedTest {
    @ParameterizedTest
    @MethodSource("changes")
    void aChangeOfAnySettingIsSeen(Consumer<PGSimpleDataSource> change) {
        expectSeen(source(), change);
    }

    static List<Consumer<PGSimpleDataSource>> changes() {
        return List.of(
                source -> source.setUser("another"),
                source -> source.setPassword("another"),
                source -> source.setPassword(null),
                source -> source.setDatabaseName("another"),
                source -> source.setServerNames(new String[] {"another"}),
                source -> source.getServerNames()[0] = "another",
                source -> source.setPortNumbers(new int[] {1}),
                source -> source.setSsl(true),
                source -> source.setApplicationName("another"),
                source -> source.setLoginTimeout(7));
    }

    @Test
    void aSettingOfMariaDbsDriverIsSeen() throws Exception {
        MariaDbDataSource source = new MariaDbDataSource("jdbc:mariadb://127.0.0.1:3306/shop");
        source.setUser("one");
        BooleanSupplier unchanged = Unchanged.of(source);
        assertThat(unchanged).isNotNull();
        assertThat(unchanged.getAsBoolean()).isTrue();
        source.setPassword("another");
        assertThat(unchanged.getAsBoolean()).isFalse();
    }

    /** By every way that its class has; what the driver says of its settings is not looked at, since no key is made of it. */
    @ParameterizedTest
    @MethodSource("changesOfConnectorJ")
    void aSettingOfConnectorJIsSeen(Consumer<MysqlDataSource> change) {
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl("jdbc:mysql://127.0.0.1:3306/shop");
        source.setUser("one");
        expectSeen(source, change);
    }

    static List<Consumer<MysqlDataSource>> changesOfConnectorJ() {
        return List.of(
                source -> source.setUrl("jdbc:mysql://127.0.0.1:3306/other"),
                source -> source.setUser("another"),
                source -> source.setPassword("another"),
                source -> source.setDatabaseName("other"),
                source -> source.getIntegerProperty(PropertyKey.connectTimeout).setValue(7),
                source -> source.getStringProperty(PropertyKey.trustCertificateKeyStoreUrl)
                        .setValue("another"),
                source -> source.removeProperty(PropertyKey.connectTimeout),
                source -> source.addProperty(new StringPropertyDefinition("tenant", "tenant", "", true, "", "", "", 1)
                        .createRuntimeProperty()));
    }

    @ParameterizedTest
    @MethodSource("changesOfKinds")
    void aFieldOfAnyKindIsCompared(Consumer<EveryKind> change) {
        expectSeen(new EveryKind(), change);
    }

    static List<Consumer<EveryKind>> changesOfKinds() {
        return List.of(
                source -> source.aBoolean = false,
                source -> source.aByte++,
                source -> source.aChar++,
                source -> source.aShort++,
                source -> source.anInt++,
                source -> source.aLong++,
                source -> source.aFloat++,
                source -> source.aDouble++,
                source -> source.anObject = null);
    }

    static final class EveryKind {
        private boolean aBoolean = true;
        private byte aByte = -1;
        private char aChar = 'c';
        private short aShort = Short.MAX_VALUE;
        private int anInt = Integer.MIN_VALUE;
        private long aLong = 1L << 40;
        private float aFloat = 0.5f;
        private double aDouble = -1.5;
        private Object anObject = "text";
    }

    private static <S> void expectSeen(S source, Consumer<S> change) {
        BooleanSupplier unchanged = Unchanged.of(source);
        assertThat(unchanged).isNotNull();
        assertThat(unchanged.getAsBoolean()).as("before").isTrue();
        change.accept(source);
        assertThat(unchanged.getAsBoolean()).as("after").isFalse();
    }

    private static PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {5432});
        source.setUser("one");
        source.setPassword("secret");
        source.setApplicationName("test");
        return source;
    }
}
