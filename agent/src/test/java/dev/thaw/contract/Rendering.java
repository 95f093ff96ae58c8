package dev.thaw.contract;

import java.lang.reflect.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as text that two connections agree on: without the ids, addresses and times that no two share. */
public final class Rendering {
    /** The most special first. */
    private static final List<Class<?>> BY_INTERFACE = List.of(
            java.sql.CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            ResultSet.class,
            ResultSetMetaData.class,
            DatabaseMetaData.class,
            Connection.class);

    /** What is an id, and what stands for it. */
    private static final Map<Pattern, String> IDS = ids();

    private Rendering() {}

    private static Map<Pattern, String> ids() {
        Map<Pattern, String> ids = new java.util.LinkedHashMap<>();
        ids.put(Pattern.compile("@[0-9a-f]{4,16}\\b"), "@#");
        ids.put(Pattern.compile("(?i)\\b(conn|connection id|connectionId|pid)([=: ]*)\\d+"), "$1$2#");
        // H2 numbers all objects of a kind.
        ids.put(
                Pattern.compile("\\b(ar|blob|clob|nclob|call|dbMeta|pMeta|prep|rs|rsMeta|sp|sqlxml|stat)\\d+\\b"),
                "$1#");
        ids.put(Pattern.compile("\\b[\\d,.]+ (milli)?seconds"), "# $1seconds");
        ids.put(Pattern.compile("ServerPreparedStatement\\[\\d+\\]"), "ServerPreparedStatement[#]");
        ids.put(Pattern.compile("Unknown thread id: \\d+"), "Unknown thread id: #");
        ids.put(Pattern.compile("\\b[0-9a-f]{8}([_-][0-9a-f]{4}){3}[_-][0-9a-f]{12}\\b"), "#");
        ids.put(Pattern.compile("127\\.0\\.0\\.1:\\d+"), "127.0.0.1:#");
        ids.put(Pattern.compile("pg_temp_\\d+"), "pg_temp_#");
        // PostgreSQL's driver numbers a connection's cursors.
        ids.put(Pattern.compile("\"C_\\d+\""), "\"C_#\"");
        return ids;
    }

    /** The text of any value. */
    public static String of(Object value) {
        return normal(raw(value));
    }

    /** A text of {@link #raw} without what no two connections share. */
    public static String normal(String text) {
        String normal = text;
        for (Map.Entry<Pattern, String> id : IDS.entrySet()) {
            Matcher matcher = id.getKey().matcher(normal);
            normal = matcher.replaceAll(id.getValue());
        }
        return normal;
    }

    /** The text of any value as it is, for those who need {@link #normal} only where two differ. */
    public static String raw(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Throwable thrown) {
            return exception(thrown);
        }
        if (value instanceof byte[] bytes) {
            return "0x" + HexFormat.of().formatHex(bytes);
        }
        if (value.getClass().isArray()) {
            return array(value);
        }
        if (value instanceof String text) {
            return '"' + text + '"';
        }
        if (value instanceof Map<?, ?> map) {
            return new TreeMap<>(map).toString();
        }
        if (value instanceof Class<?> type) {
            return type.getName();
        }
        return object(value);
    }

    /** Handles have classes of their own, by design; every other object has its class noted. */
    private static String object(Object value) {
        for (Class<?> type : BY_INTERFACE) {
            if (type.isInstance(value)) {
                return "a " + type.getSimpleName();
            }
        }
        String text = value.toString();
        return value.getClass().getSimpleName() + " "
                + (text.contains(value.getClass().getName() + "@") ? "" : text);
    }

    private static String array(Object array) {
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(raw(Array.get(array, i)));
        }
        return elements.toString();
    }

    private static String exception(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.getClass().getName());
        if (thrown instanceof SQLException e) {
            text.append(' ').append(e.getSQLState()).append('/').append(e.getErrorCode());
        }
        if (thrown instanceof NullPointerException) {
            // The JVM says which variable it was, or nothing at all where it has optimized.
            return text.toString();
        }
        text.append(" \"").append(thrown.getMessage()).append('"');
        if (thrown instanceof SQLException e && e.getNextException() != null) {
            text.append(" then ").append(exception(e.getNextException()));
        }
        return text.toString();
    }

    /** A chain of warnings. */
    public static String warnings(SQLWarning first) {
        List<String> all = new ArrayList<>();
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            all.add(warning.getSQLState() + "/" + warning.getErrorCode() + " " + warning.getMessage());
        }
        return all.toString();
    }

    /** All rows that are left, with the columns' labels; the result set stays open. */
    public static String rows(ResultSet results) throws SQLException {
        ResultSetMetaData columns = results.getMetaData();
        List<String> rows = new ArrayList<>();
        while (results.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.add(columns.getColumnLabel(i) + "=" + raw(results.getObject(i)));
            }
            rows.add(row.toString());
        }
        return rows.stream().collect(Collectors.joining(" ", "<", ">"));
    }
}
