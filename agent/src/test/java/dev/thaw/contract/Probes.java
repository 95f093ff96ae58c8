package dev.thaw.contract;

import java.util.List;
import java.util.stream.Stream;

/** All probes, by topic. */
final class Probes {
    private Probes() {}

    static List<Probe> all() {
        return Stream.of(
                        BatchProbes.all(),
                        ClosedProbes.all(),
                        CursorProbes.all(),
                        EveryMethodProbes.all(),
                        FormerBorrowerProbes.all(),
                        IdentityProbes.all(),
                        KeysProbes.all(),
                        LobProbes.all(),
                        RoutineProbes.all(),
                        SettingProbes.all(),
                        ThreadProbes.all(),
                        TransactionProbes.all(),
                        TypeProbes.all())
                .flatMap(List::stream)
                .toList();
    }
}
