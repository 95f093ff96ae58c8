package dev.thaw.contract;

import java.util.List;
import java.util.stream.Stream;

/** All probes, by topic. */
final class Probes {
    private Probes() {}

    static List<Probe> all() {
        return Stream.of(ClosedProbes.all(), EveryMethodProbes.all(), IdentityProbes.all(), TransactionProbes.all())
                .flatMap(List::stream)
                .toList();
    }
}
