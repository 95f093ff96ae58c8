package dev.thaw.demo;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** An order in a transaction: lock the product's row, write the order, commit; roll back when anything fails. */
public class OrderHandler implements RequestHandler<Map<String, Object>, Answer> {

    private int invocations;

    @Override
    public Answer handleRequest(Map<String, Object> event, Context context) {
        invocations++;
        try (Connection connection = DriverManager.getConnection(
                System.getenv("DB_URL"), System.getenv("DB_USER"), System.getenv("DB_PASSWORD"))) {
            connection.setAutoCommit(false);
            try {
                Answer answer = order(connection, "book");
                connection.commit();
                return answer;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new RuntimeException(e);
        }
    }

    private Answer order(Connection connection, String product) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                        "SELECT quantity, CONNECTION_ID() FROM stock WHERE product = ? FOR UPDATE");
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO orders (product, quantity) VALUES (?, ?)")) {
            lock.setString(1, product);
            try (ResultSet stock = lock.executeQuery()) {
                stock.next();
                insert.setString(1, product);
                insert.setInt(2, 1);
                insert.executeUpdate();
                return new Answer(invocations, stock.getLong(2), stock.getLong(1));
            }
        }
    }
}
