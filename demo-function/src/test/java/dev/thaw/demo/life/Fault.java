package dev.thaw.demo.life;

import java.util.Random;

/** What the soak does to a lane. */
enum Fault {
    /** The environment is frozen for longer than a connection is trusted. */
    IDLE(300) {
        @Override
        void strike(Lane lane, Soak soak, Random random) {
            lane.awaitIdle();
            lane.invoke(name());
        }
    },
    /** The server ends the session between two invocations. */
    KILLED(80) {
        @Override
        void strike(Lane lane, Soak soak, Random random) {
            lane.database().killSessions();
            lane.disturbed();
            lane.invoke(name());
        }
    },
    /** The network forgets the connection between two invocations and tells nobody. */
    FORGOTTEN(40) {
        @Override
        void strike(Lane lane, Soak soak, Random random) {
            var before = lane.database().sessionIds();
            lane.relay().forgetOpen();
            lane.disturbed();
            lane.invoke(name());
            // Of the client's end the server would hear from its own keep-alive, hours later.
            before.forEach(lane.database()::killSession);
        }
    },
    /** The server restarts between two invocations. */
    RESTARTED(8) {
        @Override
        void strike(Lane lane, Soak soak, Random random) {
            soak.restart(lane.server());
            lane.invoke(name());
        }
    },
    /** A failover makes the server a reader for one invocation. */
    READ_ONLY(24) {
        @Override
        void strike(Lane lane, Soak soak, Random random) {
            lane.server().readOnly(true);
            lane.invokeInto(name(), () -> false, () -> {});
            lane.server().readOnly(false);
            lane.invoke(name());
        }
    },
    /** The password changes between two invocations. A static connection would keep the old one for good. */
    ROTATED(40) {
        @Override
        void strike(Lane lane, Soak soak, Random random) {
            if (lane.closing()) {
                lane.rotate();
            }
            lane.invoke(name());
        }
    },
    /** The answer to a statement, or to a probe, is lost and then the connection. */
    ANSWER_LOST(60) {
        @Override
        void strike(Lane lane, Soak soak, Random random) {
            lane.relay().loseAnswersAfter(random.nextInt(4));
            lose(lane, name());
        }
    },
    /** A statement, or a probe, is lost and then the connection. */
    REQUEST_LOST(40) {
        @Override
        void strike(Lane lane, Soak soak, Random random) {
            lane.relay().forgetOpen();
            lose(lane, name());
        }
    },
    /** The session is ended while it executes a statement. */
    KILLED_MEANWHILE(30) {
        @Override
        void strike(Lane lane, Soak soak, Random random) {
            try (TableLock lock = new TableLock(lane.database(), lane.driver())) {
                lane.invokeInto(name(), lock::isAwaited, lane.database()::killSessions);
            }
        }
    },
    /** The server restarts while it executes a statement. */
    RESTARTED_MEANWHILE(4) {
        @Override
        void strike(Lane lane, Soak soak, Random random) {
            try (TableLock lock = new TableLock(lane.database(), lane.driver())) {
                lane.invokeInto(name(), lock::isAwaited, () -> soak.restart(lane.server()));
            }
        }
    },
    /** Lambda ends the environment. */
    SHUT_DOWN(8) {
        @Override
        void strike(Lane lane, Soak soak, Random random) {
            lane.shutDown();
            lane.invoke(name());
        }
    },
    /** The environment vanishes with its machine. */
    TAKEN_AWAY(4) {
        @Override
        void strike(Lane lane, Soak soak, Random random) {
            lane.takeAway();
            lane.invoke(name());
        }
    };

    /** The number of invocations among which each fault comes so often as its weight says. */
    private static final int AMONG = 10_000;

    private final int weight;

    Fault(int weight) {
        this.weight = weight;
    }

    /** Strikes and invokes once at least. */
    abstract void strike(Lane lane, Soak soak, Random random);

    /** The next one, or null for an invocation in peace. */
    static Fault next(Random random) {
        int drawn = random.nextInt(AMONG);
        for (Fault fault : values()) {
            drawn -= fault.weight;
            if (drawn < 0) {
                return fault;
            }
        }
        return null;
    }

    private static void lose(Lane lane, String fault) {
        long before = lane.relay().lost();
        lane.invokeInto(fault, () -> lane.relay().lost() > before, lane.relay()::cutAll);
    }
}
