package dev.thaw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.stub.StubConnection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.junit.jupiter.api.Test;

/** A probe asks once, within bounds, and leaves the network timeout as it was. */
class HealthCheckTest {
    private final StubConnection stub = new StubConnection();

    @Test
    void restoresTheApplicationsTimeout() throws SQLException {
        stub.connection().setNetworkTimeout(HealthCheck.DIRECT, 7_000);
        assertThat(HealthCheck.isAlive(stub.connection(), 250)).isTrue();
        assertThat(stub.attribute("NetworkTimeout")).isEqualTo(7_000);
        assertThat(stub.takeCalls()).contains("setNetworkTimeout(executor, 250)", "isValid(1)");
    }

    @Test
    void neverAsksWithoutBound() {
        HealthCheck.isAlive(stub.connection(), 0);
        assertThat(stub.takeCalls())
                .as("0 would mean for ever")
                .contains("setNetworkTimeout(executor, 1)", "isValid(1)")
                .doesNotContain("isValid(0)");
    }

    @Test
    void aDriverWithoutNetworkTimeoutIsAskedAllTheSame() {
        stub.fail("getNetworkTimeout", new SQLFeatureNotSupportedException());
        assertThat(HealthCheck.isAlive(stub.connection(), 1_000)).isTrue();
        stub.fail("getNetworkTimeout", new AbstractMethodError());
        assertThat(HealthCheck.isAlive(stub.connection(), 1_000)).isTrue();
        stub.answer("isValid", arguments -> false);
        assertThat(HealthCheck.isAlive(stub.connection(), 1_000)).isFalse();
    }

    @Test
    void whateverElseGoesWrongMeansDead() {
        for (Throwable failure : new Throwable[] {new SQLException(), new IllegalStateException()}) {
            for (String call : new String[] {"getNetworkTimeout", "setNetworkTimeout", "isValid"}) {
                StubConnection broken = new StubConnection().fail(call, failure);
                assertThat(HealthCheck.isAlive(broken.connection(), 1_000))
                        .as("%s in %s", failure, call)
                        .isFalse();
            }
        }
    }
}
