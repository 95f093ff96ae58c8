package dev.thaw.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Invocations;
import dev.thaw.cache.Limits;
import dev.thaw.session.Session;
import dev.thaw.stub.ManualClock;
import dev.thaw.stub.RecordedDiagnostics;
import dev.thaw.stub.StubConnection;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What was asked can be asked again. */
class RequestTest {
    private static final String URL = "jdbc:stub://db/orders?option=1";

    private final StubConnection stub = new StubConnection();
    private final Properties info = new Properties();

    private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
    private final ManualClock clock = new ManualClock();
    private final Cache<Session> cache =
            new Cache<>(new Limits(1_000, 1_000, 3_600_000, 900_000), clock, Invocations.NONE, diagnostics, 4);
    private final Openings openings =
            new Openings(cache, this::writesIntoItsArgument, Invocations.NONE, clock, 2_000, diagnostics);
    private final Request request =
            new Request(Keys.of(RequestTest.class, URL, info), openings, RequestTest.class, URL, info);

    /** As MariaDB's driver does with the options of the URL. */
    private java.sql.Connection writesIntoItsArgument(Class<?> caller, String url, Properties given) {
        given.setProperty("option", "1");
        return stub.connection();
    }

    @Test
    void aDriverMayWriteIntoTheProperties() throws SQLException {
        request.keepsWhatWasAsked();
        writesIntoItsArgument(RequestTest.class, URL, info);

        assertThat(request.open()).isSameAs(stub.connection());
        assertThat(request.open()).as("a second time").isSameAs(stub.connection());
    }

    @Test
    void whatTheApplicationHasChangedIsNotAskedAgain() throws SQLException {
        info.setProperty("user", "another");

        assertThat(request.open()).isNull();
    }
}
