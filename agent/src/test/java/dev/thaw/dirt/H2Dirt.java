package dev.thaw.dirt;

import java.util.List;

/** What SQL leaves on H2. */
final class H2Dirt {
    private H2Dirt() {}

    static List<Dirt> all() {
        return List.of(
                Dirt.sql("SET @a = 1"),
                Dirt.sql("SELECT @a := 1"),
                Dirt.sql("SELECT SET(@a, 1)"),
                Dirt.sql("SET TIME ZONE 'Asia/Tokyo'"),
                Dirt.sql("SET SCHEMA INFORMATION_SCHEMA"),
                Dirt.sql("SET SCHEMA_SEARCH_PATH INFORMATION_SCHEMA, PUBLIC"),
                Dirt.sql("SET LOCK_TIMEOUT 77"),
                Dirt.sql("SET QUERY_TIMEOUT 77000"),
                Dirt.sql("SET THROTTLE 1"),
                Dirt.sql("SET NON_KEYWORDS USER"),
                Dirt.sql("SET VARIABLE_BINARY TRUE"),
                Dirt.sql("SET AUTOCOMMIT OFF"),
                Dirt.sql("SET AUTOCOMMIT FALSE", "INSERT INTO item (name) VALUES ('left')"),
                Dirt.sql("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE"),
                Dirt.sql("BEGIN", "INSERT INTO item (name) VALUES ('left')"),
                Dirt.sql("SAVEPOINT mark"),
                Dirt.sql("CREATE LOCAL TEMPORARY TABLE extra (a INT)"),
                Dirt.sql("create cached local temporary table extra (a int)"),
                Dirt.sql("// comment\nSET SCHEMA INFORMATION_SCHEMA"),
                Dirt.sql("-- comment\nSET SCHEMA INFORMATION_SCHEMA"),
                Dirt.sql("/* a /* b */ */ SET SCHEMA INFORMATION_SCHEMA"),
                Dirt.sql("SELECT 1; SET SCHEMA INFORMATION_SCHEMA"),
                Dirt.sql("SELECT 1 // it's\n; SET SCHEMA INFORMATION_SCHEMA // it's"),
                Dirt.sql("SELECT 1 // end\r; SET SCHEMA INFORMATION_SCHEMA"),
                Dirt.prepared("SET SCHEMA INFORMATION_SCHEMA"));
    }
}
