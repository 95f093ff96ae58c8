package dev.thaw.dirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.contract.Arena;
import dev.thaw.contract.Difference;
import dev.thaw.contract.Opener;
import dev.thaw.contract.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole catalogue against one server and driver. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Catalogue {
    private final Target target;
    private final List<Dirt> sql;
    private Arena arena;
    private List<String> expected;

    Catalogue(Target target, List<Dirt> sql) {
        this.target = target;
        this.sql = sql;
    }

    @BeforeAll
    void rememberWhatANewConnectionIsLike() throws SQLException {
        arena = new Arena(target);
        arena.refill();
        try (Connection plain = arena.url(Map.of()).open(arena.credentials())) {
            expected = Fingerprint.of(plain, target);
        }
    }

    @AfterAll
    void leave() throws SQLException {
        if (arena != null) {
            arena.close();
        }
    }

    Stream<Dirt> dirt() {
        return Stream.concat(JdbcDirt.all().stream(), sql.stream());
    }

    @ParameterizedTest
    @MethodSource("dirt")
    void isGone(Dirt dirt) throws SQLException {
        arena.refill();
        Opener opener = Opener.ofItsOwn();
        String url = arena.url(Map.of()).toString();
        try (Connection dirty = opener.open(url, arena.credentials())) {
            dirt.action().on(dirty);
        }
        try (Connection next = opener.open(url, arena.credentials())) {
            assertThat(Difference.between(expected, Fingerprint.of(next, target)))
                    .as("the next borrower after: %s", dirt)
                    .isEmpty();
        }
        try (Connection another = arena.url(Map.of()).open(arena.credentials())) {
            assertThat(Difference.between(expected, Fingerprint.of(another, target)))
                    .as("seen from outside after: %s", dirt)
                    .isEmpty();
        }
    }

    @Test
    void hasFortyWays() {
        assertThat(dirt().map(Dirt::name)).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(40);
    }
}
