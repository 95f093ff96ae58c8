package dev.thaw.demo.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimingsTest {

    @Test
    void percentilesAreDurationsThatOccurred() {
        List<Duration> durations =
                IntStream.rangeClosed(1, 200).mapToObj(Duration::ofMillis).collect(Collectors.toList());
        Collections.reverse(durations);

        Timings timings = Timings.of(durations);

        assertThat(timings.median()).isEqualTo(Duration.ofMillis(100));
        assertThat(timings.percentile(99)).isEqualTo(Duration.ofMillis(198));
    }

    @Test
    void oneDurationIsEveryPercentile() {
        Timings timings = Timings.of(List.of(Duration.ofMillis(7)));

        assertThat(timings.median()).isEqualTo(Duration.ofMillis(7));
        assertThat(timings.percentile(99)).isEqualTo(Duration.ofMillis(7));
    }
}
