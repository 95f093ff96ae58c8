package dev.thaw.demo.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.mysql.cj.jdbc.MysqlDataSource;
import dev.thaw.demo.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The driver's own DataSource, built anew in each invocation. */
public class DataSourceLedger implements RequestHandler<Map<String, Object>, Answer> {

    private int invocations;

    @Override
    public Answer handleRequest(Map<String, Object> event, Context context) {
        invocations++;
        try (Connection connection = dataSource().getConnection()) {
            long session = Ledger.session(connection);
            return new Answer(invocations, session, Ledger.write(connection, (String) event.get("id"), session));
        } catch (SQLException e) {
            throw new RuntimeException(e);
        }
    }

    private static DataSource dataSource() throws SQLException {
        String url = Login.url();
        if (url.startsWith("jdbc:postgresql:")) {
            PGSimpleDataSource postgres = new PGSimpleDataSource();
            postgres.setURL(url);
            postgres.setUser(Login.user());
            postgres.setPassword(Login.password());
            return postgres;
        }
        if (url.startsWith("jdbc:mariadb:")) {
            MariaDbDataSource mariaDb = new MariaDbDataSource(url);
            mariaDb.setUser(Login.user());
            mariaDb.setPassword(Login.password());
            return mariaDb;
        }
        MysqlDataSource mySql = new MysqlDataSource();
        mySql.setUrl(url);
        mySql.setUser(Login.user());
        mySql.setPassword(Login.password());
        return mySql;
    }
}
