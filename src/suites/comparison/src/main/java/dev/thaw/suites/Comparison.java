package dev.thaw.suites;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Compares the reports of two runs of the same tests: each test must end with the agent as it does without. */
public final class Comparison {
    private static final String PASSED = "passed";

    private Comparison() {}

    /**
     * Arguments: the folder of the reports without the agent, that with it, and the tests that are known to differ.
     *
     * @throws IllegalStateException where another one differs, one that is known to does not, or nothing was compared
     */
    public static void main(String[] arguments) throws IOException, ParserConfigurationException, SAXException {
        Map<String, String> plain = results(Path.of(arguments[0]));
        Map<String, String> attached = results(Path.of(arguments[1]));
        Set<String> known = Set.copyOf(List.of(arguments).subList(2, arguments.length));
        Map<String, String> differing = new TreeMap<>();
        int passed = 0;
        for (Map.Entry<String, String> test : plain.entrySet()) {
            String with = attached.getOrDefault(test.getKey(), "absent");
            if (!with.equals(test.getValue())) {
                differing.put(test.getKey(), test.getValue() + " without, " + with + " with the agent");
            } else if (with.equals(PASSED)) {
                passed++;
            }
        }
        System.out.printf(
                "%d tests: %d pass without and with the agent, %d fail or are skipped in both, %d differ, %d of them as known%n",
                plain.size(), passed, plain.size() - passed - differing.size(), differing.size(), known.size());
        if (passed == 0 || !differing.keySet().equals(known)) {
            throw new IllegalStateException("differing: " + differing + ", known: " + known);
        }
    }

    /** How each test ended, by class and name; of several runs of one name, as with parameters, the worst. */
    private static Map<String, String> results(Path folder)
            throws IOException, ParserConfigurationException, SAXException {
        Map<String, String> results = new TreeMap<>();
        DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        for (Path report : reports(folder)) {
            NodeList tests = parser.parse(report.toFile()).getElementsByTagName("testcase");
            for (int i = 0; i < tests.getLength(); i++) {
                Element test = (Element) tests.item(i);
                String name = test.getAttribute("classname") + "." + test.getAttribute("name");
                results.merge(name, result(test), (one, other) -> one.equals(PASSED) ? other : one);
            }
        }
        return results;
    }

    private static String result(Element test) {
        for (String kind : List.of("error", "failure", "skipped")) {
            if (test.getElementsByTagName(kind).getLength() > 0) {
                return kind;
            }
        }
        return PASSED;
    }

    private static List<Path> reports(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".xml"))
                    .toList();
        }
    }
}
