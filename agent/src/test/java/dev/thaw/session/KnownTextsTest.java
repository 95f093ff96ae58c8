package dev.thaw.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was seen of a text is remembered by identity; what is remembered never makes a changing text a harmless one. */
class KnownTextsTest {
    private static final String CHANGING = "SET @tenant = 7";
    private static final int MORE_THAN_ARE_REMEMBERED = 20;

    private final Session session = new SessionFixture(DriverKind.CONNECTOR_J).session;

    @Test
    void aChangingTextIsSeenAmongHoweverManyOthers() {
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_ARE_REMEMBERED; i++) {
            plain.add("UPDATE item SET amount = " + i);
        }
        for (int round = 0; round < 3; round++) {
            for (String text : plain) {
                assertThat(session.noteSql(text)).as(text).isZero();
                assertThat(session.noteSql(CHANGING)).isEqualTo(KnownTexts.CHANGING);
                assertThat(session.noteSql(text)).as(text).isZero();
            }
        }
    }

    @Test
    void anEqualTextIsNotTheSame() {
        assertThat(session.noteSql("SELECT 1")).isZero();
        assertThat(session.noteSql(new String(CHANGING))).isEqualTo(KnownTexts.CHANGING);
        assertThat(session.noteSql("SELECT 2")).isZero();
        assertThat(session.noteSql(new String(CHANGING))).isEqualTo(KnownTexts.CHANGING);
    }

    @Test
    void aLongTextIsLookedAtEachTimeAndNotHeld() {
        String plain = "SELECT '" + "x".repeat(100_000) + "'";
        String changing = "SET @a = '" + "x".repeat(100_000) + "'";
        for (int i = 0; i < 2; i++) {
            assertThat(session.noteSql(plain)).isZero();
            assertThat(session.noteSql(changing)).isEqualTo(KnownTexts.CHANGING);
            assertThat(session.noteSql(changing)).isEqualTo(KnownTexts.CHANGING);
            assertThat(session.noteSql(plain)).isZero();
        }
        WeakReference<String> held = new WeakReference<>(plain);
        plain = null;
        for (int i = 0; i < 50 && held.get() != null; i++) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(held.get()).isNull();
        assertThat(session.noteSql("SELECT 1")).isZero();
    }

    @Test
    void noTextAtAllIsNeverKnownAsHarmless() {
        assertThat(session.noteSql("SELECT 1")).isZero();
        assertThat(session.noteSql(null)).isEqualTo(KnownTexts.CHANGING);
        assertThat(session.noteSql("SELECT 1")).isZero();
        assertThat(session.noteSql(null)).isEqualTo(KnownTexts.CHANGING);
    }
}
