package io.tradewind.commerce.archetype;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What the archetype generates compiles, and its first run of the test kit is green. */
class StarterTest {
    private static final Path META = Path.of("target", "classes", "META-INF", "maven", "archetype-metadata.xml");
    private static final Path TEMPLATES = Path.of("target", "classes", "archetype-resources");

    @TempDir
    private Path project;

    private final Map<String, String> properties = new TreeMap<>(Map.of(
            "package", "com.acme.pay",
            "groupId", "com.acme",
            "artifactId", "commerce-payment-acme",
            "version", "0.1.0",
            "name", "Acme",
            "code", "acme"));

    private static Document metadata() throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(META.toFile());
    }

    /** As Maven does it: directories of packages, names in file names, properties in texts. */
    private void generate() throws Exception {
        NodeList required = metadata().getElementsByTagName("requiredProperty");
        for (int i = 0; i < required.getLength(); i++) {
            String key = required.item(i).getAttributes().getNamedItem("key").getNodeValue();
            String preset = required.item(i).getTextContent().strip().split("\\s+")[0];
            properties.putIfAbsent(key, preset);
        }
        for (Path template : files(TEMPLATES)) {
            String name = TEMPLATES.relativize(template).toString().replace("__name__", properties.get("name"));
            String text = Files.readString(template);
            assertThat(text)
                    .as("Velocity would take ## for a comment in " + name)
                    .doesNotContain("##");
            for (Map.Entry<String, String> each : properties.entrySet()) {
                text = text.replace("${" + each.getKey() + "}", each.getValue());
            }
            Path target = project.resolve(name);
            if (name.endsWith(".java")) {
                target = target.getParent().resolve("com/acme/pay").resolve(target.getFileName());
            }
            Files.createDirectories(target.getParent());
            Files.writeString(target, text);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Path compile(String what, String classPath) throws IOException {
        Path classes = Files.createDirectories(project.resolve("target").resolve(what));
        List<String> arguments = new ArrayList<>(
                List.of("--release", "17", "-Xlint:all", "-Werror", "-cp", classPath, "-d", classes.toString()));
        files(project.resolve("src").resolve(what).resolve("java")).forEach(it -> arguments.add(it.toString()));
        StringWriter said = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        said,
                        null,
                        null,
                        arguments.subList(0, 8),
                        null,
                        ToolProvider.getSystemJavaCompiler()
                                .getStandardFileManager(null, null, null)
                                .getJavaFileObjectsFromStrings(arguments.subList(8, arguments.size())))
                .call();
        assertThat(compiled).as(said.toString()).isTrue();
        return classes;
    }

    @Test
    void the_first_build_of_a_new_plugin_is_green() throws Exception {
        generate();
        String kit = System.getProperty("java.class.path");
        Path main = compile("main", kit);
        for (Path resource : files(project.resolve("src/main/resources"))) {
            Path target = main.resolve(
                    project.resolve("src/main/resources").relativize(resource).toString());
            Files.createDirectories(target.getParent());
            Files.copy(resource, target);
        }
        Path test = compile("test", kit + java.io.File.pathSeparator + main);
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {main.toUri().toURL(), test.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(loader, "com.acme.pay.AcmeTest"))
                                    .build(),
                            listener);
        } finally {
            thread.setContextClassLoader(before);
        }
        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getFailures())
                .extracting(it -> it.getTestIdentifier().getDisplayName() + ": "
                        + it.getException().getMessage())
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).isGreaterThan(100);
        assertThat(Path.of("target", "tradewind-tck.json")).content().contains("\"plugin\" : \"acme\"");
    }

    @Test
    void every_template_is_copied_and_the_version_of_the_library_is_known() throws Exception {
        generate();
        List<String> copied = new ArrayList<>(List.of("pom.xml"));
        NodeList directories = metadata().getElementsByTagName("directory");
        for (int i = 0; i < directories.getLength(); i++) {
            copied.add(directories.item(i).getTextContent());
        }
        NodeList includes = metadata().getElementsByTagName("include");
        for (int i = 0; i < includes.getLength(); i++) {
            copied.add(includes.item(i).getTextContent());
        }
        copied.remove("");
        for (Path template : files(TEMPLATES)) {
            String name = TEMPLATES.relativize(template).toString().replace('\\', '/');
            assertThat(copied).as(name).anyMatch(name::startsWith);
        }
        assertThat(Files.readString(project.resolve("pom.xml")))
                .contains("<tradewind.version>" + properties.get("tradewindVersion") + "</tradewind.version>")
                .doesNotContain("@project", "${group", "${artifact");
        assertThat(properties.get("tradewindVersion")).matches("\\d+\\.\\d+\\.\\d+.*");
    }
}
