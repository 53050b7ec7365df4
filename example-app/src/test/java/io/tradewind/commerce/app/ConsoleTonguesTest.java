package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.console.Route;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.catalog.ImportId;
import io.tradewind.commerce.catalog.ImportOptions;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.catalog.ProductQuery;
import io.tradewind.commerce.customer.NewCustomer;
import io.tradewind.commerce.fulfillment.ParcelId;
import io.tradewind.commerce.fulfillment.ShortReason;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnItem;
import io.tradewind.commerce.returns.ReturnReason;
import io.tradewind.commerce.returns.Returns;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The console in German and Arabic: every page, and nothing of people or of the catalog taken for a sentence of ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleTonguesTest {
    /** What no name and no code has in it. */
    private static final Pattern ENGLISH = Pattern.compile(
            "(?<![\\w-])(the|is|are|was|were|of|not|be|has|have|and|to|it|its|for|that|this|nothing|with|you|your|from|on|as|by)(?![\\w-])");

    static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\d_/.{-])[A-Za-z]?[a-z]{2,}(?![\\p{L}\\d_/}@-])");
    private static final String DATA =
            "script,style,pre,svg:not(.chart),bdi,textarea,.code,.no,[translate=no],.call [dir=auto]";

    static final Set<String> NAMES = Set.of(
            "Juniper",
            "Jet",
            "Ada",
            "Brandt",
            "Leipzig",
            "Lena",
            "Voss",
            "lena",
            "mira",
            "Mira",
            "Open",
            "Refund",
            "Cancelled",
            "paid",
            "open",
            "Tradewind",
            "Ctrl",
            "Enter",
            "kg",
            "ml",
            "ms",
            "kill",
            "https",
            "example",
            "English",
            "Deutsch",
            "Coffee",
            "Desk",
            "Drinkware",
            "Home",
            "Sound",
            "Wear",
            "approve",
            "hint",
            "delivery",
            "note",
            "standard",
            "the",
            "customer",
            "called",
            "adyen",
            "paypal",
            "sandbox",
            "console",
            "table",
            "rate");
    private static final Set<String> GERMAN_TOO = Set.of(
            "November",
            "Code",
            "Codes",
            "Import",
            "Influencer",
            "Label",
            "Live",
            "Name",
            "Nov",
            "Plugin",
            "Plugins",
            "Option",
            "Schema",
            "Shop",
            "Standard",
            "Status",
            "Support",
            "System",
            "Version",
            "Webhooks",
            "an",
            "in",
            "was");

    private ConsoleStore store;
    private StaffBrowser staff;
    private Order order;
    private String parcel;
    private String goods;
    private String customer;
    private final List<String> files = new ArrayList<>();

    @BeforeAll
    void open(@TempDir Path data) {
        store = ConsoleStore.open(data);
        staff = StaffBrowser.signedIn(store.app, "Open", "paid");
        order = store.order("card", "approve");
        store.order("transfer", "");
        parcel = store.deliver(order).toString();
        Return asked = store.staff()
                .returns()
                .request(
                        order.id(),
                        List.of(new ReturnItem(order.lines().get(0).id(), 1, ReturnReason.FAULTY, "Cancelled")),
                        "")
                .orThrow();
        goods = asked.id().toString();
        customer = store.staff()
                .customers()
                .signUp(NewCustomer.named("Refund").email("refund@example.org"))
                .orThrow()
                .id()
                .toString();
        files();
        stuck();
    }

    /** Orders with which something went another way than planned, and news of a payment that nobody knows. */
    private void stuck() {
        Order off = store.order("card", "approve");
        store.staff().orders().cancel(off.id(), "X").orThrow();
        Order held = store.order("card", "approve");
        store.staff().orders().hold(held.id(), HoldKind.STAFF, "X");
        for (Actor one : List.of(Actor.staff("X", Role.SUPPORT), Actor.staff("paid", Role.SUPPORT))) {
            store.app
                    .commerce()
                    .shop(JuniperAndJet.STORE, one)
                    .payments()
                    .refund(held.id().value(), Money.parse("EUR 1.00"), "X", one.name());
        }
        Order left = store.order("card", "approve");
        var work = store.staff().fulfillment().of(left.id()).get(0).id();
        store.staff().fulfillment().claim(work).orThrow();
        store.staff()
                .fulfillment()
                .reportShort(work, left.lines().get(0).id(), 1, ShortReason.DAMAGED)
                .orThrow();
        store.staff().orders().tell(left.id(), "X");
        store.told("P-1", "OPENED", true);
        for (Order one : List.of(off, held, left)) {
            files.add("/admin/orders/" + one.id());
        }
        files.add("/admin/pack?show=waiting");
    }

    /** A product file that waits for a look at its columns, one that is in but for a row, and one that was taken back. */
    private void files() {
        String waiting = file("TITLE,PRICE,Q-9\nX1,12,\nX2,??,7\n").toString();
        files.add("/admin/import/" + waiting);
        files.add("/admin/import/" + waiting + "/trial");
        ImportId in = taken("TITLE,PRICE\nX3,12\nX4,??\n");
        ImportId back = taken("TITLE,PRICE\nX5,12\n");
        Product x5 = store.staff().catalog().find("x5").orElseThrow();
        store.staff().catalog().edit(x5.id(), x5.version(), x5.toEdit().vendor("X"));
        store.staff().imports().undo(back);
        worked(back);
        files.add("/admin/import/" + in);
        files.add("/admin/import/" + back);
    }

    private ImportId file(String csv) {
        return store.staff()
                .imports()
                .upload("X.csv", new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)))
                .id();
    }

    private ImportId taken(String csv) {
        ImportId id = file(csv);
        store.staff().imports().start(id, ImportOptions.defaults());
        worked(id);
        return id;
    }

    private void worked(ImportId id) {
        Instant patience = Instant.now().plusSeconds(60);
        while (store.staff().imports().find(id).state().isWorking()) {
            assertThat(Instant.now()).isBefore(patience);
            store.app.commerce().jobs().runDue();
        }
    }

    @AfterAll
    void close() {
        store.close();
    }

    /** Every page that can be looked at, with something on it. */
    private List<String> pages() {
        List<String> all = new ArrayList<>(files);
        String product = store.staff()
                .catalog()
                .find(ConsoleStore.FLASK)
                .orElseThrow()
                .id()
                .toString();
        for (Route route : store.app.consoleRoutes()) {
            String path = route.path();
            String id = path.startsWith("/admin/orders")
                    ? order.id().toString()
                    : path.startsWith("/admin/pack")
                            ? store.staff()
                                    .fulfillment()
                                    .of(order.id())
                                    .get(0)
                                    .id()
                                    .toString()
                            : path.startsWith("/admin/products")
                                    ? product
                                    : path.startsWith("/admin/parcels")
                                            ? parcel
                                            : path.startsWith("/admin/returns")
                                                    ? goods
                                                    : path.startsWith("/admin/customers")
                                                            ? customer
                                                            : path.startsWith("/admin/staff")
                                                                    ? store.app
                                                                            .staff()
                                                                            .members()
                                                                            .get(0)
                                                                            .id()
                                                                            .toString()
                                                                    : "";
            String address = path.replace("{sku}", "TEST-CUP")
                    .replace("{handle}", "lena")
                    .replace("{slug}", "leipzig-tee")
                    .replace("{account}", "card")
                    .replace("{template}", "order-received")
                    .replace("{id}", id);
            boolean paper = address.matches(
                    ".*(pdf|label|slip|slips|papers|invoice|manifest|picklist|paper|export|events)(\\?.*)?");
            if (route.method().equals("GET")
                    && !address.contains("{")
                    && !address.contains("//")
                    && !address.endsWith("/")
                    && !paper) {
                all.add(address);
            }
        }
        return all;
    }

    private static Set<String> texts(String html) {
        return texts(html, "[dir=auto],[translate=no],script,style,pre,svg,bdi,textarea,.code,.no");
    }

    private static Set<String> texts(String html, String without) {
        Set<String> all = new LinkedHashSet<>();
        Document page = Jsoup.parse(html);
        page.body().select(without).remove();
        for (Element element : page.getAllElements()) {
            element.textNodes().stream()
                    .map(TextNode::text)
                    .map(String::strip)
                    .filter(it -> it.matches(".*\\p{L}{2}.*"))
                    .forEach(all::add);
            for (String name : List.of("aria-label", "placeholder")) {
                if (!element.attr(name).isBlank()) {
                    all.add(element.attr(name));
                }
            }
        }
        return all;
    }

    @Test
    void no_sentence_of_the_console_stays_english() {
        Set<String> left = new TreeSet<>();
        for (String path : pages()) {
            staff.setCookie("tw_desk", "en");
            Set<String> english = texts(staff.open(path).page());
            for (String tag : List.of("de", "ar")) {
                staff.setCookie("tw_desk", tag);
                staff.open(path);
                assertThat(staff.page())
                        .contains(tag.equals("ar") ? "lang=\"ar\" dir=\"rtl\"" : "lang=\"de\" dir=\"ltr\"");
                Set<String> said = texts(staff.page());
                said.retainAll(english);
                said.stream()
                        .filter(it -> ENGLISH.matcher(it).find())
                        .forEach(it -> left.add(tag + " " + path + ": " + it));
            }
        }
        assertThat(left).as("add these to words/console.*.po").isEmpty();
    }

    /** A word that a page has in English and in another language is a name, a code, or the same in both. */
    @Test
    void no_word_of_the_console_stays_english() {
        Set<String> names = names();
        Map<String, String> left = new TreeMap<>();
        for (String path : pages()) {
            staff.setCookie("tw_desk", "en");
            Set<String> english = texts(staff.open(path).page(), DATA).stream()
                    .flatMap(it -> words(it).stream())
                    .filter(it -> !names.contains(it))
                    .collect(Collectors.toSet());
            for (String tag : List.of("de", "ar")) {
                staff.setCookie("tw_desk", tag);
                for (String text : texts(staff.open(path).page(), DATA)) {
                    words(text).stream()
                            .filter(english::contains)
                            .filter(it -> tag.equals("ar") || !GERMAN_TOO.contains(it))
                            .forEach(it -> left.put(tag + " " + it, path + ": " + text));
                }
            }
        }
        assertThat(left).as("add these to words/console.*.po").isEmpty();
    }

    @Test
    void no_two_columns_of_a_table_have_the_same_heading() {
        Map<String, List<String>> twice = new TreeMap<>();
        for (String path : pages()) {
            for (String tag : List.of("en", "de", "ar")) {
                staff.setCookie("tw_desk", tag);
                for (Element table : Jsoup.parse(staff.open(path).page()).select("table")) {
                    List<String> headings = table.select("thead th").eachText();
                    if (new HashSet<>(headings).size() < headings.size()) {
                        twice.put(tag + " " + path, headings);
                    }
                }
            }
        }
        assertThat(twice).isEmpty();
    }

    /** What the store's people and its catalog are called. */
    private Set<String> names() {
        Set<String> all = new HashSet<>(NAMES);
        Consumer<String> names = it -> all.addAll(words(it));
        store.staff().catalog().list(ProductQuery.all().first(100)).items().forEach(it -> names.accept(it.title()));
        order.lines().forEach(it -> names.accept(it.title() + " " + it.variantName() + " " + it.personalisation()));
        store.app
                .commerce()
                .plugins()
                .report()
                .accounts()
                .forEach(it -> names.accept(it.account() + " " + it.plugin()));
        return all;
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    @Test
    void that_another_return_has_accepted_a_unit_is_said_in_the_language_of_the_desk() {
        Order sold = store.cups(2);
        UUID line = sold.lines().get(0).id();
        ParcelId sent = store.deliver(sold);
        Returns desk = store.staff().returns();
        desk.resolveNow(desk.arrived(sold.id(), List.of(ReturnItem.of(line, 1, ReturnReason.CHANGED_MIND)))
                        .orThrow()
                        .id())
                .orThrow();
        store.staff().fulfillment().markReturned(sent, "address unknown").orThrow();
        String page = "/admin/returns/" + desk.cameBack(sent).orThrow().id();
        Map<String, String> both = Map.of("accepted-" + line, "2", "then-" + line, "restock");
        Map.of(
                        "de",
                        "Von TEST-CUP können nur noch 1 zurückkommen: Die anderen wurden",
                        "ar",
                        "لا يمكن أن يعود سوى \u20681\u2069: قُبل الباقي")
                .forEach((tag, said) -> {
                    staff.setCookie("tw_desk", tag);
                    staff.open(page).press(page + "/inspect", both);
                    assertThat(staff.words()).contains(said).doesNotContain("come back");
                });
    }

    @Test
    void names_of_people_are_no_words_of_ours_and_amounts_and_days_are_said_as_the_language_says_them() {
        StaffBrowser staff = StaffBrowser.signedIn(store.app, "Open", "open");
        staff.press("/admin/language", Map.of("language", "de", "back", "/admin"));
        assertThat(staff.words()).contains("Was jetzt zu tun ist");
        Document page = Jsoup.parse(staff.open("/admin/customers/" + customer).page());
        assertThat(page.select("h1").text()).isEqualTo("Refund");
        assertThat(page.selectFirst(".me .who a").text()).isEqualTo("Open");
        assertThat(page.text()).contains("Gespeicherte Zahlungsmittel");
        assertThat(staff.open("/admin/orders/" + order.id()).words())
                .contains("67,50&nbsp;€", "Zahlungsanbieter: genehmigt");
        staff.press("/admin/orders/" + order.id() + "/note", Map.of("text", ""));
        assertThat(staff.words()).contains("Die Notiz fehlt. 1 bis 400 Zeichen schreiben.");
        String settings = "/admin/plugins/card/settings";
        staff.open(settings).press(settings, Map.of("what", "save", "s-settleAfter", "soon"), 422);
        assertThat(staff.words()).contains("Es ist keine Dauer, wie PT30M oder P14D. Berichtigen.");
        staff.press("/admin/language", Map.of("language", "en", "back", "/admin/orders"));
        assertThat(staff.words()).contains("Keep this view");
    }
}
