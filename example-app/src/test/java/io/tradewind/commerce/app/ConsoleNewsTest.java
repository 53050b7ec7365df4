package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import io.tradewind.commerce.order.Order;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the console's scripts do with answers that take their time. */
@Tag("browser")
@ExtendWith({SharedConsole.class, SharedBrowser.class})
class ConsoleNewsTest {
    private static SharedBrowser.Visit signedIn() {
        SharedBrowser.Visit visit = SharedBrowser.visit();
        visit.context()
                .addCookies(List.of(new Cookie("tw_staff", SharedConsole.staff().cookie("tw_staff")).setUrl(at("/"))));
        return visit;
    }

    private static String at(String path) {
        return SharedConsole.store().app.url().resolve(path).toString();
    }

    private static String said(String text) {
        return LateAnswers.page("<div data-news><p>" + text + "</p></div>");
    }

    @Test
    void an_older_answer_does_not_hide_what_a_later_one_has_said() {
        try (SharedBrowser.Visit visit = signedIn()) {
            Page page = visit.page();
            LateAnswers late = LateAnswers.on(page);
            page.navigate(at("/admin"));
            late.news();
            late.news();
            late.answer(1, said("later"));
            assertThat(page.textContent("[data-news]")).isEqualTo("later");
            late.answer(0, said("older"));
            assertThat(page.textContent("[data-news]")).isEqualTo("later");
        }
    }

    @Test
    void news_that_could_not_be_read_are_read_a_little_later() {
        try (SharedBrowser.Visit visit = signedIn()) {
            Page page = visit.page();
            page.clock().install();
            LateAnswers late = LateAnswers.on(page);
            page.navigate(at("/admin"));
            late.news();
            late.fail(0);
            page.clock().runFor(5_000);
            late.answer(1, LateAnswers.broken());
            page.clock().runFor(5_000);
            late.answer(2, said("at last"));
            assertThat(page.textContent("[data-news]")).isEqualTo("at last");
        }
    }

    @Test
    void who_presses_enter_before_the_places_are_listed_comes_to_what_they_typed() {
        try (SharedBrowser.Visit visit = signedIn()) {
            Page page = visit.page();
            page.navigate(at("/admin/orders"));
            page.keyboard().press("Control+k");
            page.waitForSelector("dialog.palette [role=option]");
            page.keyboard().type("Test flask");
            page.keyboard().press("Enter");
            page.waitForURL("**/admin/products/*");
        }
    }

    /** The first answer takes its time: a whole scan that comes meanwhile is refused, one that is still being typed goes on. */
    @Test
    void a_scan_that_comes_too_early_is_said_not_to_count() {
        Order order = SharedConsole.store().order("card", "approve");
        var work = SharedConsole.store().staff().fulfillment().of(order.id()).get(0);
        String cup = ConsoleStore.CUP.value();
        try (SharedBrowser.Visit visit = signedIn()) {
            Page page = visit.page();
            List<Route> held = new ArrayList<>();
            page.route("**/scan", it -> {
                held.add(it);
                if (held.size() > 1) {
                    it.resume();
                }
            });
            page.navigate(at("/admin/pack/" + work.id()));
            page.click("text=Pack it");
            page.waitForSelector("input[name=code]");
            scan(page, cup);
            page.waitForCondition(() -> held.size() == 1);
            scan(page, cup);
            page.keyboard().type(cup.substring(0, 3));
            held.get(0).resume();
            page.waitForSelector("text=Test cup · 1 of 2");
            assertThat(page.isVisible("[data-early]")).isTrue();

            page.keyboard().type(cup.substring(3));
            page.keyboard().press("Enter");
            page.waitForSelector("text=Test cup · 2 of 2");
            assertThat(page.isVisible("[data-early]")).isFalse();
        }
    }

    private static void scan(Page page, String code) {
        page.keyboard().type(code);
        page.keyboard().press("Enter");
    }
}
