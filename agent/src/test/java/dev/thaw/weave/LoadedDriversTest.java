package dev.thaw.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.stub.StubDataSource;
import java.sql.Connection;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.DynamicType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which packages are of a driver's family. That its DataSources are served and others are not, is shown end to end. */
class LoadedDriversTest {
    @ParameterizedTest
    @CsvSource({
        "org.sqlite, org.sqlite, true",
        "org.sqlite, org.sqlite.javax, true",
        "org.sqlite, org.sqliteproxy, false",
        "org.apache.derby.iapi.jdbc, org.apache.derby.jdbc, true",
        "org.apache.derby.iapi.jdbc, org.apache.derby, true",
        "org.apache.derby.iapi.jdbc, org.apache.openjpa.jdbc.schema, false",
        "com.microsoft.sqlserver.jdbc, com.microsoft.sqlserver.jdbc, true",
        "oracle.jdbc, oracle.jdbc.pool, true",
        "oracle.jdbc, oracle, false",
    })
    void aFamilyIsNamedByTheDriversPackage(String driver, String other, boolean family) {
        assertThat(LoadedDrivers.isFamily(driver, other)).isEqualTo(family);
    }

    @Test
    void aSourceWithoutADriverServesConnectionsOfItsPackageThatWrapNoOthers() {
        ByteBuddy maker = new ByteBuddy();
        Class<?> own = made(maker.subclass(Connection.class).name("dev.thaw.stub.OwnConnection"));
        Class<?> wrapper = made(maker.subclass(Connection.class)
                .name("dev.thaw.stub.WrappingConnection")
                .defineField("inner", Connection.class));
        Class<?> foreign = made(maker.subclass(Connection.class).name("dev.thaw.other.OwnConnection"));
        assertThat(LoadedDrivers.isOnItsOwn(StubDataSource.class, own)).isTrue();
        assertThat(LoadedDrivers.isOnItsOwn(StubDataSource.class, wrapper)).isFalse();
        assertThat(LoadedDrivers.isOnItsOwn(StubDataSource.class, foreign)).isFalse();
    }

    private static Class<?> made(DynamicType.Builder<?> builder) {
        return builder.make().load(LoadedDriversTest.class.getClassLoader()).getLoaded();
    }
}
