package io.tradewind.commerce.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README is the contract: its commands are there, and its program compiles and runs as printed. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    @Test
    void the_two_commands_are_one_line_each() throws IOException {
        String readme = Files.readString(README);
        assertThat(firstBlock(readme, "## Run the store")).hasLineCount(1).startsWith("./mvnw ");
        assertThat(firstBlock(readme, "## Run the tests")).hasLineCount(1).startsWith("./mvnw ");
    }

    @Test
    void the_quick_start_compiles_as_printed_and_places_an_order(@TempDir Path folder) throws Exception {
        String program = firstBlock(Files.readString(README), "## Quick start");
        String body = program.lines()
                .filter(line -> !line.startsWith("import ") && !line.isBlank())
                .reduce("", (all, line) -> all + line + "\n");
        assertThat(body)
                .as("the quick start, imports apart")
                .satisfies(it -> assertThat(it.lines().count()).isLessThanOrEqualTo(15));
        String name = publicClass(program);
        Path source = Files.writeString(folder.resolve(name + ".java"), program);

        assertThat(compile(source, folder)).as("compiler messages").isEmpty();
        assertThat(run(name, folder)).contains("Thank you, order R-1001");
    }

    private static String firstBlock(String markdown, String heading) {
        Matcher block = Pattern.compile(Pattern.quote(heading) + "\n(?s:.*?)```[a-z]*\n((?s:.*?))```")
                .matcher(markdown);
        assertThat(block.find()).as("a code block under '" + heading + "'").isTrue();
        return block.group(1).strip();
    }

    private static String publicClass(String program) {
        Matcher type = Pattern.compile("public (?:final )?class (\\w+)").matcher(program);
        assertThat(type.find()).as("a public class in the quick start").isTrue();
        return type.group(1);
    }

    private static String compile(Path source, Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        compiler.run(
                null,
                messages,
                messages,
                "--release",
                "17",
                "-proc:none",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
        return messages.toString(StandardCharsets.UTF_8);
    }

    /** Runs it as a newcomer does: a process of its own, in an empty folder. */
    private static String run(String name, Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                folder + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                name));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(Files.createDirectory(folder.resolve("work")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS))
                .as("the program ends")
                .isTrue();
        return Files.readString(output);
    }
}
