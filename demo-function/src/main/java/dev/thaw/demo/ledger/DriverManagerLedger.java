package dev.thaw.demo.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.thaw.demo.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** {@code DriverManager} in try-with-resources. */
public class DriverManagerLedger implements RequestHandler<Map<String, Object>, Answer> {

    private int invocations;

    @Override
    public Answer handleRequest(Map<String, Object> event, Context context) {
        invocations++;
        try (Connection connection = Login.byDriverManager()) {
            long session = Ledger.session(connection);
            return new Answer(invocations, session, Ledger.write(connection, (String) event.get("id"), session));
        } catch (SQLException e) {
            throw new RuntimeException(e);
        }
    }
}
