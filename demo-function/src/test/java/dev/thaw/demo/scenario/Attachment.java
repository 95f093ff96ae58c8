package dev.thaw.demo.scenario;

import java.util.Map;

/** How a function is deployed: as it is, or with the agent's layer and one environment variable. */
public enum Attachment {
    WITHOUT_AGENT("without Thaw"),
    WITH_AGENT("with Thaw");

    private static final String AGENT = "-agentlib:instrument=/opt/thaw/thaw-agent.jar";

    private final String label;

    Attachment(String label) {
        this.label = label;
    }

    /** How to name it to a reader. */
    public String label() {
        return label;
    }

    /** The environment variables that attach the agent, or none. */
    public Map<String, String> variables() {
        return this == WITH_AGENT ? Map.of("JAVA_TOOL_OPTIONS", AGENT) : Map.of();
    }
}
