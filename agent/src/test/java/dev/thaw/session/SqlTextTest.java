package dev.thaw.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which statements leave something behind in the session, in the dialects of the servers. */
class SqlTextTest {
    private static final DriverKind MYSQL = DriverKind.CONNECTOR_J;
    private static final DriverKind POSTGRES = DriverKind.PGJDBC;

    private record Text(DriverKind driver, String sql) {}

    static Stream<Text> harmless() {
        List<Text> texts = new ArrayList<>();
        onAll(
                texts,
                "SELECT 1",
                "select 1",
                "  \n\tSeLeCt 1",
                "SELECT 1;",
                "SELECT 1 ; -- done",
                "/* hint */ SELECT 1 /* end */",
                "-- first\nSELECT 1",
                "((SELECT 1) UNION (SELECT 2))",
                "INSERT INTO t VALUES ('it''s; SET x = 1')",
                "INSERT INTO t (temp_id, settings) VALUES (?, ?)",
                "UPDATE t SET a = ? WHERE id = ?",
                "DELETE FROM t WHERE note = 'GET_LOCK'",
                "REPLACE INTO t VALUES (1)",
                "WITH x AS (SELECT 1) SELECT * FROM x",
                "VALUES (1)",
                "MERGE INTO t USING s ON (1 = 1) WHEN MATCHED THEN DELETE",
                "SHOW TABLES",
                "EXPLAIN SELECT 1",
                "DESC t",
                "TRUNCATE TABLE t",
                "CREATE TABLE t (id INT)",
                "create unique index i on t (id)",
                "ALTER TABLE t ADD c INT",
                "DROP VIEW v",
                "SELECT a - b / c FROM t",
                "SELECT a.get_locker FROM a",
                "SELECT 1 FROM t FOR UPDATE");
        texts.add(new Text(MYSQL, "# first\nSELECT 1"));
        texts.add(new Text(MYSQL, "SELECT LAST_INSERT_ID()"));
        texts.add(new Text(MYSQL, "SELECT @@version"));
        texts.add(new Text(MYSQL, "SELECT `set` FROM `t`"));
        texts.add(new Text(POSTGRES, "SELECT $$it's; SET x = 1$$"));
        texts.add(new Text(POSTGRES, "SELECT $tag$ $$ $tag$"));
        texts.add(new Text(POSTGRES, "SELECT * FROM t WHERE id = $1"));
        texts.add(new Text(POSTGRES, "SELECT '[1]'::jsonb @> '1', a # b FROM t"));
        texts.add(new Text(POSTGRES, "SELECT 1 --it's\n+ 1"));
        texts.add(new Text(DriverKind.H2, "SELECT 1 --its\n+ 1"));
        texts.add(new Text(DriverKind.H2, "// it's\nSELECT 1 // it's\r\n+ 4 / 2"));
        texts.add(new Text(MYSQL, "SELECT 4 //* rational */ 2"));
        return texts.stream();
    }

    static Stream<Text> changing() {
        List<Text> texts = new ArrayList<>();
        onAll(
                texts,
                null,
                "",
                " ; ",
                "SET x = 1",
                "set names utf8",
                "/* hint */ SET x = 1",
                "-- SELECT\nSET x = 1",
                "USE other",
                "BEGIN",
                "START TRANSACTION",
                "COMMIT",
                "SAVEPOINT a",
                "LOCK TABLES t WRITE",
                "PREPARE p AS SELECT 1",
                "EXECUTE p",
                "DEALLOCATE p",
                "CALL p()",
                "{call p()}",
                "DO $$ BEGIN END $$",
                "LISTEN channel",
                "DECLARE c CURSOR FOR SELECT 1",
                "COPY t FROM STDIN",
                "DISCARD ALL",
                "RESET ALL",
                "CREATE TEMPORARY TABLE t (id INT)",
                "CREATE TEMP TABLE t (id INT)",
                "CREATE TABLE pg_temp.t (id INT)",
                "CREATE LOCAL TEMPORARY TABLE t (id INT)",
                "DROP TEMPORARY TABLE t",
                "CREATE FUNCTION f() RETURNS INT AS 'x'",
                "ALTER SESSION SET x = 1",
                "SELECT 1; SET x = 1",
                "SELECT ';'; SET x = 1",
                "SELECT 1 INTO TEMP t",
                "SELECT GET_LOCK('a', 1)",
                "SELECT get_lock ('a', 1)",
                "SELECT release_all_locks()",
                "SELECT pg_advisory_lock(1)",
                "SELECT pg_catalog.pg_try_advisory_lock(1)",
                "SELECT set_config('a', 'b', false)",
                "SELECT nextval('s')",
                "SELECT dblink_connect('mine', 'host=there')",
                "SELECT * FROM dblink('host=there', 'SELECT 1')",
                "SELECT \"pg_advisory_lock\"(1)",
                "SELECT `get_lock`('a', 1)",
                "SELECT 'unterminated",
                "SELECT 1 /* unterminated",
                "SELECT 1 /* nested /* */ , get_lock('a', 1) */",
                "SELECT 'a\\', get_lock(', 1)",
                "SELECT 1 \u00a0; SET x = 1",
                "SELECT 1 -- end\r; SET x = 1",
                "\ufeffSELECT 1",
                "VACUUM");
        texts.add(new Text(MYSQL, "/*! SET x = 1 */"));
        texts.add(new Text(MYSQL, "SELECT 1 /*!40101 , GET_LOCK('a', 1) */"));
        texts.add(new Text(MYSQL, "SELECT 1 /*M! , GET_LOCK('a', 1) */"));
        texts.add(new Text(MYSQL, "SELECT @a := 1"));
        texts.add(new Text(MYSQL, "SELECT 1 INTO @a"));
        texts.add(new Text(MYSQL, "SELECT LAST_INSERT_ID(5)"));
        texts.add(new Text(MYSQL, "SELECT LAST_INSERT_ID /* */ (5)"));
        texts.add(new Text(MYSQL, "SELECT 1 --1, GET_LOCK('a', 1)"));
        texts.add(new Text(MYSQL, "SELECT $$, GET_LOCK('a', 1) AS $$"));
        texts.add(new Text(DriverKind.H2, "SELECT 1 --it's\n; SET SCHEMA x --it's"));
        texts.add(new Text(DriverKind.H2, "SELECT 1 // it's\n; SET SCHEMA x // it's"));
        texts.add(new Text(DriverKind.H2, "SELECT a#, @a := 7 FROM t"));
        return texts.stream();
    }

    private static void onAll(List<Text> texts, String... all) {
        for (String sql : all) {
            for (DriverKind driver : new DriverKind[] {MYSQL, DriverKind.MARIADB, POSTGRES, DriverKind.H2}) {
                texts.add(new Text(driver, sql));
            }
        }
    }

    @ParameterizedTest
    @MethodSource
    void harmless(Text text) {
        assertThat(SqlText.mayChangeSession(text.sql, text.driver)).isFalse();
    }

    @ParameterizedTest
    @MethodSource
    void changing(Text text) {
        assertThat(SqlText.mayChangeSession(text.sql, text.driver)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET app.tenant = 7",
                "SELECT Set_Config('a', 'b', false)",
                "call p()",
                "{? = call f()}",
                "SELECT 1; CALL p()",
                "DO $$ BEGIN END $$",
                "do/* block */'BEGIN END'",
                "DO",
                "LISTEN news",
                "SELECT dblink_connect('mine', 'host=there')",
                "SELECT DBLINK_EXEC('mine', 'DELETE')",
                "SELECT pg_create_physical_replication_slot('mine', false, true)",
                "ALTER DATABASE d SET work_mem = '7MB'",
            })
    void isBeyondAnyReset(String sql) {
        assertThat(SqlText.isBeyondReset(sql, POSTGRES)).isTrue();
        assertThat(SqlText.isBeyondReset(sql, MYSQL)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SET ROLE ALL", "set/**/Role none", "/*!80000 SET ROLE DEFAULT */", "PREPARE s FROM 'SET ROLE r'"
            })
    void aRoleOfMySqlIsBeyondAReset(String sql) {
        assertThat(SqlText.isBeyondReset(sql, MYSQL)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET work_mem = '7MB'",
                "UNLISTEN news",
                "INSERT INTO t (called_at, recall) VALUES (nextval('s'), 1) ON CONFLICT DO NOTHING",
                "INSERT INTO t VALUES (nextval('s')) ON CONFLICT (a) DO  update SET a = 1",
                "SELECT pg_advisory_lock(1)",
            })
    void canBeReset(String sql) {
        assertThat(SqlText.isBeyondReset(sql, POSTGRES)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP DATABASE d",
                "create database d template e",
                "ALTER ROLE r SET work_mem = '7MB'",
                "DROP USER u",
                "GRANT SELECT ON d.* TO u",
                "REVOKE ALL ON t FROM u",
                "SET @@global.sql_mode = ''",
                "SET PASSWORD = 'p'",
                "DO $$ BEGIN EXECUTE 'ALTER USER u SUPERUSER'; END $$",
            })
    void isFarReaching(String sql) {
        assertThat(SqlText.isFarReaching(sql, POSTGRES)).isTrue();
        assertThat(SqlText.isFarReaching(sql, MYSQL)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET ROLE r",
                "RESET ROLE",
                "SET app.user = 7",
                "DO $$ BEGIN END $$",
                "CREATE TEMPORARY TABLE t (user_id INT)",
                "CALL p('global_id')",
            })
    void isOfNobodyElsesConcern(String sql) {
        assertThat(SqlText.isFarReaching(sql, POSTGRES)).isFalse();
        assertThat(SqlText.isFarReaching(sql, MYSQL)).isFalse();
    }

    @Test
    void everyPrefixOfAHarmlessTextIsScannedToItsEnd() {
        harmless().forEach(text -> {
            for (int end = 0; end <= text.sql.length(); end++) {
                SqlText.mayChangeSession(text.sql.substring(0, end), text.driver);
                SqlText.isBeyondReset(text.sql.substring(0, end), text.driver);
            }
        });
    }
}
