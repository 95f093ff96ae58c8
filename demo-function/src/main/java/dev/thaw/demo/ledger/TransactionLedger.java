package dev.thaw.demo.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.thaw.demo.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** {@code DriverManager} and a transaction; rolled back when anything fails. */
public class TransactionLedger implements RequestHandler<Map<String, Object>, Answer> {

    private int invocations;

    @Override
    public Answer handleRequest(Map<String, Object> event, Context context) {
        invocations++;
        try (Connection connection = Login.byDriverManager()) {
            connection.setAutoCommit(false);
            try {
                long session = Ledger.session(connection);
                int written = Ledger.write(connection, (String) event.get("id"), session);
                connection.commit();
                return new Answer(invocations, session, written);
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new RuntimeException(e);
        }
    }
}
