package dev.thaw.demo.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** A JavaScript library in a jar, whatever its version. */
record WebJar(String group, String name) {

    static final WebJar CHART_JS = new WebJar("org.webjars.npm", "chart.js");

    /** One of the library's files. */
    String text(String path) throws IOException {
        String file = "/META-INF/resources/webjars/" + name + "/" + version() + "/" + path;
        try (InputStream in = WebJar.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String version() throws IOException {
        Properties maven = new Properties();
        String file = "/META-INF/maven/" + group + "/" + name + "/pom.properties";
        try (InputStream in = WebJar.class.getResourceAsStream(file)) {
            maven.load(in);
        }
        return maven.getProperty("version");
    }
}
