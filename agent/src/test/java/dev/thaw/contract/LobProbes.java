package dev.thaw.contract;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Large objects and streams, up to when what they came from has gone. */
final class LobProbes {
    /** Enough for H2 to leave it at its server. */
    private static final int LONG = 9000;

    private LobProbes() {}

    static List<Probe> all() {
        return List.of(
                Probe.of("streams as parameters", s -> {
                    Connection c = s.open();
                    PreparedStatement st = c.prepareStatement("UPDATE item SET data = ?, note = ? WHERE id = ?");
                    set(s, st, 1, () -> st.setBinaryStream(1, bytes()), () -> st.setCharacterStream(2, chars()));
                    set(s, st, 2, () -> st.setBinaryStream(1, bytes(), 3), () -> st.setCharacterStream(2, chars(), 3));
                    set(s, st, 3, () -> st.setBinaryStream(1, bytes(), 3L), () -> st.setAsciiStream(2, bytes(), 3L));
                    set(s, st, 4, () -> st.setBlob(1, bytes()), () -> st.setClob(2, chars()));
                    set(s, st, 5, () -> st.setBlob(1, bytes(), 3), () -> st.setNClob(2, chars(), 3));
                    set(s, st, 5, () -> st.setBytes(1, null), () -> st.setNString(2, "\u00e9"));
                    s.query(c, "SELECT id, note, data FROM item ORDER BY id");
                }),
                Probe.of("large objects made by the connection", s -> {
                    Connection c = s.open();
                    PreparedStatement st = c.prepareStatement("UPDATE item SET data = ?, note = ? WHERE id = 1");
                    s.attempt("blob", () -> {
                        Blob blob = c.createBlob();
                        blob.setBytes(1, new byte[] {1, 2, 3});
                        st.setBlob(1, blob);
                        return blob.length();
                    });
                    s.attempt("clob", () -> {
                        Clob clob = c.createClob();
                        clob.setString(1, "text");
                        st.setClob(2, clob);
                        return clob.length();
                    });
                    s.attempt("update", st::executeUpdate);
                    s.query(c, "SELECT note, data FROM item WHERE id = 1");
                }),
                Probe.of("columns as large objects and streams", s -> {
                    Connection c = filled(s);
                    each(s, c, "blob", r -> lengthOf(r.getBlob("data")));
                    each(s, c, "clob", r -> lengthOf(r.getClob("note")));
                    each(s, c, "nclob", r -> lengthOf(r.getNClob("note")));
                    each(s, c, "binary", r -> lengthOf(r.getBinaryStream("data")));
                    each(s, c, "ascii", r -> lengthOf(r.getAsciiStream("note")));
                    each(s, c, "characters", r -> lengthOf(r.getCharacterStream("note")));
                    each(s, c, "bytes", r -> r.getBytes("data") == null ? -1 : r.getBytes("data").length);
                    each(s, c, "blob as object", r -> lengthOf(r.getObject("data", Blob.class)));
                    each(s, c, "clob as object", r -> lengthOf(r.getObject("note", Clob.class)));
                }),
                Probe.of("large objects after the next row", s -> {
                    Connection c = filled(s);
                    ResultSet rs = rows(c);
                    rs.next();
                    after(s, rs, rs::next);
                }),
                Probe.of("large objects after their results", s -> {
                    Connection c = filled(s);
                    ResultSet rs = rows(c);
                    rs.next();
                    after(s, rs, rs::close);
                }),
                Probe.of("large objects after their statement", s -> {
                    Connection c = filled(s);
                    ResultSet rs = rows(c);
                    rs.next();
                    Statement st = rs.getStatement();
                    after(s, rs, st::close);
                }),
                Probe.of("large objects after their connection", s -> {
                    Connection c = filled(s);
                    ResultSet rs = rows(c);
                    rs.next();
                    after(s, rs, c::close);
                }),
                Probe.of("large objects after their connection, which another borrower has", s -> {
                    Connection c = filled(s);
                    ResultSet rs = rows(c);
                    rs.next();
                    after(s, rs, () -> {
                        c.close();
                        s.query(s.open(), "SELECT COUNT(*) FROM item");
                    });
                }),
                Probe.of("large objects made by a connection that is closed", s -> {
                    Connection c = s.open();
                    Blob blob = orNull(c::createBlob);
                    Clob clob = orNull(c::createClob);
                    c.close();
                    s.open();
                    if (blob != null) {
                        s.attempt("set bytes", () -> blob.setBytes(1, new byte[] {1}));
                        s.attempt("length", blob::length);
                        s.tries("free", blob::free);
                        s.attempt("length when free", blob::length);
                    }
                    if (clob != null) {
                        s.attempt("set text", () -> clob.setString(1, "text"));
                        s.attempt("text", () -> clob.getSubString(1, 2));
                        s.tries("free", clob::free);
                    }
                }),
                Probe.of("PostgreSQL's large objects", s -> {
                    if (s.sql() == Dialect.POSTGRESQL) {
                        largeObject(s);
                    }
                }));
    }

    private static void largeObject(Stage s) throws SQLException {
        Connection c = s.open();
        c.setAutoCommit(false);
        ResultSet rs = c.createStatement().executeQuery("SELECT lo_from_bytea(0, '\\x010203')");
        rs.next();
        Blob blob = rs.getBlob(1);
        s.attempt("length", blob::length);
        s.attempt("bytes", () -> blob.getBytes(1, 3));
        InputStream stream = blob.getBinaryStream();
        s.attempt("first byte", stream::read);
        c.close();
        Connection next = s.open();
        next.setAutoCommit(false);
        s.query(next, "SELECT 1");
        s.attempt("length afterwards", blob::length);
        s.attempt("bytes afterwards", () -> blob.getBytes(1, 3));
        s.attempt("stream afterwards", () -> blob.getBinaryStream() != null);
        s.tries("free afterwards", blob::free);
        s.query(next, "SELECT 2");
    }

    private static void after(Stage s, ResultSet rs, Transcript.Attempt event) throws Exception {
        Blob blob = orNull(() -> rs.getBlob("data"));
        Clob clob = orNull(() -> rs.getClob("note"));
        event.run();
        if (blob != null) {
            s.attempt("blob's length", blob::length);
            s.attempt("blob's bytes", () -> blob.getBytes(1, LONG).length);
            s.attempt("blob's stream", () -> lengthOf(blob.getBinaryStream()));
            s.tries("blob's free", blob::free);
            s.attempt("blob's length when free", blob::length);
        }
        if (clob != null) {
            s.attempt("clob's length", clob::length);
            s.attempt("clob's text", () -> clob.getSubString(1, LONG).length());
            s.attempt("clob's stream", () -> lengthOf(clob.getCharacterStream()));
            s.tries("clob's free", clob::free);
            s.attempt("clob's length when free", clob::length);
        }
    }

    private static <T> T orNull(java.util.concurrent.Callable<T> call) throws Exception {
        try {
            return call.call();
        } catch (SQLException notOffered) {
            return null;
        }
    }

    private static Connection filled(Stage s) throws SQLException {
        Connection c = s.open();
        try (PreparedStatement st = c.prepareStatement("UPDATE item SET data = ?, note = ? WHERE id < 3")) {
            st.setBytes(1, new byte[LONG]);
            st.setString(2, "n".repeat(LONG));
            st.executeUpdate();
        }
        return c;
    }

    private static ResultSet rows(Connection c) throws SQLException {
        return c.createStatement().executeQuery("SELECT id, note, data FROM item ORDER BY id");
    }

    private interface Column {
        Object of(ResultSet row) throws Exception;
    }

    private static void each(Stage s, Connection c, String label, Column column) throws SQLException {
        try (ResultSet rs = rows(c)) {
            while (rs.next()) {
                s.attempt(label + " of " + rs.getInt(1), () -> column.of(rs));
            }
        }
    }

    private static void set(Stage s, PreparedStatement st, int id, Transcript.Attempt data, Transcript.Attempt note)
            throws SQLException {
        s.tries("data of " + id, data);
        s.tries("note of " + id, note);
        st.setInt(3, id);
        s.attempt("update " + id, st::executeUpdate);
    }

    private static InputStream bytes() {
        return new ByteArrayInputStream("bytes".getBytes(StandardCharsets.US_ASCII));
    }

    private static Reader chars() {
        return new StringReader("characters");
    }

    private static long lengthOf(Blob blob) throws SQLException {
        return blob == null ? -1 : blob.length();
    }

    private static long lengthOf(Clob clob) throws SQLException {
        return clob == null ? -1 : clob.length();
    }

    private static long lengthOf(InputStream stream) throws Exception {
        return stream == null ? -1 : stream.readAllBytes().length;
    }

    private static long lengthOf(Reader reader) throws Exception {
        return reader == null ? -1 : reader.transferTo(java.io.Writer.nullWriter());
    }
}
