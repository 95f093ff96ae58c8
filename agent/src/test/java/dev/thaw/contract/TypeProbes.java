package dev.thaw.contract;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLXML;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Values in and out by all kinds of types, and what the factories make. */
final class TypeProbes {
    private static final LocalDateTime AT = LocalDateTime.of(2026, 2, 3, 4, 5, 6, 789_000_000);
    private static final List<Class<?>> TIMES = List.of(
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            Instant.class,
            java.sql.Timestamp.class,
            java.sql.Date.class,
            java.util.Date.class,
            String.class);
    private static final List<Class<?>> NUMBERS = List.of(
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            Double.class,
            BigDecimal.class,
            Boolean.class,
            String.class,
            UUID.class,
            Object.class);

    private TypeProbes() {}

    static List<Probe> all() {
        return List.of(
                Probe.of("columns as objects of a class", s -> {
                    Connection c = s.open();
                    s.run(c, "UPDATE item SET at = '2026-02-03 04:05:06.789' WHERE id = 1");
                    ResultSet rs = c.createStatement().executeQuery("SELECT id, at FROM item ORDER BY id");
                    rs.next();
                    for (Class<?> type : NUMBERS) {
                        s.attempt("number as " + type.getSimpleName(), () -> rs.getObject(1, type));
                    }
                    for (Class<?> type : TIMES) {
                        s.attempt("time as " + type.getSimpleName(), () -> rs.getObject("at", type));
                    }
                    s.attempt("as null", () -> rs.getObject(1, (Class<?>) null));
                    rs.next();
                    s.attempt("null time", () -> rs.getObject("at", LocalDateTime.class));
                    s.attempt("was null", rs::wasNull);
                }),
                Probe.of("columns by a type map", s -> {
                    Connection c = s.open();
                    ResultSet rs = c.createStatement().executeQuery("SELECT id, name FROM item ORDER BY id");
                    rs.next();
                    Map<String, Class<?>> map = new HashMap<>();
                    s.attempt("empty", () -> rs.getObject(1, map));
                    map.put("int", String.class);
                    s.attempt("not empty", () -> rs.getObject("id", map));
                    s.attempt("null", () -> rs.getObject(1, (Map<String, Class<?>>) null));
                    s.attempt("map of the connection", c::getTypeMap);
                    s.tries("set", () -> c.setTypeMap(map));
                    s.attempt("then", c::getTypeMap);
                    s.attempt("column", () -> rs.getObject(1));
                    c.close();
                    s.attempt("of the next", s.open()::getTypeMap);
                }),
                Probe.of("objects as parameters", s -> {
                    Connection c = s.open();
                    PreparedStatement st = c.prepareStatement("UPDATE item SET at = ? WHERE id = 1");
                    List<Object> values = List.of(
                            AT,
                            AT.toLocalDate(),
                            AT.atOffset(ZoneOffset.UTC),
                            AT.toInstant(ZoneOffset.UTC),
                            java.sql.Timestamp.valueOf(AT),
                            "2026-02-03 04:05:06",
                            17,
                            new Object[0]);
                    for (Object value : values) {
                        String type = value.getClass().getSimpleName();
                        s.tries("set " + type, () -> st.setObject(1, value));
                        s.attempt("run " + type, st::executeUpdate);
                        s.query(c, "SELECT at FROM item WHERE id = 1");
                    }
                    s.tries("with a type", () -> st.setObject(1, AT, Types.TIMESTAMP));
                    s.attempt("run", st::executeUpdate);
                    s.tries("with a JDBC type", () -> st.setObject(1, AT, JDBCType.TIMESTAMP));
                    s.attempt("run", st::executeUpdate);
                    s.tries("with a wrong type", () -> st.setObject(1, AT, Types.INTEGER));
                    s.tries("null", () -> st.setNull(1, Types.TIMESTAMP));
                    s.attempt("run", st::executeUpdate);
                    s.tries("too many", () -> st.setInt(2, 1));
                }),
                Probe.of("arrays", s -> {
                    Connection c = s.open();
                    s.attempt("make", () -> c.createArrayOf("integer", new Object[] {1, 2, null}) != null);
                    s.attempt("of nothing", () -> c.createArrayOf(null, new Object[0]) != null);
                    ResultSet rs = c.createStatement().executeQuery("SELECT ARRAY[1, 2, 3] AS a");
                    rs.next();
                    Array array = rs.getArray(1);
                    s.attempt("elements", array::getArray);
                    s.attempt("part", () -> array.getArray(2, 2));
                    s.attempt("type", array::getBaseTypeName);
                    ResultSet rows = array.getResultSet();
                    s.attempt("statement", () -> rows.getStatement() == rs.getStatement());
                    s.attempt(
                            "statement's connection",
                            () -> rows.getStatement() == null
                                    || rows.getStatement().getConnection() == c);
                    s.attempt("rows", () -> Rendering.rows(rows));
                    PreparedStatement st = c.prepareStatement("SELECT CAST(? AS INT ARRAY) AS a");
                    Array made = c.createArrayOf("integer", new Object[] {4, 5});
                    s.tries("as a parameter", () -> st.setArray(1, made));
                    s.attempt("back", () -> {
                        ResultSet back = st.executeQuery();
                        back.next();
                        return back.getArray(1).getArray();
                    });
                    c.close();
                    Connection next = s.open();
                    s.attempt("elements afterwards", array::getArray);
                    s.attempt("rows afterwards", () -> Rendering.rows(array.getResultSet()));
                    s.attempt("made, afterwards", made::getArray);
                    s.tries("free", array::free);
                    s.attempt("elements when free", array::getArray);
                    s.query(next, "SELECT 1");
                }),
                Probe.of("arrays of what the driver does not know yet", s -> {
                    Connection c = s.open();
                    ResultSet rs = c.createStatement().executeQuery("SELECT ARRAY[item] FROM item");
                    rs.next();
                    Array array = rs.getArray(1);
                    c.close();
                    Connection next = s.open();
                    next.setAutoCommit(false);
                    s.attempt("elements afterwards", array::getArray);
                    s.attempt("rows afterwards", () -> Rendering.rows(array.getResultSet()));
                    s.query(next, "SELECT 1");
                }),
                Probe.of("structures and XML", s -> {
                    Connection c = s.open();
                    s.attempt("structure", () -> c.createStruct("item", new Object[] {1}) != null);
                    SQLXML xml = c.createSQLXML();
                    s.tries("set", () -> xml.setString("<a/>"));
                    s.attempt("text", xml::getString);
                    ResultSet rs = c.createStatement().executeQuery("SELECT '<a>1</a>' AS a");
                    rs.next();
                    s.attempt("column", () -> rs.getSQLXML(1).getString());
                    SQLXML kept = c.createSQLXML();
                    c.close();
                    s.tries("set afterwards", () -> kept.setString("<a/>"));
                    s.attempt("text afterwards", kept::getString);
                    s.tries("free", kept::free);
                }));
    }
}
