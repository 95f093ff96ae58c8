package dev.thaw.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Packages that the templates name are called as the build calls them. Whether they are there is not asked. */
class TemplatesIT {
    private static final Pattern PACKAGE = Pattern.compile("(?:[\\w.-]+/)+target/[\\w.-]+\\.zip");

    @ParameterizedTest
    @CsvSource({"templates/template.yaml, templates", "templates/README.md, ../.."})
    void namePackagesAsTheBuildDoes(Path document, Path start) throws Exception {
        List<String> named = packagesIn(Files.readString(document));

        assertThat(named).isNotEmpty().allSatisfy(name -> {
            Path file = start.resolve(name).normalize();
            Path module = file.resolve("../..").normalize();
            assertThat(packagesMadeBy(module)).contains(file.getFileName().toString());
        });
    }

    private static List<String> packagesIn(String text) {
        List<String> named = new ArrayList<>();
        Matcher matcher = PACKAGE.matcher(text);
        while (matcher.find()) {
            named.add(matcher.group());
        }
        return named;
    }

    /** The names of the files that the assembly plugin makes in a module's {@code target}. */
    private static List<String> packagesMadeBy(Path module) throws Exception {
        List<String> made = new ArrayList<>();
        NodeList configurations = parse(module.resolve("pom.xml")).getElementsByTagName("configuration");
        for (int i = 0; i < configurations.getLength(); i++) {
            Element configuration = (Element) configurations.item(i);
            String descriptor = textOf(configuration, "descriptor");
            if (descriptor != null) {
                Element assembly = parse(module.resolve(descriptor)).getDocumentElement();
                boolean bare = "false".equals(textOf(configuration, "appendAssemblyId"));
                made.add(textOf(configuration, "finalName") + (bare ? "" : "-" + textOf(assembly, "id")) + "."
                        + textOf(assembly, "format"));
            }
        }
        return made;
    }

    private static Document parse(Path file) throws IOException, ParserConfigurationException, SAXException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }

    /** Of the first element of this name below; null where there is none. */
    private static String textOf(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return found.getLength() == 0 ? null : found.item(0).getTextContent().strip();
    }
}
