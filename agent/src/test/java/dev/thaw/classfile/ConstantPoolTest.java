package dev.thaw.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.jar.asm.ClassReader;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The scan says of every class of the drivers what ASM says. */
class ConstantPoolTest {
    private static final String[] TEXTS = {
        "()Ljava/sql/Connection;",
        "(Ljava/lang/String;Ljava/lang/String;)Ljava/sql/Connection;",
        "()V",
        "java/sql/Connection",
        "getConnection",
        "Code",
        "x"
    };

    @ParameterizedTest
    @ValueSource(
            classes = {MysqlDataSource.class, MariaDbDataSource.class, PGSimpleDataSource.class, JdbcDataSource.class})
    void agreesWithAsm(Class<?> ofDriver) throws Exception {
        int found = 0;
        int classes = 0;
        File file = new File(
                ofDriver.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (JarFile jar = new JarFile(file)) {
            for (JarEntry entry : jar.stream().toList()) {
                if (!entry.getName().endsWith(".class")) {
                    continue;
                }
                byte[] classFile = read(jar, entry);
                Set<String> constants = constants(classFile);
                classes++;
                for (String text : TEXTS) {
                    boolean has = ConstantPool.has(classFile, text.getBytes(StandardCharsets.US_ASCII));
                    assertThat(has).as("%s in %s", text, entry).isEqualTo(constants.contains(text));
                    found += has ? 1 : 0;
                }
            }
        }
        assertThat(classes).isGreaterThan(100);
        assertThat(found).isGreaterThan(100);
    }

    private static byte[] read(JarFile jar, JarEntry entry) throws IOException {
        try (var in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static Set<String> constants(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        Set<String> texts = new HashSet<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            // The second half of a long or double has no place of its own.
            if (at > 0 && reader.readByte(at - 1) == 1) {
                int length = reader.readUnsignedShort(at);
                texts.add(new String(classFile, at + 2, length, StandardCharsets.UTF_8));
            }
        }
        return texts;
    }
}
