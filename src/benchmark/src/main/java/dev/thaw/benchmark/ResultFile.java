package dev.thaw.benchmark;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes what a benchmark has printed once more for programs, into the folder of {@value #FOLDER_PROPERTY}. */
public final class ResultFile {
    /** System property. */
    public static final String FOLDER_PROPERTY = "thaw.benchmark.results";

    private ResultFile() {}

    /**
     * Writes {@code name.json} and says where.
     *
     * @param results rows: records, or collections of them
     */
    public static void write(String name, Object results) throws IOException {
        Path folder = Path.of(System.getProperty(FOLDER_PROPERTY, "target"));
        Path file = Files.createDirectories(folder).resolve(name + ".json");
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("benchmark", name);
        all.put("results", results);
        Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(all) + "\n");
        System.out.println("\n" + file.toAbsolutePath().normalize());
    }
}
