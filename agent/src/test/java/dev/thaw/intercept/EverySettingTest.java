package dev.thaw.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.thaw.cache.Clock;
import dev.thaw.cache.Key;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Every setter of the drivers' DataSources, after a use: what it changes is seen in the key and by who remembers the source. */
class EverySettingTest {
    /** Values of any type, so that each setter takes one that is not what it has. */
    private static final Map<Class<?>, List<Object>> VALUES = Map.of(
            boolean.class, List.of(true, false),
            Boolean.class, List.of(true, false),
            int.class, List.of(7, 2),
            Integer.class, List.of(7, 2),
            long.class, List.of(7L),
            char[].class, List.of("other".toCharArray()),
            int[].class, List.of(new int[] {7}),
            String[].class, List.of((Object) new String[] {"other"}),
            PrintWriter.class, List.of(new PrintWriter(Writer.nullWriter())),
            String.class,
                    List.of(
                            "other",
                            "7",
                            "true",
                            "SCHEMA",
                            "DISABLED",
                            "ROUND",
                            "jdbc:mariadb://other/orders",
                            "jdbc:postgresql://other/orders"));

    static Stream<Arguments> sources() {
        return Stream.of(
                source(
                        EverySettingTest::mysql,
                        Set.of("setDescription", "setLogWriter", "setLoginTimeout", "setPropertiesViaRef")),
                source(DataSourceKeysTest::mariaDb, Set.of("setLogWriter")),
                source(DataSourceKeysTest::postgres, Set.of("setFromReference", "setLogWriter")),
                source(DataSourceKeysTest::h2, Set.of("setLogWriter")));
    }

    /** @param noSettings what does not decide which connection is opened, or takes all settings out of a naming service */
    private static Arguments source(Supplier<DataSource> source, Set<String> noSettings) {
        return Arguments.of(Named.of(source.get().getClass().getSimpleName(), source), noSettings);
    }

    private interface Change {
        void to(DataSource source) throws IllegalAccessException, InvocationTargetException;
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aSetterThatIsCalledAfterAUse(Supplier<DataSource> source, Set<String> noSettings) {
        Set<String> unseen = new TreeSet<>();
        for (Method method : source.get().getClass().getMethods()) {
            if (method.getName().startsWith("set") && method.getParameterCount() == 1) {
                Class<?> type = method.getParameterTypes()[0];
                List<Object> values =
                        type.isEnum() ? List.of(type.getEnumConstants()) : VALUES.getOrDefault(type, List.of());
                boolean seen = false;
                for (Object value : values) {
                    seen |= isSeen(source, method.getName(), changed -> method.invoke(changed, value));
                }
                if (!seen) {
                    unseen.add(method.getName());
                }
            }
        }
        assertThat(unseen).isEqualTo(noSettings);
    }

    @Test
    void aPropertyOfPostgresThatIsChangedAfterAUse() {
        Set<String> unseen = new TreeSet<>();
        for (PGProperty property : PGProperty.values()) {
            boolean seen = false;
            for (Object value : VALUES.get(String.class)) {
                seen |= isSeen(
                        DataSourceKeysTest::postgres,
                        property.getName(),
                        changed -> ((PGSimpleDataSource) changed).setProperty(property, (String) value));
            }
            if (!seen) {
                unseen.add(property.getName());
            }
        }
        assertThat(unseen).isEmpty();
    }

    /** Whether it makes another key; then it does so on a source that was used before, too. */
    private static boolean isSeen(Supplier<DataSource> source, String what, Change change) {
        DataSource fresh = source.get();
        DataSource used = source.get();
        Keys keys = new Keys(Clock.SYSTEM);
        Key before = keyAfterUse(keys, used);
        BooleanSupplier unchanged = Unchanged.of(used);
        try {
            change.to(fresh);
            change.to(used);
        } catch (InvocationTargetException | RuntimeException refused) {
            return false;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        Key after = keys.of(fresh, false, null, null);
        assertThat(keys.of(used, false, null, null)).as(what).isEqualTo(after);
        assertThat(keyAfterUse(keys, used)).as(what).isEqualTo(after);
        boolean seen = !before.equals(after);
        assertThat(seen && unchanged != null && unchanged.getAsBoolean())
                .as(what)
                .isFalse();
        return seen;
    }

    /** A use makes MariaDB's derive a configuration, which is looked at instead of its settings. */
    private static Key keyAfterUse(Keys keys, DataSource source) {
        DataSourceUrl.of(source);
        return keys.of(source, false, null, null);
    }

    private static DataSource mysql() {
        MysqlDataSource source = new MysqlDataSource();
        source.setServerName("db");
        source.setDatabaseName("orders");
        source.setUser("u");
        source.setPassword("secret");
        return source;
    }
}
