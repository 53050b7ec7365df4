package io.tradewind.commerce.archetype;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.testkit.payment.PaymentHarness;
import io.tradewind.commerce.testkit.shop.PluginShop;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
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

/** What the archetype generates compiles, its first run of the test kit is green, and its jar takes money in a shop. */
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

    /** The class folders of a generated project, its tests in front. */
    private List<Path> built() throws Exception {
        generate();
        String kit = System.getProperty("java.class.path");
        Path main = compile("main", kit);
        for (Path resource : files(project.resolve("src/main/resources"))) {
            Path target = main.resolve(
                    project.resolve("src/main/resources").relativize(resource).toString());
            Files.createDirectories(target.getParent());
            Files.copy(resource, target);
        }
        return List.of(compile("test", kit + File.pathSeparator + main), main);
    }

    @Test
    void the_first_build_of_a_new_plugin_is_green_and_its_jar_takes_money_in_a_shop() throws Exception {
        List<Path> built = built();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {built.get(0).toUri().toURL(), built.get(1).toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            isGreen(loader);
            sells(loader, jarred(built.get(1)));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void isGreen(ClassLoader loader) throws Exception {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(loader, "com.acme.pay.AcmeTest"))
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getFailures())
                .extracting(it -> it.getTestIdentifier().getDisplayName() + ": "
                        + it.getException().getMessage())
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).isGreaterThan(100);
        assertThat(Path.of("target", "tradewind-tck.json")).content().contains("\"plugin\" : \"acme\"");
    }

    /** A folder of plugins with the jar and its lock, as a shop gets it. */
    private Path jarred(Path classes) throws Exception {
        Path plugins = project.resolve("plugins");
        Path jar = Files.createDirectories(plugins.resolve("acme")).resolve("commerce-payment-acme-0.1.0.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path each : files(classes)) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(each).toString().replace('\\', '/')));
                out.write(Files.readAllBytes(each));
            }
        }
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
        Files.writeString(plugins.resolve("plugins.lock"), sum + "  acme/" + jar.getFileName() + "\n");
        return plugins;
    }

    private static void sells(ClassLoader loader, Path plugins) throws Exception {
        Constructor<?> harness = loader.loadClass("com.acme.pay.AcmeHarness").getDeclaredConstructor();
        harness.setAccessible(true);
        PaymentHarness acme = (PaymentHarness) harness.newInstance();
        try (PluginShop shop = PluginShop.open(acme, plugins)) {
            assertThat(shop.commerce().plugins().report().found())
                    .filteredOn(it -> it.id().equals("payment-acme"))
                    .extracting(it -> it.source())
                    .containsExactly(plugins.resolve("acme").toString());
            assertThat(shop.buy(acme.approved()).answer()).isInstanceOf(Placement.Placed.class);
            assertThat(shop.buy(acme.declines().get(0).instrument()).answer())
                    .isInstanceOfSatisfying(
                            Placement.Refused.class,
                            it -> assertThat(it.message()).isNotBlank());
            assertThat(shop.commerce().plugins().calls(PluginShop.ACCOUNT))
                    .extracting(it -> it.call() + " " + it.outcome())
                    .contains("authorize Approved", "authorize Declined");
        }
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
