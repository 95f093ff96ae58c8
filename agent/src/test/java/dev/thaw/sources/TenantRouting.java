package dev.thaw.sources;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** One DataSource for all tenants, as Spring's documentation has it. */
final class TenantRouting extends AbstractRoutingDataSource {
    private final ThreadLocal<String> tenant = new ThreadLocal<>();

    TenantRouting(Map<Object, DataSource> tenants) {
        setTargetDataSources(Map.copyOf(tenants));
        afterPropertiesSet();
    }

    @Override
    protected Object determineCurrentLookupKey() {
        return tenant.get();
    }

    /** The database that a connection of this tenant is in. */
    String databaseOf(String name) throws SQLException {
        tenant.set(name);
        try (Connection connection = getConnection();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT current_database()")) {
            results.next();
            return results.getString(1);
        }
    }
}
