package dev.thaw.demo.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.thaw.demo.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** For several invocations at once: fails when the session that it works with is another invocation's as well. */
public class ExclusiveLedger implements RequestHandler<Map<String, Object>, Answer> {

    /** By the server's number of the session, the event that works with it. */
    private static final ConcurrentMap<Long, String> OWNERS = new ConcurrentHashMap<>();

    private final AtomicInteger invocations = new AtomicInteger();

    @Override
    public Answer handleRequest(Map<String, Object> event, Context context) {
        String id = (String) event.get("id");
        try (Connection connection = Login.byDriverManager()) {
            long session = Ledger.session(connection);
            String other = OWNERS.putIfAbsent(session, id);
            if (other != null) {
                throw new IllegalStateException("session " + session + " is shared by " + id + " and " + other);
            }
            try {
                int written = Ledger.write(connection, id, session);
                if (Ledger.session(connection) != session) {
                    throw new IllegalStateException(id + " lost its session " + session);
                }
                return new Answer(invocations.incrementAndGet(), session, written);
            } finally {
                OWNERS.remove(session);
            }
        } catch (SQLException e) {
            throw new RuntimeException(e);
        }
    }
}
