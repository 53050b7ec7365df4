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
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README is the contract: its commands are there; its program, and those of the guides, compile and run as printed. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Path GUIDES = Path.of("..", "docs", "embedding");
    private static final Pattern PROGRAM =
            Pattern.compile("```java\n((?s:.*?))```\n\nIt prints:\n\n```text\n((?s:.*?))```");

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
        assertThat(printed(program, folder)).contains("Thank you, order R-1001");
    }

    @ParameterizedTest
    @MethodSource("guides")
    void the_programs_of_a_guide_compile_and_print_what_it_says(Path guide, @TempDir Path folder) throws Exception {
        String text = Files.readString(guide);
        Matcher program = PROGRAM.matcher(text);
        int programs = 0;
        while (program.find()) {
            Path own = Files.createDirectory(folder.resolve("program" + programs++));
            assertThat(printed(program.group(1), own)).contains(program.group(2).strip());
        }
        assertThat(programs)
                .as("programs with what they print")
                .isPositive()
                .isEqualTo(text.split("```java", -1).length - 1);
    }

    static List<Path> guides() throws IOException {
        try (Stream<Path> files = Files.list(GUIDES)) {
            return files.filter(it -> it.toString().endsWith(".md")).sorted().toList();
        }
    }

    private static String printed(String program, Path folder) throws IOException, InterruptedException {
        String name = publicClass(program);
        Path source = Files.writeString(folder.resolve(name + ".java"), program);
        assertThat(compile(source, folder)).as("compiler messages").isEmpty();
        return run(name, folder);
    }

    private static String firstBlock(String markdown, String heading) {
        Matcher block = Pattern.compile(Pattern.quote(heading) + "\n(?s:.*?)```[a-z]*\n((?s:.*?))```")
                .matcher(markdown);
        assertThat(block.find()).as("a code block under '" + heading + "'").isTrue();
        return block.group(1).strip();
    }

    private static String publicClass(String program) {
        Matcher type = Pattern.compile("public (?:final )?class (\\w+)").matcher(program);
        assertThat(type.find()).as("a public class in the program").isTrue();
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
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
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
