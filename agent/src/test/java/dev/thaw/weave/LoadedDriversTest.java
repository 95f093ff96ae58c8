package dev.thaw.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.thaw.stub.StubDataSource;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import javax.sql.CommonDataSource;
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

    @Test
    void whatExtendsADriversOwnIsTheApplications() {
        ByteBuddy maker = new ByteBuddy();
        Class<?> driver = made(maker.subclass(Driver.class).name("com.acme.jdbc.AcmeDriver"));
        Class<?> own = made(maker.subclass(StubDataSource.class).name("com.acme.jdbc.AcmeDataSource"));
        Class<?> extended = maker.subclass(own)
                .name("com.example.TenantDataSource")
                .make()
                .load(own.getClassLoader())
                .getLoaded();
        Instrumentation jvm = (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, (proxy, method, arguments) ->
                        new Class<?>[] {String.class, Driver.class, driver});
        LoadedDrivers drivers = new LoadedDrivers(jvm);
        assertThat(drivers.test(own, Connection.class)).isTrue();
        assertThat(drivers.test(extended, Connection.class)).isFalse();
        Class<?> asksAnother = made(maker.subclass(StubDataSource.class)
                .name("com.acme.jdbc.SpyDataSource")
                .defineField("real", CommonDataSource.class));
        assertThat(drivers.test(asksAnother, Connection.class))
                .as("what it asks may route")
                .isFalse();
        assertThat(drivers.test(new MysqlDataSource() {}.getClass(), Connection.class))
                .isFalse();
    }

    private static Class<?> made(DynamicType.Builder<?> builder) {
        return builder.make().load(LoadedDriversTest.class.getClassLoader()).getLoaded();
    }
}
