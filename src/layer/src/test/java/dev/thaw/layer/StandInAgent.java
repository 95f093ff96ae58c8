package dev.thaw.layer;

import java.lang.instrument.Instrumentation;

/** An agent that only counts how often it was attached, so that the script is judged apart from the product. */
public final class StandInAgent {
    static final String ATTACHED = "thaw.layer.attached";

    private StandInAgent() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        System.setProperty(ATTACHED, Integer.toString(Integer.getInteger(ATTACHED, 0) + 1));
    }
}
