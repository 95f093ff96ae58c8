package dev.thaw.demo.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.thaw.demo.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** One static connection, opened outside the handler and never checked again. */
public class StaticLedger implements RequestHandler<Map<String, Object>, Answer> {

    private static final Connection CONNECTION = connect();

    private int invocations;

    private static Connection connect() {
        try {
            return Login.byDriverManager();
        } catch (SQLException e) {
            throw new RuntimeException(e);
        }
    }

    @Override
    public Answer handleRequest(Map<String, Object> event, Context context) {
        invocations++;
        try {
            long session = Ledger.session(CONNECTION);
            return new Answer(invocations, session, Ledger.write(CONNECTION, (String) event.get("id"), session));
        } catch (SQLException e) {
            throw new RuntimeException(e);
        }
    }
}
