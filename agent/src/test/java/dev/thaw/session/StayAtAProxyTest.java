package dev.thaw.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.stub.StubConnection;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RDS Proxy, which is not to be had here: any {@code SET} or {@code RESET} would pin one of its sessions. */
class StayAtAProxyTest {
    private static final String URL = "jdbc:postgresql://orders.proxy-cabc.eu-west-1.rds.amazonaws.com/orders";

    @ParameterizedTest
    @EnumSource(
            value = DriverKind.class,
            names = {"CONNECTOR_J", "MARIADB", "PGJDBC"})
    void isToldNothingAndNothingIsTakenBack(DriverKind driver) throws SQLException {
        StubConnection stub = new StubConnection();
        stub.answer("getMetaData", arguments -> stub.metaData(URL));
        Stay stay = new Stay(SessionTerms.of(ResetMode.AUTO).staying(1_200_000, "orders", true), driver);
        stub.takeCalls();

        assertThat(stay.isDue()).isTrue();
        assertThat(stay.begin(stub.connection())).as("there is room").isTrue();
        assertThat(stay.isDue()).isFalse();
        stay.end(stub.connection(), true);

        assertThat(stub.takeCalls()).containsOnly("getMetaData()");
    }
}
