package dev.thaw.dirt;

import dev.thaw.contract.Rendering;
import dev.thaw.contract.Target;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** All that a server and a driver tell about a session, as text; without what no two sessions share. */
final class Fingerprint {
    private static final List<String> MYSQL = List.of(
            "SELECT DATABASE(), CURRENT_USER(), @a, @b, @c, IS_USED_LOCK('mine') IS NULL AS unlocked",
            "SHOW SESSION VARIABLES WHERE Variable_name NOT IN ('timestamp', 'pseudo_thread_id', 'rand_seed1',"
                    + " 'rand_seed2', 'last_insert_id', 'identity', 'gtid_current_pos', 'gtid_binlog_pos',"
                    + " 'gtid_binlog_state', 'gtid_executed', 'last_gtid', 'error_count', 'warning_count',"
                    + " 'innodb_buffer_pool_load_incremental')",
            "SELECT ABS(@@timestamp - UNIX_TIMESTAMP(SYSDATE())) < 60 AS now, @@insert_id",
            "SELECT * FROM extra",
            "EXECUTE kept",
            "HANDLER item READ FIRST",
            "SELECT id, name, amount FROM item ORDER BY id",
            "UPDATE item SET amount = amount WHERE id = 1");

    private static final List<String> POSTGRESQL = List.of(
            // A language that was used once stays loaded, and its settings are listed.
            "SELECT name, setting FROM pg_settings WHERE name NOT LIKE 'plpgsql.%' ORDER BY name",
            "SELECT current_schemas(false), current_user, session_user, NULLIF(current_setting('my.variable', true), '') AS mine",
            "SELECT COUNT(*) FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory'",
            "SELECT name FROM pg_prepared_statements WHERE from_sql",
            "SELECT name FROM pg_cursors",
            "SELECT pg_listening_channels()",
            "SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema()",
            "SELECT pg_current_xact_id_if_assigned()",
            "SELECT id, name, amount FROM public.item ORDER BY id",
            "UPDATE public.item SET amount = amount WHERE id = 1");

    private static final List<String> H2 = List.of(
            "SELECT STATE_KEY, STATE_COMMAND FROM INFORMATION_SCHEMA.SESSION_STATE ORDER BY STATE_KEY",
            "SELECT ISOLATION_LEVEL FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = SESSION_ID()",
            "SELECT @a, CURRENT_SCHEMA, LOCK_TIMEOUT(), AUTOCOMMIT(), CURRENT_USER",
            "SELECT id, name, amount FROM PUBLIC.item ORDER BY id",
            "UPDATE PUBLIC.item SET amount = amount WHERE id = 1");

    private Fingerprint() {}

    static List<String> of(Connection connection, Target target) throws SQLException {
        List<String> lines = new ArrayList<>();
        lines.add("autocommit " + connection.getAutoCommit());
        lines.add("read only " + connection.isReadOnly());
        lines.add("isolation " + connection.getTransactionIsolation());
        lines.add("holdability " + connection.getHoldability());
        lines.add("catalog " + connection.getCatalog());
        lines.add("schema " + connection.getSchema());
        lines.add("network timeout " + connection.getNetworkTimeout());
        lines.add("type map " + connection.getTypeMap());
        lines.add("client info " + Rendering.of(connection.getClientInfo()));
        lines.add("warnings " + connection.getWarnings());
        List<String> questions = switch (target.dialect()) {
            case MYSQL -> MYSQL;
            case POSTGRESQL -> POSTGRESQL;
            case H2 -> H2;
        };
        for (String question : questions) {
            lines.add(question + " -> " + answer(connection, question));
        }
        return lines;
    }

    private static String answer(Connection connection, String question) {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(5);
            boolean rows = statement.execute(question);
            if (!rows) {
                return "updated " + statement.getUpdateCount();
            }
            try (ResultSet results = statement.getResultSet()) {
                return Rendering.rows(results);
            }
        } catch (SQLException e) {
            return Rendering.of(e);
        }
    }
}
