package io.tradewind.commerce.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.message.MessageFlow;
import io.tradewind.commerce.stock.ReservationFlow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The diagrams in the documentation are drawn from the tables in the code. {@code -Ddiagrams.write=true} draws them. */
class DiagramsTest {
    private static final Path PAYMENTS = Path.of("..", "docs", "payments.md");
    private static final Path PAGE = Path.of("..", "docs", "state-machines.md");

    @Test
    void the_page_of_state_machines_shows_the_tables_of_the_code() throws IOException {
        String drawn = page();
        if (Boolean.getBoolean("diagrams.write")) {
            Files.writeString(PAGE, drawn);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(drawn);
    }

    /** Pages that explain some machines show them between two marks. */
    @Test
    void the_page_about_payments_shows_its_machines() throws IOException {
        String text = Files.readString(PAYMENTS);
        String drawn = text;
        for (Flow<?, ?> flow : Machines.flows()) {
            drawn = Pattern.compile("(<!-- diagram: " + flow.machine() + " -->\n).*?(<!-- end -->)", Pattern.DOTALL)
                    .matcher(drawn)
                    .replaceAll(it -> Matcher.quoteReplacement(
                            it.group(1) + "```mermaid\n" + flow.mermaid() + "```\n" + it.group(2)));
        }
        if (Boolean.getBoolean("diagrams.write")) {
            Files.writeString(PAYMENTS, drawn);
        }
        assertThat(drawn).contains("stateDiagram").doesNotContain("-->\n<!-- end");
        assertThat(Files.readString(PAYMENTS)).isEqualTo(drawn);
    }

    private static String page() {
        StringBuilder text = new StringBuilder("# State machines\n\n"
                + "Drawn from the tables of moves in the code by `DiagramsTest`, which fails when they differ.\n");
        List<Flow<?, ?>> flows = new ArrayList<>(Machines.flows());
        flows.add(ReservationFlow.TABLE);
        flows.add(MessageFlow.TABLE);
        for (Flow<?, ?> flow : flows) {
            text.append("\n## ")
                    .append(flow.machine())
                    .append("\n\n```mermaid\n")
                    .append(flow.mermaid())
                    .append("```\n");
        }
        return text.toString();
    }
}
