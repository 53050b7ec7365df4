package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.CardNumbers;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** GEN-LOG: nothing that must stay inside gets out by a log, a print-out, an exception or a diagnostic. */
final class LogRules {
    /** Telephone number of every buyer of the kit. */
    static final String PHONE = "+4915112345678";

    static final List<Rule> ALL = List.of(
            Rule.of("GEN-LOG-1", "No secret is logged").checked((b, kind) -> noSecretIsLogged(b)),
            Rule.of("GEN-LOG-2", "No card number, token or full phone number is logged")
                    .checked((b, kind) -> nothingPersonalIsLogged(b)),
            Rule.of("GEN-LOG-3", "No secret, card number or phone number is in an answer, a diagnostic or an exception")
                    .checked((b, kind) -> nothingIsToldInAnswers(b)),
            Rule.of("GEN-LOG-4", "Nothing is printed to standard output or error")
                    .checked((b, kind) -> nothingIsPrinted(b)));

    private LogRules() {}

    private static void noSecretIsLogged(Bench b) {
        expectNone(b, logged(b), secrets(b), "log");
    }

    private static void nothingPersonalIsLogged(Bench b) {
        String logged = logged(b);
        expectNone(b, logged, List.of(PHONE, PHONE.substring(1), "buyer@example.com"), "log");
        b.expect(!CardNumbers.contains(logged), "no card number in the log", "one that passes the Luhn check");
    }

    private static void nothingIsToldInAnswers(Bench b) {
        String said = Tour.of(b).everything().text();
        List<String> hidden = new ArrayList<>(secrets(b));
        hidden.add(PHONE);
        expectNone(b, said, hidden, "what was answered and thrown");
        b.expect(!CardNumbers.contains(said), "no card number in answers", "one that passes the Luhn check");
    }

    private static void nothingIsPrinted(Bench b) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        Tap tap = new Tap(Thread.currentThread());
        try {
            System.setOut(new PrintStream(tap.around(out), true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(tap.around(err), true, StandardCharsets.UTF_8));
            Tour.of(b).everything();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        b.expect(tap.text().isEmpty(), "nothing printed", tap.text());
    }

    private static List<String> secrets(Bench b) {
        List<String> secrets = new ArrayList<>(b.secrets(b.settings()));
        b.harness.badCredentials(b.endpoint()).ifPresent(it -> secrets.addAll(b.secrets(it)));
        return secrets;
    }

    private static void expectNone(Bench b, String text, List<String> hidden, String where) {
        for (String each : hidden) {
            int at = text.indexOf(each);
            if (at >= 0) {
                String around = text.substring(Math.max(0, at - 60), at) + "<here>";
                b.expect(false, "nothing secret or personal in the " + where, around);
            }
        }
    }

    /** What reached the log of the context and the JDK's own logging. */
    private static String logged(Bench b) {
        Queue<String> jdk = new ConcurrentLinkedQueue<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                jdk.add(entry.getMessage() + " " + entry.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            Tour.of(b).everything();
        } finally {
            root.removeHandler(handler);
        }
        return b.log.text() + "\n" + String.join("\n", jdk);
    }

    /** Keeps what one thread prints, and passes on what others print. */
    private static final class Tap {
        private final Thread thread;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        Tap(Thread thread) {
            this.thread = thread;
        }

        OutputStream around(PrintStream real) {
            return new OutputStream() {
                @Override
                public void write(int each) {
                    if (Thread.currentThread() == thread) {
                        kept.write(each);
                    } else {
                        real.write(each);
                    }
                }
            };
        }

        String text() {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }
}
